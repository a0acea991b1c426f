from resident.forms.answering import AddForm, AnswerForm, ReopenForm, UrgeForm, WithdrawForm
from resident.forms.entering import CodeForm, LeaveForm, PhoneForm
from resident.forms.placing import PlacedForm
from resident.forms.reporting import ReportForm
from resident.forms.snapping import SnapForm

__all__ = [
    "AddForm",
    "AnswerForm",
    "CodeForm",
    "LeaveForm",
    "PhoneForm",
    "PlacedForm",
    "ReopenForm",
    "ReportForm",
    "SnapForm",
    "UrgeForm",
    "WithdrawForm",
]
