"""How each event is told: its sentence, whose deed it was, and what of it its reader may know. Data.

The reporter reads the headline, `told`, and the note where it was written for them; a line that is `internal` stays
with the units. tests/cases/test_what_residents_read.py holds the three lists.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from cases.terms import Kind, Matter, Notice


@dataclass(frozen=True, slots=True)
class Line:
    """`words`, `told`: sentences with blanks (cases/telling/blanks.py). `by_system`: the words where no hand did it.

    `unit`: whose deed it was: "owner", "host", "before" (who owned it till then), "by" (the post that did it), "".
    `note_called`: what the note is, where it needs a name; `recorded`: the facts that staff read beside it.
    """

    words: str
    tone: str = ""
    unit: str = "owner"
    open_note: bool = False
    told: str = ""
    by_system: str = ""
    internal: bool = False
    note_called: str = ""
    recorded: str = ""


K, N = Kind, Notice
LINES: Mapping[Kind | Notice, Line] = {
    # coming in
    K.SUBMIT: Line("已上报，{owner}收到", recorded="patrol"),
    K.ACCEPT: Line("已受理，由{owner}负责", "done", by_system="到时没人受理，系统已自动受理，由{owner}负责"),
    K.EMERGENCY_DIRECT: Line("突发事件，直接交给{owner}", "whistled"),
    N.ASK_REFUSAL: Line("提请不予受理", unit="by", internal=True, recorded="cause channel"),
    K.REFUSE: Line("不予受理", unit="by", told="{refused}", note_called="批复", recorded="cause channel"),
    K.WITHDRAW: Line("{you}已撤回", unit="", open_note=True),
    K.MERGE: Line("和 {parent} 是同一件事，并过去一起办", unit="by"),
    N.JOINED: Line("又有人反映同一件事，并进来一起办", unit="by", recorded="child"),
    N.CLOSED_WITH_PARENT: Line("一起办的 {parent} {ended}，这件随它了结", "done", unit=""),
    N.REOPENED_WITH_PARENT: Line("一起办的 {parent} 重新打开了，这件随它接着办", "whistled", unit=""),
    N.ADDED: Line("{who}补充了情况", unit="by", open_note=True),
    N.URGED: Line("{you}催办，已告诉{host}", unit="", told="{told_above}", recorded="told_above"),
    # the work
    K.DISPATCH: Line("已派给{host}主办", recorded="assisting"),
    K.SIGN: Line("{host}已签收", unit="host", by_system="{host}到时没签收，系统已自动签收", recorded="supervised also"),
    N.CONTACTED: Line("{host}已{how}联系{you}", unit="host", recorded="in_time"),
    K.MATCH_RESOURCE: Line("{matched}", internal=True),
    K.DISPUTE: Line("{host}提出派单异议", unit="host", internal=True, recorded="basis"),
    N.RULING: Line("异议裁定：维持派单，由{host}办", unit="by", internal=True),
    K.REPORT_IN: Line("{host}已报到", "done", unit="host", told="{arrived}", recorded="arrived person video in_time"),
    K.CONSULT: Line("{owner}请{guests}会商", unit="by", recorded="meeting"),
    N.MINUTES: Line("会商纪要写好了", unit="by", internal=True),
    N.REMINDED: Line("时间已过八成，系统催{host}抓紧办", unit="", internal=True),
    N.CO_ANSWER: Line("{unit}协办答复", unit="", internal=True),
    K.FINISH: Line(
        "{host}说办好了，等核查", "done", unit="host", open_note=True, told="{mediated}", recorded="mediated"
    ),
    K.REWORK_START: Line("{host}开始重办", unit="host"),
    # upwards
    K.WHISTLE: Line("{from_level}吹哨到{to_level}", "whistled", unit="before", open_note=True, recorded="study"),
    K.AUTO_WHISTLE: Line("{why_climbed}，系统自动吹哨到{to_level}", "whistled", recorded="also"),
    K.AUTO_RAISE: Line("{why_climbed}，系统自动提报{to_level}", "whistled", recorded="also"),
    K.RAISE_TOP: Line("区平台提报区领导小组，请区领导顶格协调", "whistled", unit="before", open_note=True),
    K.TOP_DECIDE: Line("区领导小组已决定，由{host}主办", open_note=True, recorded="leader assisting"),
    # pressed and put off
    K.SUPERVISE: Line("已列入{supervised}", unit="by", recorded="due_on pressed_for also"),
    N.PRESSED: Line("还没办好，列入每日督办", unit="", recorded="also"),
    K.EXTEND_REQUEST: Line("{host}申请延期", unit="by", internal=True, recorded="longer"),
    K.EXTEND_APPROVE: Line(
        "延期已批准，改为 {handle_by} 前办好", unit="by", told="{why}", note_called="批复", recorded="why longer"
    ),
    N.ASK_SUSPENSION: Line("申请挂账", unit="by", internal=True, recorded="cause plan review_on"),
    K.SUSPEND: Line(
        "暂时办不了，已挂账，{review_on}复核",
        unit="by",
        told="{put_off}",
        note_called="批复",
        recorded="cause why plan",
    ),
    K.RESUME: Line(
        "现在能办了，接着办", unit="by", open_note=True, by_system="复核日期到了，接着办", recorded="supervised"
    ),
    N.DECLINE: Line("没有同意{matter}", unit="by", internal=True),
    N.OVERDUE: Line("到时没有{waited_for}，已记为超期", recorded="also"),
    N.RECOMPUTED: Line("时限重新算过，改为 {next_by} 前{next_step}", unit=""),
    # judged
    K.CHECK_PASS: Line("{how_checked}，合格", "done", unit=""),
    K.CHECK_FAIL: Line("核查不合格，请{host}重办", unit="", open_note=True),
    N.UNREACHED: Line("回访没联系上{you}", unit=""),
    K.REVISIT_OK: Line("{asked}{answers}，已结案", "done", unit="", open_note=True),
    K.REVISIT_BAD: Line("{asked}{answers}，请{host}重办", unit="", open_note=True, recorded="dissatisfied_with"),
    N.ASK_EXPLANATION: Line("提请解释结案", unit="by", internal=True),
    K.CLOSE_EXPLAINED: Line("已书面解释，结案", unit="by", told="{why}", note_called="批复", recorded="why"),
    N.ASK_REOPENING: Line("{you}说问题又出现了", unit="", open_note=True),
    K.REOPEN: Line("重新打开，由{owner}接着负责", "whistled", unit="by", open_note=True),
    N.RATED: Line("{rated}", unit="by", internal=True, recorded="marks"),
}

Data = Mapping[str, Any]
# The same events where their record says that it was another matter.
OTHERWISE: Mapping[Kind | Notice, tuple[tuple[Callable[[Data], bool], Line], ...]] = {
    N.RULING: ((lambda data: data.get("upheld") is False, Line("改由{host}主办", unit="by", note_called="异议裁定")),),
    N.DECLINE: (
        (
            lambda data: data.get("matter") == Matter.REOPENING,
            Line("没有重新打开", unit="by", open_note=True),
        ),
    ),
    N.OVERDUE: (
        (
            lambda data: data.get("waited_for") == "ruling",
            Line("异议到时没有裁定，已记黄牌", internal=True, recorded="also"),
        ),
        (
            lambda data: data.get("waited_for") == "contact",
            Line("{host}到时没有联系诉求人，已记黄牌", internal=True, recorded="also"),
        ),
    ),
    N.ADDED: (
        (lambda data: "from" in data, Line("并进来的 {from} 又补充了情况", unit="", internal=True)),
        (lambda data: bool(data.get("again")), Line("{you}又说了一次", unit="", open_note=True)),
    ),
}


def line_of(kind: str, data: Data) -> Line:
    known = Kind(kind) if kind in Kind else Notice(kind)
    return next((line for fits, line in OTHERWISE.get(known, ()) if fits(data)), LINES[known])
