"""The guards of the workflow: each name in `Move.guards` and what it asks. Refusals are worded in cases/rules.py."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from cases.deadlines import climbs_by_itself
from cases.models import AssistingUnit, Case, Event, Photo
from cases.terms import Kind, Level, Satisfied, Solved, Urgency, Who
from cases.workflow import HANDLING_KINDS
from grids.models.place import Place
from grids.workflow import Level as PlaceLevel
from partyorg.hats import Hat
from partyorg.kinds import HOSTS_OF_RUNG
from partyorg.models import Organisation


@dataclass
class Attempt:
    """A hat about to make a move, and what was filled in for it."""

    case: Case
    hat: Hat
    who: Who
    given: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def events(self) -> list[Event]:
        return list(self.case.events.all())  # costs nothing on a page, which has read them already

    @property
    def is_urgent(self) -> bool:
        return self.case.urgency in (Urgency.URGENT, Urgency.CRITICAL)


def _resource_matched(attempt: Attempt) -> bool:
    case = attempt.case
    if case.owner_level != Level.GRID or attempt.is_urgent:
        return True
    return any(event.kind == Kind.MATCH_RESOURCE for event in attempt.events)


def _grid_tried(attempt: Attempt) -> bool:
    case = attempt.case
    if case.owner_level != Level.GRID or attempt.is_urgent or not (case.category and case.category.small):
        return True
    return any(event.kind == Kind.MATCH_RESOURCE and event.data.get("tried") for event in attempt.events)


def _next_rung(attempt: Attempt) -> bool:
    reach = {Level.GRID: 2, Level.COMMUNITY: 1, Level.STREET: 1}[Level(attempt.case.owner_level)]
    return int(attempt.given["to"]) - attempt.case.owner_level <= reach


def _not_the_handler(attempt: Attempt) -> bool:
    if attempt.hat.person is None:  # a resident with a tracking code
        return True
    handlers = {event.by_id for event in attempt.events if event.kind in HANDLING_KINDS}
    return attempt.hat.person.pk not in handlers


def _host_not_below(attempt: Attempt) -> bool:
    host: Organisation = attempt.given["host"]
    return host.rung is None or host.rung >= attempt.case.owner_level or host.pk == attempt.case.owner_org_id


def _host_has_duty(attempt: Attempt) -> bool:
    """The unit itself, or one of the kinds its rung may name and which works where the matter is."""
    host, case = attempt.given["host"], attempt.case
    if host.pk == case.owner_org_id:
        return True
    rung = case.owner_org.rung or case.owner_level
    return host.kind in HOSTS_OF_RUNG[rung] and (host.place is None or _related(host.place, case.place))


def _related(one: Place, other: Place) -> bool:
    return one.tree_id == other.tree_id and (
        (one.lft <= other.lft and one.rght >= other.rght) or (other.lft <= one.lft and other.rght >= one.rght)
    )


def _good_answer(attempt: Attempt) -> bool:
    given = attempt.given
    if attempt.case.anonymous and attempt.who == Who.REVISIT_OFFICER and not given.get("solved"):
        return True
    return given.get("solved") == Solved.YES and given.get("satisfied") in (Satisfied.YES, Satisfied.MOSTLY)


def _not_emergency(attempt: Attempt) -> bool:
    case = attempt.case
    return not (case.emergency_direct or (case.category and case.category.emergency))


def _after_photo(attempt: Attempt) -> bool:
    case = attempt.case
    if not (case.category and case.category.after_photo):
        return True
    return bool(attempt.given.get("photos")) or case.photos.filter(taken=Photo.When.AFTER).exists()


def _co_units_answered(attempt: Attempt) -> bool:
    """Those named beside the host; one that has become the host itself answers by finishing."""
    named = [unit for unit in attempt.case.assisting.all() if unit.why == AssistingUnit.Why.NAMED]
    return all(unit.answered_at or unit.organisation_id == attempt.case.host_org_id for unit in named)


def _decision_complete(attempt: Attempt) -> bool:
    given = attempt.given
    return all((given["leader"].strip(), given["decision"].strip(), given["host"], given["milestones"]))


GUARDS: dict[str, Callable[[Attempt], bool]] = {
    "category_and_urgency": lambda a: bool(a.given["category"] and a.given["urgency"]),
    "grid_known": lambda a: a.given["place"].level == PlaceLevel.GRID,
    "reason_given": lambda a: bool(a.given["reason"].strip()),
    "emergency": lambda a: a.who == Who.COMMAND_CENTRE or bool(a.case.category and a.case.category.emergency),
    "not_emergency": _not_emergency,
    "not_represented": lambda a: not a.case.followers.exists(),
    "category_settled": lambda a: a.given["category"] is not None,
    "host_has_duty": _host_has_duty,
    "host_not_below": _host_not_below,
    "not_climbing": lambda a: not climbs_by_itself(a.case.state, a.case.rework_count, a.case.owner_level),
    "resource_matched": _resource_matched,
    "grid_tried": _grid_tried,
    "study_note": lambda a: a.case.owner_level != Level.STREET or bool(a.given["study"].strip()),
    "upwards": lambda a: int(a.given["to"]) > max(a.case.owner_level, a.case.owner_org.rung or 0),
    "next_rung": _next_rung,
    "result_given": lambda a: bool(a.given["result"].strip()),
    "after_photo": _after_photo,
    "co_units_answered": _co_units_answered,
    "not_the_handler": _not_the_handler,
    "on_site_or_photo": lambda a: bool(a.given["on_site"] or a.given["photos"]),
    "good_answer": _good_answer,
    "bad_answer": lambda a: bool(a.given["reason"].strip()),
    "decision_complete": _decision_complete,
    "assistants_have_duty": lambda a: all(
        unit.kind in HOSTS_OF_RUNG[Level.LEADING_GROUP] for unit in a.given["assisting"]
    ),
    "money_not_negative": lambda a: a.given["money"] >= 0,
}

# Guards that need nothing filled in: they decide whether a move is shown at all.
BEFORE_ASKING = frozenset(
    {
        "not_climbing",
        "resource_matched",
        "grid_tried",
        "not_the_handler",
        "not_emergency",
        "not_represented",
        "co_units_answered",
        "emergency",
    }
)
