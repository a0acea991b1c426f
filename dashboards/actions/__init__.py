from dashboards.actions.appealing import Decision, appeal, decide, may_appeal, may_decide
from dashboards.actions.closing import close_period, may_close
from dashboards.actions.projecting import catch_up
from dashboards.actions.recounting import count_all_anew
from dashboards.actions.exporting import export_figures
from dashboards.actions.hearing import put_aside
from dashboards.actions.projecting import catch_up
from dashboards.actions.recounting import count_all_anew

__all__ = ["Decision", "appeal", "catch_up", "close_period", "count_all_anew", "decide", "export_figures", "may_appeal", "may_close", "may_decide", "put_aside"]
