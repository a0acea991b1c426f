"""The words of the figures: what is counted, cut by what, in which spans. Pure; docs/glossary.md pairs them."""

from __future__ import annotations

from typing import Final

from django.db.models import TextChoices


class What(TextChoices):
    """What is counted of a case, each at the moment at which it was decided. What each means: dashboards/folding."""

    CAME = "came", "受理"
    CAME_AGAIN = "came_again", "重复诉求"
    SAID_AGAIN = "said_again", "又反映"
    OPENED = "opened", "进入办理"
    ENDED = "ended", "结束"
    DISPATCHED = "dispatched", "派单"
    SIGNED_IN_TIME = "signed_in_time", "按时签收"
    SIGNED_LATE = "signed_late", "没有按时签收"
    ANSWERED = "answered", "按时响应"
    NOT_ANSWERED = "not_answered", "没有按时响应"
    FINISHED_IN_TIME = "finished_in_time", "按时办结"
    RAN_OUT = "ran_out", "到期没办结"
    DISPUTED = "disputed", "派单异议"
    DISPUTE_GRANTED = "dispute_granted", "异议成立"
    DISPUTE_UPHELD = "dispute_upheld", "异议不成立"
    WHISTLED = "whistled", "吹哨"
    CLIMBED = "climbed", "系统自动往上"
    WHISTLE_ANSWERED = "whistle_answered", "哨声按时响应"
    WHISTLE_NOT_ANSWERED = "whistle_not_answered", "哨声没有按时响应"
    REPORTED_IN = "reported_in", "按时报到"
    NOT_REPORTED_IN = "not_reported_in", "没有按时报到"
    TOPPED = "topped", "顶格协调"
    TOPPED_CLOSED = "topped_closed", "顶格协调办结"
    SUPERVISED = "supervised", "督办"
    SUPERVISED_CLOSED = "supervised_closed", "督办办结"
    YELLOW = "yellow", "黄牌"
    RED = "red", "红牌"
    PUT_ASIDE = "put_aside", "挂账"
    TAKEN_UP = "taken_up", "解挂"
    CLEARED = "cleared", "挂账清零"
    NOT_CLEARED = "not_cleared", "到复核日期没清零"
    CLOSED = "closed", "结案"
    CLOSED_REWORKED = "closed_reworked", "结案前重办过"
    CLOSED_IN_GRID = "closed_in_grid", "网格里办结"
    CLOSED_IN_COMMUNITY = "closed_in_community", "社区里办结"
    SOLVED_YES = "solved_yes", "解决了"
    SOLVED_PARTLY = "solved_partly", "解决了一部分"
    SOLVED_NO = "solved_no", "没解决"
    SATISFIED_YES = "satisfied_yes", "满意"
    SATISFIED_MOSTLY = "satisfied_mostly", "基本满意"
    SATISFIED_NO = "satisfied_no", "不满意"
    RATED = "rated", "报到被评价"
    RATED_ON_TIME = "rated_on_time", "评为及时"
    RATED_SOLVED = "rated_solved", "评为解决了"
    RATED_MANNER = "rated_manner", "态度分"
    TOOK = "took", "一级办了多久"
    LASTED = "lasted", "从上报到办结"


LASTING: Final = frozenset({What.TOOK, What.LASTED})  # they carry hours, and are kept as a distribution
COUNTED: Final = tuple(what for what in What if what not in LASTING)  # one column of a tally each


class Cut(TextChoices):
    """By what the cases of a place are told apart."""

    ALL = "ALL", "全部"
    CATEGORY = "CATEGORY", "类别"
    CHANNEL = "CHANNEL", "来源"
    UNIT = "UNIT", "主办单位"
    LEVEL = "LEVEL", "层级"


class Grain(TextChoices):
    DAY = "D", "日"
    MONTH = "M", "月"
