"""The forms of the desk, one for each move; `FORMS` is what the pages know of moves."""

from cases.forms.asking import AskExplanationForm, AskRefusalForm, AskSuspensionForm, DisputeForm, ExtendForm
from cases.forms.deciding import (
    CloseExplainedForm,
    DeclineForm,
    ExtendApproveForm,
    RefuseForm,
    ReopenForm,
    RulingForm,
    SuspendForm,
)
from cases.forms.handling import (
    AddForm,
    AnswerForm,
    ContactForm,
    DispatchForm,
    FinishForm,
    MatchForm,
    ResumeForm,
    ReworkForm,
    SignForm,
)
from cases.forms.intake import AcceptForm, EmergencyForm
from cases.forms.judging import CheckFailForm, CheckPassForm, CloseUnreachedForm, RevisitForm, UnreachedForm
from cases.forms.merging import MergeForm
from cases.forms.move import MoveForm
from cases.forms.rating import RateResponseForm, RateWhistleForm
from cases.forms.together import ConsultForm, MinutesForm, ReportInForm, SuperviseForm
from cases.forms.upwards import DecideForm, RaiseForm, WhistleForm

# In the order in which buttons stand: what another waits for, what leads on, what goes up, then what is seldom wanted.
FORMS: dict[str, type[MoveForm]] = {
    form.name: form
    for form in (
        RefuseForm,
        RulingForm,
        ExtendApproveForm,
        SuspendForm,
        CloseExplainedForm,
        ReopenForm,
        DeclineForm,
        AcceptForm,
        DecideForm,
        MinutesForm,
        DispatchForm,
        SignForm,
        ReportInForm,
        ContactForm,
        ReworkForm,
        FinishForm,
        AnswerForm,
        MatchForm,
        CheckPassForm,
        CheckFailForm,
        RevisitForm,
        UnreachedForm,
        CloseUnreachedForm,
        WhistleForm,
        RaiseForm,
        EmergencyForm,
        ConsultForm,
        ResumeForm,
        DisputeForm,
        ExtendForm,
        AskSuspensionForm,
        AskRefusalForm,
        AskExplanationForm,
        RateResponseForm,
        RateWhistleForm,
        SuperviseForm,
        MergeForm,
        AddForm,
    )
}

__all__ = ["FORMS", "MoveForm"]
