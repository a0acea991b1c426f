"""Eight clients at one case: each of 80 moves is made by one of them, and the other seven are told and lose no word.

By HTTP, with real commits. On SQLite, which lets one writer at a time in, the same path with fewer moves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Barrier
from typing import Any

import pytest
import time_machine
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from cases import actions
from cases.models import Case, Category
from cases.terms import Kind
from tests.factories import MONDAY, Town, build_town

pytestmark = pytest.mark.django_db(transaction=True)

CLIENTS = 8
MOVES = {"postgresql": 80, "sqlite": 24}


@pytest.fixture
def town() -> Iterator[Town]:
    with time_machine.travel(MONDAY, tick=False):
        yield build_town()


@pytest.fixture
def crowd() -> Iterator[Crowd]:
    with ThreadPoolExecutor(CLIENTS) as threads:
        crowd = Crowd(threads)
        yield crowd
        crowd.all_at_once(lambda number: connections.close_all())


@dataclass
class Crowd:
    threads: ThreadPoolExecutor
    browsers: dict[str, list[Client]] = field(default_factory=dict)

    def browsers_of(self, who: str, town: Town) -> list[Client]:
        """One for each thread, all signed in as this person."""
        if who not in self.browsers:
            self.browsers[who] = [town.client(who) for _ in range(CLIENTS)]
        return self.browsers[who]

    def all_at_once(self, deed: Callable[[int], Any]) -> list[Any]:
        """Each thread does it once, with its number; they begin together. A crash in one of them is a crash here."""
        gate = Barrier(CLIENTS)

        def one(number: int) -> Any:
            gate.wait()
            return deed(number)

        return list(self.threads.map(one, range(CLIENTS)))


@dataclass(frozen=True)
class Turn:
    """One move that is due on the way, who may make it, and what is filled in; `words` is the field they type into."""

    who: str
    event: str
    words: str = ""
    also: Callable[[Town], dict[str, Any]] = lambda town: {}

    @property
    def makes(self) -> str:
        """The kind of the event it leaves."""
        return {"revisit": Kind.REVISIT_OK}.get(self.event, self.event)


def accepting(town: Town) -> dict[str, Any]:
    return {"category": Category.objects.get(code="LEAK").pk, "urgency": "NORMAL"}


def hosted_by(unit: str) -> Callable[[Town], dict[str, Any]]:
    return lambda town: {"host": town.units[unit].pk}


def deciding(town: Town) -> dict[str, Any]:
    milestone = {"what_1": "完工", "due_1": "2026-12-25"}
    return {"leader": "示例：副区长", "money": "0", "host": town.units["housing"].pk, **milestone}


TO_THE_WORK = [
    Turn("intake", "accept", also=accepting),
    Turn("secretary", "dispatch", "note", hosted_by("branch")),
    Turn("worker", "sign"),
]
AT_THE_GRID = Turn("secretary", "match_resource", "tried", lambda town: {"resource": "none"})
UP_AND_HOME = [
    Turn("secretary", "whistle", "reason", lambda town: {"to": 2}),
    Turn("community", "sign"),
    Turn("community", "whistle", "reason", lambda town: {"to": 3}),
    Turn("street", "sign"),
    Turn("street", "whistle", "reason", lambda town: {"to": 4, "study": "核实过"}),
    Turn("platform", "sign"),
    Turn("platform", "raise_top", "reason"),
    Turn("leading", "top_decide", "decision", deciding),
    Turn("housing", "sign"),
    Turn("housing", "finish", "result"),
    Turn("guide", "check_fail", "reason"),
    Turn("housing", "rework_start"),
    Turn("housing", "finish", "result"),
    Turn("guide", "check_pass", "note", lambda town: {"on_site": "on"}),
    Turn("revisitor", "revisit", "reason", lambda town: {"solved": "YES", "satisfied": "YES"}),
]


def the_way(moves: int) -> list[Turn]:
    """From the report to the close, so many moves long: the grid tries again and again before it whistles."""
    return [*TO_THE_WORK, *[AT_THE_GRID] * (moves - len(TO_THE_WORK) - len(UP_AND_HOME)), *UP_AND_HOME]


def test_eight_browsers_move_a_case_to_its_close_and_each_move_is_made_by_one_of_them(town: Town, crowd: Crowd) -> None:
    case = town.reported()
    way = the_way(MOVES[connection.vendor])
    written = []
    for turn in way:
        case.refresh_from_db()
        answers = crowd.all_at_once(sending(turn, town, case, crowd.browsers_of(turn.who, town)))
        [winner] = [number for number, answer in enumerate(answers) if answer.status_code == 303]
        assert all(lost_politely(answers[number], turn, number) for number in range(CLIENTS) if number != winner)
        written.append((turn.makes, words_of(winner) if turn.words else ""))
    events = list(case.events.order_by("seq"))
    assert [(event.kind, event.note) for event in events[1:]] == written
    assert [event.seq for event in events] == list(range(1, len(way) + 2))
    case.refresh_from_db()
    assert (case.state, case.version) == ("closed", len(way) + 1)


def test_eight_programs_that_send_no_version_write_each_word_once_or_are_told(town: Town, crowd: Crowd) -> None:
    case = town.handling()
    url = reverse("cases:move", args=[case.number, AT_THE_GRID.event])
    programs = crowd.browsers_of(AT_THE_GRID.who, town)

    def ten_times(number: int) -> list[tuple[str, Any]]:
        forms = [{"resource": "none", "tried": f"{words_of(number)}，第 {turn} 次"} for turn in range(10)]
        return [(form["tried"], programs[number].post(url, form)) for form in forms]

    answers = [answer for ten in crowd.all_at_once(ten_times) for answer in ten]
    accepted = [words for words, answer in answers if answer.status_code == 303]
    refused = [(words, answer) for words, answer in answers if answer.status_code != 303]
    events = case.events.filter(seq__gt=case.version).order_by("seq")
    assert sorted(event.note for event in events) == sorted(accepted)
    assert [event.seq for event in events] == list(range(case.version + 1, case.version + 1 + len(accepted)))
    assert {answer.status_code for _, answer in refused} <= {409}
    assert all(words in answer.content.decode() for words, answer in refused)
    version = case.version
    case.refresh_from_db()
    assert case.version == version + len(accepted) >= version + 10


def sending(turn: Turn, town: Town, case: Case, browsers: Sequence[Client]) -> Callable[[int], Any]:
    """The same page open in every browser, as it was when the case was last read; each types words of its own."""
    url = reverse("cases:move", args=[case.number, turn.event])

    def send(number: int) -> Any:
        typed = {turn.words: words_of(number)} if turn.words else {}
        return browsers[number].post(url, {"version": case.version, **turn.also(town), **typed})

    return send


def words_of(number: int) -> str:
    return f"这是第 {number} 个窗口写下的话"


def lost_politely(answer: Any, turn: Turn, number: int) -> bool:
    """Told by the rule's name and sentence, with what was typed still there, and nobody else's words."""
    page = answer.content.decode()
    assert re.findall(r"规则：<code>(\w+)</code>", page) == ["conflict"]
    assert str(actions.Conflict()) in page
    return not turn.words or words_of(number) in page
