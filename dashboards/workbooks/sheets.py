"""The view that one looks at as a workbook: the same figures as on the page, each with what it was divided by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from django.db.models import QuerySet
from django.utils.timezone import localdate, localtime

from cases.deadlines import is_late
from cases.models import Case, Category
from cases.terms import Channel, Level
from dashboards.asked import Asked
from dashboards.board import REST, Beside, Board, Reckoned, board_of
from dashboards.categories import NONE_YET
from dashboards.forces import forces_of
from dashboards.indicators import INDICATORS, Figure, Indicator, Unit
from dashboards.listing import ON_A_SHEET
from dashboards.now.live import Late, late_and_below
from dashboards.parts import by_panel, took_of
from dashboards.tallies.reading import Counts, by_cuts, facts_in, lasting
from dashboards.terms import Cut
from dashboards.workbooks.tabled import Tabled
from exchange.exporting.sheets import Cell, Sheet
from partyorg.hats import Hat
from partyorg.models import Organisation

MOST_CASES = 5_000
SMALL = "样本少"
_ALL = list(INDICATORS.values())
_FLOWING = [one for one in _ALL if not one.stock]  # of the days alone: what is there is not kept apart by the cuts
_CUTS = {Cut.CATEGORY: "类别", Cut.CHANNEL: "来源", Cut.UNIT: "单位", Cut.LEVEL: "层级"}
_OVERVIEW = ["指标", "数值", "单位", "分子", "分母", "上一时段", "变化", "样本", "定义"]
_THEN = ["封存时", "封存时分子", "封存时分母"]
_SINCE = ["地域", "指标", *_THEN, "现在", "现在分子", "现在分母"]
_TOOK = ["从哪里到哪里", "件次", "一半在（工作小时）", "九成在（工作小时）", "样本"]
_FORCES = ["哪一类", "指标", "数值", "单位", "分子", "分母", "是现在的数", "定义"]
_CASE_COLUMNS = [
    "编号", "事项", "类别", "来源", "地域", "负责层级", "负责单位", "主办单位", "状态",
    "上报时间", "最晚办好", "结案时间", "现在超期", "曾超期", "解决了吗", "满意吗",
]  # fmt: skip


def sheets_of(asked: Asked, *, hat: Hat, at: datetime) -> list[Sheet]:
    """Cut by category, channel and unit only where all cases of the place may be read and are looked at."""
    late, late_below = late_and_below(asked, hat, at)
    board = board_of(asked, stock_below=True, also=late_below)
    cases = _cases(asked, hat)
    known = list(cases[: MOST_CASES + 1])
    cut = asked.only == "" and asked.reach.covers(asked.place)
    return [
        Sheet("说明", ["项", "内容"], _about(board, at, is_cut=len(known) > MOST_CASES)),
        Sheet("总览", [*_OVERVIEW, *(_THEN if board.corrected is not None else ())], _overview(board, late)),
        *([Sheet("下一级封存后变了的", _SINCE, _since(board))] if board.corrected_below else ()),
        Sheet("下一级", ["地域", "现在超期（件）", *_headings(_ALL)], _below(board, late, late_below)),
        *(_cut_sheets(asked) if cut else ()),
        Sheet("办了多久", _TOOK, _took(asked)),
        *([Sheet("力量与覆盖", _FORCES, _forces(asked, at))] if cut else ()),
        Sheet("案件", _CASE_COLUMNS, (_case(case, at) for case in known[:MOST_CASES])),
    ]


def about_page(asked: Asked, page: Tabled, at: datetime) -> Sheet:
    """What stands before the tables of a page: also what it says of a table, without which its numbers mean something
    else (`notes`), and which cases alone its lists have (`chosen`)."""
    rows: list[list[Cell]] = [
        ["页面", page.title],
        *_asked(asked, at, page.chosen),
        ["百分数", "带 % 的只写数字：80 就是 80%。"],
        ["样本", "写“少”的，分母不到这个指标的最少件数，只供参考，不排名。"],
    ]
    rows += [["注意", note] for note in page.notes]
    if page.goes_on:
        rows.append(["没有列完", f"一张表最多 {ON_A_SHEET:,} 行，后面的没有列出：请换短一点的时段，或者缩小范围。"])
    return Sheet("说明", ["项", "内容"], rows)


def _asked(asked: Asked, at: datetime, chosen: Iterable[str] = ()) -> Iterator[list[Cell]]:
    yield ["地域", asked.place.full_name]
    yield ["时段", asked.days.in_full]
    if asked.place.valid_to:
        yield ["撤销", f"{asked.place}已于 {asked.place.valid_to} 撤销，从这一天起不再使用。"]
    if asked.trouble:
        yield ["提示", asked.trouble]
    if asked.frozen:
        yield ["封存", f"{localtime(asked.frozen.closed_at):%Y-%m-%d %H:%M} 封存，率按封存时的考核方案折算。"]
        yield ["封存时没有留的", asked.frozen.not_kept]
    if asked.closed_otherwise:
        month = asked.closed_otherwise.month
        yield ["封存", f"到 {month:%Y-%m} 为止的月份封存以后方案改过：这里整段的率都按现在的方案折算。"]
    yield ["范围", "，".join([asked.scope, *chosen])]
    yield ["导出时间", f"{localtime(at):%Y-%m-%d %H:%M}"]


def _about(board: Board, at: datetime, *, is_cut: bool) -> Iterator[list[Cell]]:
    asked = board.asked
    yield from _asked(asked, at)
    yield ["上一时段", asked.period.before().in_full]
    if board.together.is_otherwise:
        yield ["变化", board.together.why_not_compared]
    yield ["样本少", "分母不到这个指标的最少件数，只供参考，不排名。"]
    yield ["案件", "这个时段里有数字算到的案件，您能看的都在，不含任何人的姓名和号码。"]
    yield ["超期", "“现在超期”是导出时还没办完、正在等的那一步期限已过的；“曾超期”是有过一次，办完的、赶上了的也算。"]
    if is_cut:
        yield [
            "没有列全",
            f"案件超过 {MOST_CASES:,} 件，只列最近上报的 {MOST_CASES:,} 件；要列全，请选小一些的时段或者地域。",
        ]


def _overview(board: Board, late: Late) -> Iterator[list[Cell]]:
    yield [
        "现在超期",
        late.number,
        "件",
        late.number,
        None,
        None,
        None,
        "",
        "导出时已超期、还没结束的，不看时段。",
    ]
    sum_ = board.together
    small = SMALL if sum_.is_small else ""
    frozen = board.asked.frozen
    whole = [frozen.whole.value] if frozen and frozen.whole else []
    yield [sum_.of.name, sum_.value, "分", None, None, sum_.before, sum_.moved, small, sum_.of.words, *whole]
    for beside in board.figures.values():
        then = frozen.then(beside.indicator) if frozen else None
        yield [*_line(beside), *(_then(then) if then else ())]


def _since(board: Board) -> Iterator[list[Cell]]:
    for below in board.corrected_below:
        for one in below.figures:
            yield [below.row.name, one.now.indicator.name, *_then(one.then), *_then(one.now)]


def _then(figure: Figure) -> list[Cell]:
    return [figure.value, figure.numerator, figure.denominator if figure.indicator.bottom else None]


def _line(beside: Beside) -> list[Cell]:
    figure, one = beside.figure, beside.indicator
    parts: list[Cell] = [figure.numerator, figure.denominator] if one.bottom else [figure.numerator, None]
    change = figure.change_from(beside.before)
    small = SMALL if figure.is_small else ""
    return [one.name, figure.value, one.unit.value, *parts, beside.before.value, change, small, one.words]


def _headings(indicators: Iterable[Indicator]) -> Iterator[str]:
    for one in indicators:
        yield f"{one.name}（{one.unit.value}）"
        if one.unit != Unit.COUNT:
            yield f"{one.name}分母"


def _values(indicators: Iterable[Indicator], figures: Mapping[str, Figure]) -> Iterator[Cell]:
    for one in indicators:
        yield figures[one.code].value
        if one.unit != Unit.COUNT:
            yield figures[one.code].denominator


def _below(board: Board, late: Late, below: Mapping[int, int]) -> Iterator[list[Cell]]:
    """So that each column of counts adds up to the place's own."""
    for row in board.rows:
        yield [row.name, below.get(row.place.pk, 0), *_values(_ALL, row.figures)]
    rest = late.number - sum(below.values())
    if board.rows and (rest or not all(figure.is_nothing for figure in board.rest.values())):
        yield [REST, rest, *_values(_ALL, board.rest)]


def _took(asked: Asked) -> Iterator[list[Cell]]:
    for one in took_of(lasting(asked.place, asked.period, asked.part)):
        yield [one.words, one.number, one.median, one.p90, SMALL if one.is_small else ""]


def _forces(asked: Asked, at: datetime) -> Iterator[list[Cell]]:
    for name, amounts in forces_of(asked, localdate(at)).groups:
        for one in amounts:
            value = one.percent if one.indicator.bottom else one.number
            unit, now = one.indicator.unit, "是" if one.indicator.as_of_now else ""
            yield [name, one.indicator.name, value, unit, one.number, one.of, now, one.indicator.words]


def _cut_sheets(asked: Asked) -> Iterator[Sheet]:
    found = by_cuts(asked.place, asked.period)
    panel_of = {str(one.pk): str(one.panel) for one in Category.objects.select_related("panel")}
    panels = by_panel(found[Cut.CATEGORY], panel_of)
    yield Sheet("板块", ["板块", *_headings(_FLOWING)], _lines(asked, panels, {name: name for name in panels if name}))
    for cut, name in _CUTS.items():
        yield Sheet(name, [name, *_headings(_FLOWING)], _lines(asked, found[cut], _names(cut, list(found[cut]))))


def _lines(asked: Asked, found: Mapping[str, Counts], names: Mapping[str, str]) -> Iterator[list[Cell]]:
    for value, counts in sorted(found.items(), key=lambda pair: names.get(pair[0], "")):
        yield [names.get(value, NONE_YET), *_values(_FLOWING, Reckoned(asked.rules, counts))]


def _names(cut: Cut, values: list[str]) -> dict[str, str]:
    if cut == Cut.LEVEL:
        return {str(level): words for level, words in Level.choices}
    if cut == Cut.CHANNEL:
        return {value: Channel(value).label for value in values}
    named: QuerySet = Category.objects.all() if cut == Cut.CATEGORY else Organisation.objects.all()
    return {str(pk): name for pk, name in named.filter(pk__in=filter(None, values)).values_list("pk", "name")}


def _cases(asked: Asked, hat: Hat) -> QuerySet[Case]:
    """Those that something was counted of, through the one door."""
    behind = facts_in(asked.place, asked.period, asked.part).values("case")
    return Case.objects.visible_to(hat).filter(pk__in=behind).with_faces().order_by("-submitted_at", "-id")


def _case(case: Case, at: datetime) -> list[Cell]:
    return [
        case.number, case.title, case.category.name if case.category else "", case.get_channel_display(),
        case.place.full_name, case.get_owner_level_display(), case.owner_org.name,
        case.host_org.name if case.host_org else "", case.get_state_display(), _moment(case.submitted_at),
        _moment(case.handle_by), _moment(case.closed_at), "是" if is_late(case, at) else "",
        "是" if case.overdue else "", case.get_solved_display(), case.get_satisfied_display(),
    ]  # fmt: skip


def _moment(at: datetime | None) -> str:
    return f"{localtime(at):%Y-%m-%d %H:%M}" if at else ""
