"""Approved services into the ledger: one or a hundred thousand, in a few statements for each thousand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Sum
from django.utils.timezone import localdate

from accounts.models import User
from volunteers.actions.awarding import Grant, award_many
from volunteers.actions.moving import Source, locked_all
from volunteers.earning import Earned, Used, earned, last_day
from volunteers.kinds import Currency
from volunteers.models import Service
from volunteers.schemes import Schemes, terms_of
from volunteers.workflow import State


def keys_of(service: Service) -> tuple[str, str]:
    """Of its rows in the ledger: hours, points."""
    return f"service:{service.pk}:HOURS", f"service:{service.pk}:POINTS"


def award_services(services: Sequence[Service], *, reason: str = "", by: User | None, at: datetime) -> None:
    """Of records that the caller has locked and that wait: approved, with what they earn by the rules of their day.

    `services` come with their community. Raises Refused `no_scheme`; then none is approved.
    """
    if not services:
        return
    locked_all({one.person_id for one in services})
    schemes, used = Schemes({one.community for one in services}), _used_by(services)
    grants: list[Grant] = []
    alike: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    for service in services:
        scheme = schemes.at(service.community, service.day)
        terms = terms_of(scheme, service.work, service.help)
        had = used[service.person_id]
        earns = earned(terms, day=service.day, minutes=service.minutes, claim=service.claim, used=had)
        had.add(service.day, earns.counted, earns.points)
        alike[scheme.pk, earns.counted, earns.points].append(service.pk)
        until = last_day(localdate(at), scheme.expires_after_years)
        grants += _grants(service, earns, terms.kept(), until)
    award_many(grants, by=by, at=at)
    _mark(alike, reason, by, at)


def _grants(service: Service, earns: Earned, rule: dict[str, Any], until: date | None) -> Iterable[Grant]:
    hours, points = keys_of(service)
    what = f"volunteers.service {service.pk}"
    if service.minutes:
        yield Grant(service.person_id, Currency.HOURS, service.minutes, Source(hours, what, rule))
    if earns.points:
        yield Grant(service.person_id, Currency.POINTS, earns.points, Source(points, what, rule), until)


def _used_by(services: Sequence[Service]) -> dict[int, Used]:
    """What each has had in the months of these services. One query."""
    used: dict[int, Used] = defaultdict(Used)
    first = min(one.day for one in services).replace(day=1)
    last = max(one.day for one in services) + timedelta(days=31)
    people = {one.person_id for one in services}
    known = Service.objects.approved().filter(person__in=people, day__range=(first, last)).order_by()
    for row in known.values("person", "day").annotate(minutes=Sum("counted"), earned=Sum("points")):
        used[row["person"]].add(row["day"], row["minutes"], row["earned"])
    return used


def _mark(alike: dict[tuple[int, int, int], list[int]], reason: str, by: User | None, at: datetime) -> None:
    """One statement for all that earned the same: there are few different sums."""
    for (scheme, counted, points), pks in alike.items():
        Service.objects.filter(pk__in=pks).update(
            state=State.APPROVED, scheme=scheme, counted=counted, points=points, reason=reason,
            decided_by=by, decided_at=at,
        )  # fmt: skip
