"""Approved services into the ledger: one or a hundred thousand, in a few statements for each thousand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet, Sum
from django.utils.timezone import localdate

from accounts.models import User
from cases.store import overwrite
from grids.models import Place
from volunteers.actions.awarding import Grant, award_into
from volunteers.actions.moving import Source, locked_all
from volunteers.alike import MEASURED, Counted, counted_of
from volunteers.days import a_day_holds
from volunteers.deciding import Due
from volunteers.earning import Earned, Used, earned, last_day
from volunteers.kinds import Currency
from volunteers.models import Service
from volunteers.schemes import Schemes
from volunteers.workflow import State


def keys_of(service: Service | Due) -> tuple[str, str]:
    """Of its rows in the ledger: hours, points."""
    return f"service:{service.pk}:HOURS", f"service:{service.pk}:POINTS"


def due(services: QuerySet[Service]) -> list[Due]:
    """Of each what deciding on it and its award ask; communities are read once for all of them, and not locked.
    `services`: such as nothing is held against."""
    rows = list(services.values_list("community_id", *_READ))
    known = Place.objects.in_bulk({community for community, *_ in rows})
    return [Due(known[community], *rest) for community, *rest in rows]


_READ = Due._fields[1:-1]


def award_services(services: Sequence[Service | Due], *, reason: str = "", by: User | None, at: datetime) -> int:
    """Of records that the caller has locked and that wait: approved, with what they earn by the rules of their day.
    One that does not go into its day any more waits on. Returns how many were approved.

    `services` come with their community. Raises Refused `no_scheme`; then none is approved.
    """
    if not services:
        return 0
    accounts = locked_all({one.person_id for one in services})
    today, schemes, used = localdate(at), Schemes({one.community for one in services}), _used_by(services)
    alike = _of_the_same(services, used)
    grants: list[Grant] = []
    decided = {"state": State.APPROVED, "reason": reason, "decided_by_id": by.pk if by else None, "decided_at": at}
    rows = []
    for service in services:
        had, that_day = used[service.person_id], alike.get((service.person_id, service.day), [])
        if not a_day_holds(had.whole.get(service.day, 0), service.minutes):
            continue
        terms, rule, years = schemes.terms(service.community, service.day, service.work, service.help)
        earns = earned(
            terms,
            day=service.day,
            minutes=service.minutes,
            claim=service.claim,
            used=had,
            alike=counted_of(service, that_day),
        )
        that_day.append(Counted(service.work, service.source, service.title, earns.counted))
        had.add(service.day, earns.counted, earns.points, service.minutes)
        worth = {"scheme_id": terms.scheme, "counted": earns.counted, "points": earns.points}
        rows.append({"id": service.pk, **decided, **worth})
        grants += _grants(service, earns, rule, last_day(today, years))
    award_into(grants, accounts, by=by, at=at)
    overwrite(Service, rows)
    return len(rows)


def _grants(service: Service | Due, earns: Earned, rule: dict[str, Any], until: date | None) -> Iterable[Grant]:
    hours, points = keys_of(service)
    what = f"volunteers.service {service.pk}"
    if service.minutes:
        yield Grant(service.person_id, Currency.HOURS, service.minutes, Source(hours, what, rule))
    if earns.points:
        yield Grant(service.person_id, Currency.POINTS, earns.points, Source(points, what, rule), until)


def _used_by(services: Sequence[Service | Due]) -> dict[int, Used]:
    """What each has had in the months of these services. One query."""
    used: dict[int, Used] = defaultdict(Used)
    first = min(one.day for one in services).replace(day=1)
    last = max(one.day for one in services) + timedelta(days=31)
    people = {one.person_id for one in services}
    known = Service.objects.approved().filter(person__in=people, day__range=(first, last)).order_by()
    sums = known.values_list("person", "day").annotate(counted=Sum("counted"), earned=Sum("points"), all=Sum("minutes"))
    for person, day, counted, points, whole in sums:
        used[person].add(day, counted, points, whole)
    return used


def _of_the_same(services: Sequence[Service | Due], used: Mapping[int, Used]) -> dict[tuple[int, date], list[Counted]]:
    """What counted already of a person's day, where there is more of it than one record whose cap is for all of one
    thing. Nothing is asked for whom there is nothing else of that day, approved or among these: nearly everybody.
    """
    measured = [one for one in services if one.work in MEASURED]
    days = Counter((one.person_id, one.day) for one in measured)
    again = [one for one in measured if days[one.person_id, one.day] > 1 or _had(used, one)]
    alike: dict[tuple[int, date], list[Counted]] = {(one.person_id, one.day): [] for one in again}
    if any(_had(used, one) for one in again):
        known = Service.objects.approved().filter(
            person__in={person for person, _ in alike}, day__in={day for _, day in alike}, work__in=MEASURED
        )
        for person, day, *row in known.order_by().values_list("person", "day", *Counted._fields):
            if (person, day) in alike:
                alike[person, day].append(Counted(*row))
    return alike


def _had(used: Mapping[int, Used], service: Service | Due) -> int:
    found = used.get(service.person_id)
    return found.minutes.get(service.day, 0) if found else 0
