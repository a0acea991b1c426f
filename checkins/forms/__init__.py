from checkins.forms.appraisal import AnswerForm, AppraisalForm, CorrectionForm
from checkins.forms.member import AskForm, ClaimForm, PlaceForm, ReceiveForm
from checkins.forms.unit import AgreementForm, AnnounceForm, FinishForm, ListsForm, PlanForm
from checkins.forms.wish import ResultForm, WishForm
from checkins.forms.words import FIELD_OF_RULE, ReasonForm, SureForm, WhyForm
from checkins.forms.worker import DynamicForm, WorkerForm

__all__ = [
    "FIELD_OF_RULE",
    "AgreementForm",
    "AnnounceForm",
    "AnswerForm",
    "AppraisalForm",
    "AskForm",
    "ClaimForm",
    "CorrectionForm",
    "DynamicForm",
    "FinishForm",
    "ListsForm",
    "PlaceForm",
    "PlanForm",
    "ReasonForm",
    "ReceiveForm",
    "ResultForm",
    "SureForm",
    "WhyForm",
    "WishForm",
    "WorkerForm",
]
