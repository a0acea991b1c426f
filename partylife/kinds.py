"""Kinds of party life, who may host which, and how often each is due (三会一课): pure data, imports no model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices

from partyorg.kinds import BRANCHES, RUNGS, Kind


class Life(TextChoices):
    """What a party organisation comes together for."""

    MEMBERS_MEETING = "MEMBERS_MEETING", "党员大会"
    COMMITTEE_MEETING = "COMMITTEE_MEETING", "支委会"
    GROUP_MEETING = "GROUP_MEETING", "党小组会"
    LESSON = "LESSON", "党课"
    THEME_DAY = "THEME_DAY", "主题党日"
    NIGHT_TALK = "NIGHT_TALK", "基层夜话"
    JOINT_BUILDING = "JOINT_BUILDING", "联合共建"


class Span(TextChoices):
    """How long the time is within which something is due once."""

    MONTH = "MONTH", "每月"
    QUARTER = "QUARTER", "每季度"
    YEAR = "YEAR", "每年"


class Of(TextChoices):
    """Of whom it is due."""

    BRANCH = "BRANCH", "每个党支部"
    COMMITTEE = "COMMITTEE", "设支委会的党支部"
    GROUPS = "GROUPS", "每个党小组"
    SECRETARY = "SECRETARY", "党支部书记"


MONTHS_OF: Mapping[str, int] = {Span.MONTH: 1, Span.QUARTER: 3, Span.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Due:
    """Once in each span, of whom; `name` is what the table's column says."""

    name: str
    life: Life
    span: Span
    of: Of


# domain.md 5: 党员大会 a quarter, 支委会 and 党小组会 a month, 党课 a quarter, 主题党日 a month; 书记 a lesson a year.
DUES: tuple[Due, ...] = (
    Due("党员大会", Life.MEMBERS_MEETING, Span.QUARTER, Of.BRANCH),
    Due("支委会", Life.COMMITTEE_MEETING, Span.MONTH, Of.COMMITTEE),
    Due("党小组会", Life.GROUP_MEETING, Span.MONTH, Of.GROUPS),
    Due("党课", Life.LESSON, Span.QUARTER, Of.BRANCH),
    Due("主题党日", Life.THEME_DAY, Span.MONTH, Of.BRANCH),
    Due("书记讲党课", Life.LESSON, Span.YEAR, Of.SECRETARY),
)
COMMITTEE_FROM = 7  # full members (支部工作条例): smaller branches have a secretary and no committee to meet

GROUPS: frozenset[str] = frozenset({Kind.PARTY_GROUP, Kind.BUILDING_GROUP})
_GENERAL: frozenset[str] = frozenset({Kind.GENERAL_BRANCH, Kind.COMMUNITY_GENERAL_BRANCH})
_PARTY: frozenset[str] = BRANCHES | _GENERAL | frozenset(RUNGS) | {Kind.DISTRICT_COMMITTEE, Kind.WORKING_GROUP}

# Who may host what; whatever is not named here any organisation of the party may, and others beside one.
ONLY_BY: Mapping[str, frozenset[str]] = {
    Life.MEMBERS_MEETING: BRANCHES | _GENERAL,
    Life.COMMITTEE_MEETING: BRANCHES | _GENERAL,
    Life.GROUP_MEETING: GROUPS,
}
LED_BY: frozenset[str] = _PARTY | GROUPS  # one of the hosts at least
