from dashboards.actions.appealing import Decision, appeal, decide, may_appeal, may_decide
from dashboards.actions.closing import close_period, may_close
from dashboards.actions.exporting import export_figures, export_tables
from dashboards.actions.hearing import may_put_aside, put_aside
from dashboards.actions.projecting import catch_up
from dashboards.actions.recounting import count_all_anew
from dashboards.actions.reporting import ask_monthly, ask_report, last_month, make_anew, make_next
from dashboards.actions.surveying import Answers, Held, enter_survey, withdraw_survey

__all__ = [
    "Answers", "Decision", "Held", "appeal", "ask_monthly", "ask_report", "catch_up", "close_period",
    "count_all_anew", "decide", "enter_survey", "export_figures", "export_tables", "last_month",
    "make_anew", "make_next", "may_appeal", "may_close", "may_decide", "may_put_aside", "put_aside", "withdraw_survey",
]  # fmt: skip
