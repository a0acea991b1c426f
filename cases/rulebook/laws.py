"""What holds for the table as a whole, counted in it: nothing leads down, two people for grave steps …"""

from __future__ import annotations

from dataclasses import dataclass

from cases.rulebook.climbs import CLIMBS
from cases.rulebook.lines import Line, lines
from cases.terms import State


@dataclass(frozen=True, slots=True)
class Law:
    """`rule`: the sentence under whose name it is refused. `shown_by`: the rows of the table that show it."""

    title: str
    words: str
    rule: str
    shown_by: list[Line]


def laws() -> list[Law]:
    return [_nothing_leads_down(), _closed_only_when_asked(), _never_by_the_handler(), _two_people()]


def _moves() -> list[Line]:
    return [line for line in lines() if line.moves]


def _nothing_leads_down() -> Law:
    rising = [line for line in _moves() if line.move.kind in CLIMBS]
    falling = [kind for kind, reach in CLIMBS.items() for level, targets in reach.items() if min(targets) <= level]
    return Law(
        "没有“退回”：负责层级只升不降",
        f"{len(_moves())} 个事件里，{len(rising)} 个让负责层级上升，{len(_moves()) - len(rising)} 个让它不变，"
        f"{len(falling)} 个让它下降。",
        "no_return",
        rising,
    )


def _closed_only_when_asked() -> Law:
    closing = [line for line in _moves() if line.target == State.CLOSED]
    sources = sorted({source.label for line in closing for source in line.sources})
    return Law("不回访，不结案", f"结案只能从“{'、'.join(sources)}”出发，没有别的路。", "good_answer", closing)


def _never_by_the_handler() -> Law:
    judging = [line for line in lines() if "not_the_handler" in line.move.guards]
    return Law(
        "谁办的，不由谁核查",
        "经办过一件事的人，和主办单位的负责人、经办人，不能核查它，也不能回访它。",
        "not_the_handler",
        judging,
    )


def _two_people() -> Law:
    together = [line for line in lines() if "second_officer" in line.move.guards]
    return Law("大事要两个人", "一人提请，另一人决定，不能是同一个人。", "second_officer", together)
