"""What the rules of 三会一课 count, read out of the database in a handful of queries for any number of branches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from partylife.completeness import Branch, Held, Kept, all_short, completeness, times_held
from partylife.kinds import GROUPS
from partylife.models import Activity, Host
from partylife.periods import Period
from partyorg.kinds import BRANCHES
from partyorg.models import Member, Organisation, Seat


@dataclass(frozen=True, slots=True)
class Record:
    """A branch, what of 三会一课 it kept in a period, and how often it held what."""

    branch: Branch
    kept: list[Kept]
    held: dict[str, int]

    @property
    def short(self) -> list[str]:
        """What is missing, a line for each thing."""
        return all_short(self.kept)


def records(units: QuerySet[Organisation], period: Period, today: date) -> list[Record]:
    """Of every branch among these organisations, in the tree's order: five queries."""
    branches = _branches(units, min(period.last, max(today, period.first)))
    held = _held(units, period)
    by_host: dict[int, list[Held]] = defaultdict(list)
    for row in held:
        by_host[row.host].append(row)
    return [_record(branch, by_host, period, today) for branch in branches]


def _record(branch: Branch, by_host: dict[int, list[Held]], period: Period, today: date) -> Record:
    ours = [row for host in (branch.id, *branch.groups) for row in by_host.get(host, [])]
    return Record(branch, completeness(branch, ours, period, today), times_held(branch, ours))


def _branches(units: QuerySet[Organisation], on: date) -> list[Branch]:
    stood = Organisation.objects.stood(on).filter(pk__in=units.order_by().values("pk"))
    rows = list(stood.filter(kind__in=BRANCHES).order_by("tree_id", "lft").values_list("pk", "name"))
    groups: dict[int, dict[int, str]] = defaultdict(dict)
    below = stood.filter(kind__in=GROUPS).order_by("tree_id", "lft").values_list("parent_id", "pk", "name")
    for parent, pk, name in below:
        groups[parent or 0][pk] = name
    full = dict(
        Member.objects.present(on).full().filter(organisation__in=units.order_by().values("pk"))
        .order_by().values_list("organisation").annotate(Count("pk"))
    )  # fmt: skip
    return [Branch(pk, name, full.get(pk, 0), groups.get(pk, {})) for pk, name in rows]


def _held(units: QuerySet[Organisation], period: Period) -> Iterable[Held]:
    hosts = Host.objects.filter(
        activity__in=Activity.objects.standing().within(period).order_by().values("pk"),
        organisation__in=units.order_by().values("pk"),
    ).order_by()
    rows = hosts.values_list(
        "activity_id", "organisation_id", "activity__life", "activity__held_on", "activity__taught_by_id"
    )
    secretaries = _secretaries(units)
    for activity, host, life, on, taught_by in rows:
        yield Held(activity, host, life, on, any(since <= on <= until for since, until in secretaries[host, taught_by]))


def _secretaries(units: QuerySet[Organisation]) -> dict[tuple[int, int | None], list[tuple[date, date]]]:
    """(organisation, member) → from when to when that member was its secretary."""
    found: dict[tuple[int, int | None], list[tuple[date, date]]] = defaultdict(list)
    seats = Seat.objects.filter(Q(role=Seat.Role.SECRETARY), organisation__in=units.order_by().values("pk")).order_by()
    for organisation, member, since, until in seats.values_list("organisation_id", "member_id", "since", "until"):
        found[organisation, member].append((since, until or date.max))
    return found
