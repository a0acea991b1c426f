from resident.forms.answering import AddForm, AnswerForm, ReopenForm, WithdrawForm
from resident.forms.entering import CodeForm, LeaveForm, PhoneForm
from resident.forms.reporting import ReportForm

__all__ = ["AddForm", "AnswerForm", "CodeForm", "LeaveForm", "PhoneForm", "ReopenForm", "ReportForm", "WithdrawForm"]
