"""Every indicator that is made of cases. Formulas: docs/indicators.md pairs them with the field's sources."""

from __future__ import annotations

from dashboards.indicators.terms import Better, Combined, Indicator, Unit
from dashboards.terms import Cut
from dashboards.terms import What as W

_ALL = [
    Indicator(
        "response", "响应率",
        "已经了结的签收里，按时签收、并且在时限内联系了诉求人的占多少。"
        "联系不了的（匿名、保密、巡查发现）和联系时限没到就办结、交走的，只看签收。",
        (W.ANSWERED,), (W.ANSWERED, W.NOT_ANSWERED),
    ),
    Indicator(
        "solved", "解决率",
        "回访到的里，说“解决了”的占多少；“解决了一部分”按当年考核方案折算。匿名的、没联系上的不算。",
        (W.SOLVED_YES,), (W.SOLVED_YES, W.SOLVED_PARTLY, W.SOLVED_NO), partly={W.SOLVED_PARTLY: "partly"},
    ),
    Indicator(
        "satisfied", "满意率",
        "回访到的里，说“满意”的占多少；“基本满意”按当年考核方案折算。解释结案的都算不满意，其他匿名的、没联系上的不算。",
        (W.SATISFIED_YES,), (W.SATISFIED_YES, W.SATISFIED_MOSTLY, W.SATISFIED_NO),
        partly={W.SATISFIED_MOSTLY: "mostly"},
    ),
    Indicator(
        "signed", "及时接收率",
        "派来的单子和吹来的哨里，已经了结的，在签收时限内由主办单位自己签收的占多少。没到时限就收走的不算。",
        (W.SIGNED_IN_TIME,), (W.SIGNED_IN_TIME, W.SIGNED_LATE),
    ),
    Indicator(
        "in_time", "按时办结率",
        "到期的和提前办结的里，在处置时限（延期批准的按延长后的）之前办结的占多少。挂账期间不算到期，挂账中办结的也不算。",
        (W.FINISHED_IN_TIME,), (W.FINISHED_IN_TIME, W.RAN_OUT),
    ),
    Indicator(
        "disputed", "异议率", "派出去的单子里，被派单异议的占多少。",
        (W.DISPUTED,), (W.DISPATCHED,), better=Better.LESS,
    ),
    Indicator(
        "dispute_granted", "异议成立率", "裁定了的派单异议里，裁定成立、改派别的单位的占多少。",
        (W.DISPUTE_GRANTED,), (W.DISPUTE_GRANTED, W.DISPUTE_UPHELD), better=Better.NEITHER, minimum=10,
    ),
    Indicator(
        "reworked", "重办率", "结案的里，核查或者回访不通过、重办过的占多少。",
        (W.CLOSED_REWORKED,), (W.CLOSED,), better=Better.LESS,
    ),
    Indicator(
        "repeated", "重复诉求率", "受理的里，同一个人又反映过、或者结案后重新打开过的占多少。",
        (W.CAME_AGAIN,), (W.CAME,), better=Better.LESS,
    ),
    Indicator(
        "suspended", "挂账率", "到这个时段最后一天为止，还没结束的里，正在挂账的占多少。",
        (W.PUT_ASIDE,), (W.OPENED,), minus=(W.TAKEN_UP,), bottom_minus=(W.ENDED,), better=Better.LESS, stock=True,
    ),
    Indicator(
        "cleared", "挂账清零率",
        "复核日期之前结案的和到了复核日期还没结案的里，之前结案的占多少。"
        "提前解挂的还看复核日期，又挂账的看新的复核日期；之前撤回、并案的不算。",
        (W.CLEARED,), (W.CLEARED, W.NOT_CLEARED), minimum=10,
    ),
    Indicator(
        "in_grid", "网格内化解率", "结案的里，没有出网格就办好的占多少。", (W.CLOSED_IN_GRID,), (W.CLOSED,),
    ),
    Indicator(
        "in_community", "社区内化解率", "结案的里，在网格或者社区就办好、没有再往上交的占多少（矛盾不上交）。",
        (W.CLOSED_IN_GRID, W.CLOSED_IN_COMMUNITY), (W.CLOSED,),
    ),
    Indicator(
        "whistle", "吹哨响应率",
        "已经了结的哨声（人吹的和系统自动吹的）里，被吹到的单位按时签收、区领导小组按时作出决定的占多少。",
        (W.WHISTLE_ANSWERED,), (W.WHISTLE_ANSWERED, W.WHISTLE_NOT_ANSWERED),
    ),
    Indicator(
        "reported_in", "报到及时率", "该报到的部门和站所里，在报到时限内报到的占多少。",
        (W.REPORTED_IN,), (W.REPORTED_IN, W.NOT_REPORTED_IN),
    ),
    Indicator(
        "topped", "顶格协调办结率", "这个时段里提到区领导小组的，现在已经结案的占多少。",
        (W.TOPPED_CLOSED,), (W.TOPPED,), minimum=10,
    ),
    Indicator(
        "supervised", "督办办结率", "这个时段里开始督办的（人督办的和系统督办的），现在已经结案的占多少。",
        (W.SUPERVISED_CLOSED,), (W.SUPERVISED,), minimum=10,
    ),
    Indicator(
        "rated_in_time", "报到评价及时率", "吹哨的单位给报到的单位打分：评为“及时”的占多少（反向评价）。",
        (W.RATED_ON_TIME,), (W.RATED,), minimum=10,
    ),
    Indicator(
        "rated_solved", "报到评价解决率", "吹哨的单位给报到的单位打分：评为“解决了”的占多少（反向评价）。",
        (W.RATED_SOLVED,), (W.RATED,), minimum=10,
    ),
    Indicator(
        "manner", "报到评价态度分", "吹哨的单位给报到的单位打的态度分，1 到 5 分，取平均（反向评价）。",
        (W.RATED_MANNER,), (W.RATED,), unit=Unit.POINTS, minimum=10,
    ),
    Indicator(
        "came", "受理", "这个时段里上报的件数，还在待受理的、后来不予受理、并案、撤回的都在里面。"
        "按单位、层级看，算给现在在办的、或者最后办的那一个。",
        (W.CAME,), unit=Unit.COUNT, better=Better.NEITHER,
    ),
    Indicator(
        "dispatched", "派单", "这个时段里派出去的单子，改派的（裁定改给别家的也是）再算一次。按单位看，是派给它的。",
        (W.DISPATCHED,), unit=Unit.COUNT, better=Better.NEITHER,
    ),
    Indicator(
        "said_again", "又反映",
        "这个时段里催办、补说同一件事、并进来另一件、办结后反映又出现的次数。",
        (W.SAID_AGAIN,), unit=Unit.COUNT, better=Better.LESS,
    ),
    Indicator("closed", "结案", "这个时段里结案的件数。", (W.CLOSED,), unit=Unit.COUNT, better=Better.NEITHER),
    Indicator(
        "whistled", "吹哨", "这个时段里往上吹的哨，人吹的、提报顶格协调的和系统自动吹的都算。",
        (W.WHISTLED, W.CLIMBED), unit=Unit.COUNT, better=Better.NEITHER,
    ),
    Indicator(
        "climbed", "系统自动往上", "到时没办好，系统自己往上吹的次数。",
        (W.CLIMBED,), unit=Unit.COUNT, better=Better.LESS,
    ),
    Indicator("yellow", "黄牌", "时限到了没做，系统给的黄牌。", (W.YELLOW,), unit=Unit.COUNT, better=Better.LESS),
    Indicator(
        "red", "红牌", "系统自动提报到区领导小组的、到了那里还拖着的，系统给的红牌。",
        (W.RED,), unit=Unit.COUNT, better=Better.LESS,
    ),
    Indicator(
        "open", "在办", "到这个时段最后一天为止还没结束的件数，挂账的也算。",
        (W.OPENED,), minus=(W.ENDED,), unit=Unit.COUNT, better=Better.NEITHER, stock=True,
    ),
]  # fmt: skip
INDICATORS: dict[str, Indicator] = {one.code: one for one in _ALL}

COMBINED = Combined(
    "combined", "三率综合", "响应率、解决率、满意率按当年考核方案的权重相加；缺一个率就不算。",
    ("response", "solved", "satisfied"),
)  # fmt: skip
FRONT = ("response", "solved", "satisfied", "in_grid")  # beside what is late now, on the first row of a board


def came_means(cut: str) -> str:
    """What 受理 counts where cases are told apart by units: no part of what was dispatched to one. Else ""."""
    if cut != Cut.UNIT:
        return ""
    return (
        "受理的是这段时间里上报、现在由它办或者最后由它办的，后来才到它手里的也在里面；这段时间里派给它的，看“派单”。"
    )
