"""Of a template one activity is made for each period, however often and by however many it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from accounts.actions import write_audit
from accounts.models import User
from accounts.once import marked, once
from accounts.seen import alike
from activities.actions.leading import may_be_of, may_lead, named_at
from activities.actions.publishing import fits_people, not_too_far
from activities.kinds import Minors
from activities.models import Activity, Template
from activities.periods import period_of
from activities.rules import Refused
from activities.upcoming import AHEAD, begins_at, free_days
from activities.workflow import State
from grids.models import Place
from partyorg.hats import Hat
from teams.models import Team
from volunteers.standing import organises

COPIED = (
    "community_id", "team_id", "kind", "sort", "help", "theme", "title", "words", "where", "lat", "lon", "quota",
    "minors", "suggestions", "leader_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pattern:
    """What is to recur."""

    community: Place
    title: str
    sort: str
    where: str
    rhythm: str
    first_on: date
    starts: time
    minutes: int
    quota: int
    leader: User | None
    kind: str = "ACTIVITY"
    team: Team | None = None
    help: str = ""
    theme: str = ""
    words: str = ""
    spot: tuple[float, float] | None = None
    minors: str = Minors.NONE
    suggestions: bool = False

    def columns(self) -> dict[str, Any]:
        kept = {name: getattr(self, name) for name in self.__slots__ if name != "spot"}
        lat, lon = self.spot or (None, None)
        return {**kept, "lat": lat, "lon": lon}


def keep_template(pattern: Pattern, *, key: UUID | None = None, by: Hat, at: datetime) -> Template:
    """A new one, with its activities of the next days at once. Raises Refused `not_yours`, `sent_before` …"""
    _fits(pattern, by, at)

    def make() -> Template:
        template = Template.objects.create(**pattern.columns(), **({"key": key} if key else {}))
        write_audit(action="建立定期活动", of=template, by=by.person, at=at)
        _generate(template, by.person, at)
        return template

    kept = once(make, lambda: marked(Template.objects, key))
    if any(getattr(kept, name) != value for name, value in pattern.columns().items()):
        raise Refused("sent_before")
    return kept


def change_template(
    template: Template, pattern: Pattern, *, seen: Mapping[str, Any] | None = None, by: Hat, at: datetime
) -> int:
    """修改: counts for the activities that are not made yet; what is published stays as it is, and its period taken.

    Those of the next days are made at once; returns how many. `seen`: its facts as they were read.
    Raises Refused as `keep_template`, but `changed_meanwhile` for `sent_before`.
    """
    with transaction.atomic():
        now = _locked(template)
        if not organises(by, now.community):
            raise Refused("not_yours")
        if not alike(seen, now.facts()):
            raise Refused("changed_meanwhile")
        _fits(pattern, by, at, before=now)
        changed = [name for name, value in pattern.columns().items() if getattr(now, name) != value]
        if not changed:
            return 0
        for name in changed:
            setattr(now, name, pattern.columns()[name])
        now.save(update_fields=changed)
        write_audit(action="修改定期活动", of=now, by=by.person, at=at, detail={"fields": changed})
        return _generate(now, by.person, at)


def switch(template: Template, *, active: bool, by: Hat, at: datetime) -> Template:
    """停用, or in use again; asked for what it is already, nothing. What is published stays.

    Raises Refused `not_yours`.
    """
    if not organises(by, template.community):
        raise Refused("not_yours")
    with transaction.atomic():
        if Template.objects.filter(pk=template.pk, is_active=not active).update(is_active=active):
            write_audit(action="启用定期活动" if active else "停用定期活动", of=template, by=by.person, at=at)
    template.is_active = active
    return template


def generate(template: Template, *, by: Hat, at: datetime) -> int:
    """By hand, what the clock does every night. Returns how many are new.

    Raises Refused `not_yours`, `template_off`.
    """
    if not organises(by, template.community):
        raise Refused("not_yours")
    if not template.is_active:
        raise Refused("template_off")
    return _generate(template, by.person, at)


def generate_all(*, at: datetime) -> int:
    """By the clock, of all templates in use."""
    return sum(_generate(one, None, at) for one in Template.objects.active().select_related("community"))


def _fits(pattern: Pattern, by: Hat, at: datetime, before: Template | None = None) -> None:
    if not organises(by, pattern.community):
        raise Refused("not_yours")
    not_too_far(pattern.first_on, at)
    fits_people(pattern.sort, pattern.help, pattern.minors)
    may_lead(pattern.leader, max(pattern.first_on, localdate(at)), before=before)
    may_be_of(pattern.team, pattern.community, before=before)


def _locked(template: Template) -> Template:
    """As it is now: whoever makes activities of it and whoever changes it come one after the other."""
    return (
        Template.objects.select_for_update(of=("self",))
        .select_related("community", "team", "leader")
        .get(pk=template.pk)
    )


@transaction.atomic
def _generate(template: Template, by: User | None, at: datetime) -> int:
    """One for each period that begins in the next days; the database keeps a second from being made.

    Neighbours count on it: it is held although its leader has left, and without a team that is no more. The desk reads
    on each that somebody is to be named.
    """
    now, today = _locked(template), localdate(at)
    if not now.is_active:
        return 0
    free = free_days(now, since=today, until=today + AHEAD)
    days = [day for day in free if begins_at(now, day) > at]
    copied = {name: getattr(now, name) for name in COPIED}
    if now.team and now.team.ended_on:
        copied["team_id"] = None
    for day in days:
        starts_at = begins_at(now, day)
        Activity.objects.create(
            **copied, template=now, period=period_of(now.rhythm, day),
            starts_at=starts_at, ends_at=starts_at + timedelta(minutes=now.minutes), closes_at=starts_at,
            state=State.PUBLISHED, made_by=by, made_at=at, leader_named_at=named_at(now.leader, by=by, at=at),
        )  # fmt: skip
    return len(days)
