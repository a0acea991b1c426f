"""What was written for the units stays with the units: every event, with a marked note and a marked record."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from cases.models import Case, Event
from cases.telling.lines import LINES, OTHERWISE, line_of
from cases.terms import Kind, Matter, Notice, State, Supervision, Who
from tests.factories import MONDAY, Town, build_town

# Whose notes were written to be read by the reporter: the forms say so beside the field, or it is their own word.
FOR_THE_REPORTER = {
    Kind.WHISTLE, Kind.RAISE_TOP, Kind.TOP_DECIDE, Kind.FINISH, Kind.CHECK_FAIL, Kind.RESUME, Kind.REOPEN,
    Kind.REVISIT_OK, Kind.REVISIT_BAD, Kind.WITHDRAW, Notice.ADDED, Notice.ASK_REOPENING,
}  # fmt: skip
# What of the record they are told: why, where to turn, when it is looked at again, who came when and where.
TOLD: dict[str, set[str]] = {
    Kind.REFUSE: {"cause", "channel"},
    Kind.SUSPEND: {"cause", "why"},
    Kind.EXTEND_APPROVE: {"why"},
    Kind.CLOSE_EXPLAINED: {"why"},
    Kind.REPORT_IN: {"where"},
    Notice.URGED: {"unit"},
    Kind.MERGE: {"parent"},
    Notice.CLOSED_WITH_PARENT: {"parent"},
    Notice.REOPENED_WITH_PARENT: {"parent"},
}
RECORD = [
    "cause", "channel", "basis", "why", "plan", "person", "where", "video", "resource", "tried", "study", "leader",
    "unit", "by_unit", "child", "parent", "patrol",
]  # fmt: skip
PLAIN: dict[str, Any] = {
    "limit": "2wd", "review_on": "2026-12-20", "due_on": "2026-11-20", "arrived_at": MONDAY.isoformat(), "money": "0",
    "meets_at": MONDAY.isoformat(), "supervised": Supervision.GENERAL, "mediation": "SUCCEEDED", "how": "PHONE",
    "units": ["受邀单位"], "assisting": ["〔assisting〕"],
}  # fmt: skip
VARIANTS: list[tuple[Kind | Notice, dict[str, Any]]] = [
    *((kind, {}) for kind in [*Kind, *Notice]),
    (Notice.RULING, {"upheld": True}),
    (Notice.RULING, {"upheld": False}),
    (Notice.DECLINE, {"matter": Matter.EXTENSION}),
    (Notice.DECLINE, {"matter": Matter.REOPENING}),
    (Notice.OVERDUE, {"waited_for": "ruling"}),
    (Notice.OVERDUE, {"waited_for": "contact"}),
    (Notice.ADDED, {"again": True}),
]


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


def happened(town: Town, kind: Kind | Notice, record: dict[str, Any]) -> Case:
    """A case to which this has happened, with a marked note, by an officer of the platform."""
    case, officer = town.reported(f"第 {Case.objects.count()} 件"), town.people["platform"]
    Event.objects.create(
        case=case, seq=2, kind=kind, at=MONDAY + timedelta(hours=1), by=officer, post=officer.posts.get(),
        role=Who.OWNER_HEAD, from_state=case.state, to_state=State.HANDLING, from_level=1, to_level=1,
        owner_org=case.owner_org, host_org=town.units["housing"], note="〔note〕", data=record,
    )  # fmt: skip
    return case


def read_by_the_reporter(case: Case) -> str:
    return Client().get(f"/progress/{case.tracking_code}/").content.decode()


def marks(page: str) -> set[str]:
    return set(re.findall(r"〔(\w+)〕", page))


def test_the_reporter_reads_what_was_written_for_them_and_nothing_else(town: Town) -> None:
    marked = {name: f"〔{name}〕" for name in RECORD}
    for kind, variant in VARIANTS:
        page = read_by_the_reporter(happened(town, kind, {**marked, **PLAIN, **variant}))
        open_note = kind in FOR_THE_REPORTER or variant.get("matter") == Matter.REOPENING
        expected = TOLD.get(kind, set()) | ({"note"} if open_note else set())
        assert marks(page) == expected, (kind, variant)
        assert "钱平台" not in page, (kind, variant)


def test_the_word_of_a_merged_case_does_not_reach_the_others_page(town: Town) -> None:
    assert marks(read_by_the_reporter(happened(town, Notice.ADDED, {"from": "〔from〕"}))) == set()


def test_every_event_has_a_line_of_its_own() -> None:
    assert set(LINES) == {*Kind, *Notice}
    assert set(OTHERWISE) <= set(LINES)
    words = [line.words for line in LINES.values()]
    assert len(set(words)) == len(words)


def test_staff_read_every_note_and_a_record_that_says_little_is_told_too(town: Town) -> None:
    platform = town.client("platform")
    for kind in [*Kind, *Notice]:
        case = happened(town, kind, {})
        assert line_of(kind, {}) is LINES[kind]
        assert "note" in marks(platform.get(f"/desk/cases/{case.number}/").content.decode()), kind
        assert "办理经过" in read_by_the_reporter(case), kind
