"""People are called together: drafted, published, changed, called off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count
from django.utils.timezone import localdate, localtime

from accounts.actions import write_audit
from accounts.models import User
from accounts.once import marked, once
from accounts.seen import alike
from activities.actions.leading import may_be_of, may_lead, named_at
from activities.actions.signing import move_up, shut_out
from activities.actions.stepping import locked, nobody_comes_meanwhile
from activities.kinds import Minors, Sort
from activities.models import Activity, Change, Role, SignUp
from activities.models.change import COLUMNS
from activities.rules import Refused
from activities.standing import person_of
from activities.workflow import Deed, State
from grids.models import Place
from partyorg.hats import Hat
from teams.models import Team
from volunteers.standing import organises

LONGEST = timedelta(days=366)
FURTHEST = timedelta(days=2 * 366)


@dataclass(frozen=True, slots=True)
class Plan:
    """What somebody wants to call people together for. `roles`: name and places of each, or none."""

    community: Place
    title: str
    sort: str
    where: str
    starts_at: datetime
    ends_at: datetime
    quota: int
    leader: User | None
    kind: str = "ACTIVITY"
    team: Team | None = None
    help: str = ""
    theme: str = ""
    words: str = ""
    spot: tuple[float, float] | None = None
    closes_at: datetime | None = None
    minors: str = Minors.NONE
    suggestions: bool = False
    roles: Sequence[tuple[str, int]] = ()

    def columns(self) -> dict[str, Any]:
        lat, lon = self.spot or (None, None)
        return {
            "community": self.community, "title": self.title, "sort": self.sort, "where": self.where,
            "starts_at": self.starts_at, "ends_at": self.ends_at, "closes_at": self.closes_at or self.starts_at,
            "quota": self.quota, "leader": self.leader, "kind": self.kind, "team": self.team, "help": self.help,
            "theme": self.theme, "words": self.words, "lat": lat, "lon": lon, "minors": self.minors,
            "suggestions": self.suggestions,
        }  # fmt: skip


def call(plan: Plan, *, key: UUID | None = None, draft: bool = False, by: Hat, at: datetime) -> Activity:
    """发布, or kept as a draft; the same key twice is one activity.

    Raises Refused `not_yours`, whatever is wrong with the plan, `sent_before` for the same key with other words.
    """
    _fits(plan, by, at)

    def make() -> Activity:
        state = State.DRAFT if draft else State.PUBLISHED
        more: dict[str, Any] = {"key": key} if key else {}
        activity = Activity.objects.create(
            **plan.columns(), **more, state=state, made_by=person_of(by), made_at=at,
            leader_named_at=None if draft else named_at(plan.leader, by=by.person, at=at),
        )  # fmt: skip
        Role.objects.bulk_create(Role(activity=activity, name=name, quota=quota) for name, quota in plan.roles)
        write_audit(action="发布活动" if not draft else "起草活动", of=activity, by=by.person, at=at)
        return activity

    made = once(make, lambda: marked(Activity.objects.filter(made_by=by.person), key))
    if not _says_the_same(made, plan, draft):
        raise Refused("sent_before")
    return made


def edit(activity: Activity, plan: Plan, *, seen: Mapping[str, Any] | None = None, by: Hat, at: datetime) -> Activity:
    """修改: what concerns whoever signed up is noted, to be told; who waits moves up where there is more room.

    `seen`: its facts as they were read. Raises Refused as `call`, and `not_now`, `changed_meanwhile`, `start_fixed`,
    `ends_before_now`, `community_fixed`, `closes_after_start`, `below_the_signed`, `role_in_use`, `minors_signed`.
    """
    with transaction.atomic():
        activity = locked(activity, Deed.EDIT)
        _may(activity, by)
        if not alike(seen, activity.facts()):
            raise Refused("changed_meanwhile")
        nobody_comes_meanwhile(activity)
        _keeps_what_hangs_on_it(activity, plan, at)
        _fits(plan, by, at, before=activity)
        _room_for_the_signed(activity, plan)
        _tell_of(activity, plan, at)
        if activity.is_published and plan.leader != activity.leader:
            activity.leader_named_at = named_at(plan.leader, by=by.person, at=at)
        for name, value in plan.columns().items():
            setattr(activity, name, value)
        activity.changed_at = at
        activity.save(update_fields=[*plan.columns(), "changed_at", "leader_named_at"])
        _set_roles(activity, plan.roles)
        move_up(activity, at=at)
        write_audit(action="修改活动", of=activity, by=by.person, at=at)
    return activity


def publish(activity: Activity, *, by: Hat, at: datetime) -> Activity:
    """A draft is published. Raises Refused `not_yours`, `not_now`, `already_begun`."""
    with transaction.atomic():
        activity = locked(activity, Deed.PUBLISH)
        _may(activity, by)
        if activity.starts_at <= at:
            raise Refused("already_begun")
        activity.state, activity.changed_at = State.PUBLISHED, at
        activity.leader_named_at = named_at(activity.leader, by=by.person, at=at)
        activity.save(update_fields=["state", "changed_at", "leader_named_at"])
        write_audit(action="发布活动", of=activity, by=by.person, at=at)
    return activity


def call_off(activity: Activity, *, reason: str, by: Hat, at: datetime) -> Activity:
    """取消, with the reason that everybody who signed up reads; who came keeps their time, by its being closed.

    Raises Refused `reason_needed`, `not_yours`, `not_now`, `somebody_there`.
    """
    if not reason:
        raise Refused("reason_needed")
    with transaction.atomic():
        activity = locked(activity, Deed.CANCEL)
        _may(activity, by)
        nobody_comes_meanwhile(activity)
        if number := activity.who_came():
            raise Refused("somebody_there", number=number)
        activity.state, activity.reason, activity.changed_at = State.CANCELLED, reason, at
        activity.save(update_fields=["state", "reason", "changed_at"])
        write_audit(action="取消活动", of=activity, by=by.person, at=at, reason=reason)
    return activity


def _may(activity: Activity, by: Hat) -> None:
    if not organises(by, activity.community):
        raise Refused("not_yours")


def _fits(plan: Plan, by: Hat, at: datetime, before: Activity | None = None) -> None:
    if not organises(by, plan.community):
        raise Refused("not_yours")
    if plan.ends_at <= plan.starts_at:
        raise Refused("ends_before_start")
    if plan.ends_at - plan.starts_at > LONGEST:
        raise Refused("too_long")
    if plan.starts_at <= at and not (before and before.starts_at == plan.starts_at):
        raise Refused("already_begun")
    not_too_far(localdate(plan.starts_at), at)
    if plan.closes_at and plan.closes_at > plan.ends_at:
        raise Refused("closes_late")
    fits_people(plan.sort, plan.help, plan.minors)
    may_lead(plan.leader, localdate(plan.starts_at), before=before)
    may_be_of(plan.team, plan.community, before=before)
    if not (before and _same_places(before, plan)):  # from before this rule: left alone by whoever changes the rest
        _roles_fill_it(plan)


def _roles_fill_it(plan: Plan) -> None:
    """Whoever signs up chooses a role where there are any: a place of none would stay empty."""
    sum_ = sum(quota for _, quota in plan.roles)
    if plan.roles and sum_ != plan.quota:
        raise Refused("roles_over_quota" if sum_ > plan.quota else "roles_under_quota", sum=sum_, quota=plan.quota)


def _same_places(before: Activity, plan: Plan) -> bool:
    """Whether it has as many, told apart by the same roles."""
    roles = set(before.roles.values_list("name", "quota"))
    return (before.quota, roles) == (plan.quota, set(plan.roles))


def _keeps_what_hangs_on_it(before: Activity, plan: Plan, at: datetime) -> None:
    """Those who are there were written down by its start; those who signed up did so with its community."""
    if before.start_is_fixed(at):
        if plan.starts_at != before.starts_at:
            raise Refused("start_fixed", start=f"{localtime(before.starts_at):%Y-%m-%d %H:%M}")
        if plan.ends_at < at and plan.ends_at != before.ends_at:
            raise Refused("ends_before_now")
    if plan.community.pk != before.community_id and before.sign_ups.exists():
        raise Refused("community_fixed")
    if plan.closes_at == before.closes_at <= before.starts_at and plan.starts_at < before.closes_at <= plan.ends_at:
        raise Refused("closes_after_start")  # who means it, to join while it goes on, says another moment


def fits_people(sort: str, help: str, minors: str) -> None:
    """Raises Refused `help_needed`, `no_minors_at_rescue`."""
    if sort == Sort.CARE and not help:
        raise Refused("help_needed")
    if sort == Sort.RESCUE and minors != Minors.NONE:
        raise Refused("no_minors_at_rescue")


def not_too_far(day: date, at: datetime) -> None:
    """Raises Refused `too_far`: nobody calls people together for years to come; a year was mistyped."""
    if day > localdate(at) + FURTHEST:
        raise Refused("too_far")


def _says_the_same(activity: Activity, plan: Plan, draft: bool) -> bool:
    """Whether what was made with a form's mark is what the form says now."""
    columns = all(getattr(activity, name) == value for name, value in plan.columns().items())
    return columns and _same_places(activity, plan) and (activity.state == State.DRAFT) == draft


def _room_for_the_signed(activity: Activity, plan: Plan) -> None:
    """Where walk-ups took more places than there are, as many as before are no fewer."""
    signed = SignUp.objects.filter(activity=activity).signed()
    number = signed.count()
    if plan.quota < (least := min(number, activity.quota)):
        raise Refused("below_the_signed", number=number, least=least)
    on = localdate(plan.starts_at)
    is_new = (plan.minors, on) != (activity.minors, localdate(activity.starts_at))
    if is_new and (minors := shut_out(activity, plan.minors, on)):
        raise Refused("minors_signed", number=minors)
    wanted, before = dict(plan.roles), dict(activity.roles.values_list("name", "quota"))
    for row in signed.filter(role__isnull=False).values("role__name").annotate(number=Count("id")).order_by():
        role, number = row["role__name"], row["number"]
        if wanted.get(role, 0) < (least := min(number, before[role])):
            raise Refused("role_in_use", role=role, number=number, least=least)


def _tell_of(before: Activity, plan: Plan, at: datetime) -> None:
    columns = plan.columns()
    sides = [side for side, names in COLUMNS.items() if any(getattr(before, name) != columns[name] for name in names)]
    Change.objects.bulk_create(Change(activity=before, side=side, at=at) for side in sides)


def _set_roles(activity: Activity, roles: Sequence[tuple[str, int]]) -> None:
    """What nobody has taken goes; who waits for it waits for any."""
    gone = activity.roles.exclude(name__in=[name for name, _ in roles])
    SignUp.objects.filter(role__in=gone).update(role=None)
    gone.delete()
    for name, quota in roles:
        Role.objects.update_or_create(activity=activity, name=name, defaults={"quota": quota})
