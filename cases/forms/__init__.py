"""The forms of the desk, one for each move; `FORMS` is what the pages know of moves."""

from cases.forms.handling import AnswerForm, DispatchForm, FinishForm, MatchForm, ReworkForm, SignForm
from cases.forms.intake import AcceptForm, EmergencyForm
from cases.forms.judging import CheckFailForm, CheckPassForm, RevisitForm
from cases.forms.move import MoveForm
from cases.forms.upwards import DecideForm, RaiseForm, WhistleForm

# In the order in which buttons stand: what leads on first, then what goes up.
FORMS: dict[str, type[MoveForm]] = {
    form.name: form
    for form in (
        AcceptForm,
        DecideForm,
        DispatchForm,
        SignForm,
        ReworkForm,
        FinishForm,
        AnswerForm,
        MatchForm,
        CheckPassForm,
        CheckFailForm,
        RevisitForm,
        WhistleForm,
        RaiseForm,
        EmergencyForm,
    )
}

__all__ = ["FORMS", "MoveForm"]
