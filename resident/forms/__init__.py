from resident.forms.answering import AnswerForm, WithdrawForm
from resident.forms.reporting import ReportForm

__all__ = ["AnswerForm", "ReportForm", "WithdrawForm"]
