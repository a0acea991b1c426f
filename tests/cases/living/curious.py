"""Lives steered by curiosity instead of chance: of all that is offered, what was done least. They get everywhere.

The deeds are those of the machine and so is what must hold; only the choice is made here, always the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cases.terms import Channel, Kind, Notice, State
from tests.cases.living.loop import BEGINNINGS, BEGINNINGS_AT, MOST_CASES, WORDS, Loop

EVERYTHING = {*Kind, *Notice, *State}
STEPS, LAST = 30, 9


def lives(most: int, machine: type[Loop] = Loop) -> Iterator[set[Kind | Notice | State]]:
    """After each life what no case has come to yet: events, states."""
    seen: Counter[str] = Counter()
    for number in range(most):
        _one(machine(), number, seen)
        yield {word for word in EVERYTHING if not seen[word]}


def _one(loop: Loop, number: int, seen: Counter[str]) -> None:
    loop.it_begins(
        at=BEGINNINGS_AT[number % len(BEGINNINGS_AT)],
        way=BEGINNINGS[number % len(BEGINNINGS)],
        flags=(number % 3 != 0, number % 4 == 0, number % 2 == 1, number % 5 == 2),
    )
    try:
        for turn in range(STEPS):
            _turn(loop, number, turn, seen)
            loop.everything_holds()
            seen.update(word for event in loop.life.look.fresh for word in (event.kind, event.to_state))
            loop.life.look.fresh = []
    except BaseException as failure:
        failure.add_note(loop.story())
        raise
    finally:
        loop.end()


def _turn(loop: Loop, number: int, turn: int, seen: Counter[str]) -> None:
    """Now and then another report, other rules, a clock that runs out; in the end people only wait, or make an end."""
    life = loop.life
    if turn >= STEPS - LAST:
        loop.ends(1 if turn == STEPS - LAST else 0) if number % 2 else life.until_the_next_clock()
    elif turn % 9 == 4 and len(life.look.cases) < MOST_CASES:
        said = {"words": WORDS[0], "category": "LEAK", "channel": Channel.PHONE, "phone": f"1380000001{turn % 8}"}
        loop.somebody_reports(said={**said, "who": "intake"})
    elif turn == 20 and number % 4 == 0:
        loop.something_else_happens(which="limits", span="3wh")
    elif turn % 5 == 3:
        life.until_the_next_clock()
    else:
        _something_new(loop, turn, seen)


def _something_new(loop: Loop, turn: int, seen: Counter[str]) -> None:
    case = loop.life.case(turn // 2)
    if offers := loop.life.everybody_s_offers(case):
        name, kind = min(offers, key=lambda offer: seen[offer[1]] + seen[f"refused {offer[1]}"])
        if loop.life.do(name, case, kind, pick=turn):
            seen[f"refused {kind}"] += 1
