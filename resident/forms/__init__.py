from resident.forms.answering import AddForm, AnswerForm, ReopenForm, WithdrawForm
from resident.forms.reporting import ReportForm

__all__ = ["AddForm", "AnswerForm", "ReopenForm", "ReportForm", "WithdrawForm"]
