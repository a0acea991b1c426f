"""巡查安排: who walks where, when and for what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from accounts.actions import write_audit
from accounts.models import User
from accounts.once import marked, once
from grids.models import Estate, Place
from partyorg.hats import Hat
from partyorg.kinds import GRID_WORKERS
from partyorg.models import Post
from partyorg.territory import holds
from patrols.models import CheckItem, PatrolPlan
from patrols.models.plan import PatrolPlanQuerySet
from patrols.rules import Refused
from volunteers.again import as_before
from volunteers.models import Volunteer
from volunteers.standing import organises

NO_VOLUNTEER = "巡查人不再是这个社区的志愿者。"
BEFORE_IT_BEGAN = "还没开始，社区就结束了。"
A_WEEK = 7
PLANNED, ENDED = "安排巡查", "结束巡查安排"  # as the trail calls it: from there who walks is told


@dataclass(frozen=True, slots=True)
class Planned:
    grid: Place
    patroller: User
    items: Sequence[CheckItem]
    weekdays: str
    since: date
    until: date | None = None
    estate: Estate | None = None
    key: UUID | None = None


def plan(said: Planned, *, by: Hat, at: datetime) -> PatrolPlan:
    """By a post of GRID_WORKERS that covers the grid, on duty; else by a grown-up volunteer of the community.

    The same key twice is one. Raises Refused `not_yours`, `no_items`, `since_past`, `days_in_order`, `no_day`,
    `cannot_walk`, `planned_there`, `other_form`.
    """
    community = said.grid.parent
    if community is None or by.person is None or not organises(by, community):
        raise Refused("not_yours", who="这个社区的工作人员")
    plans = PatrolPlan.objects.filter(community=community).with_faces()
    if known := marked(plans, said.key):
        return _as_before(known, said)
    if not said.items:
        raise Refused("no_items")
    if said.since < localdate(at):
        raise Refused("since_past")
    _ask_days(said)
    post = _walks_by(said.patroller, said.grid, community, localdate(at))

    def make() -> PatrolPlan:
        User.objects.select_for_update().get(pk=said.patroller.pk)  # two at the desk: one after the other
        _ask_not_twice(said)
        made = PatrolPlan.objects.create(
            key=said.key, community=community, grid=said.grid, estate=said.estate, patroller=said.patroller, post=post,
            weekdays=said.weekdays, since=said.since, until=said.until,
        )  # fmt: skip
        made.items.set(said.items)
        write_audit(action=PLANNED, of=made, by=by.person, at=at, detail=made.counted())
        return made

    return _as_before(once(make, lambda: marked(plans, said.key)), said)


def _as_before(made: PatrolPlan, said: Planned) -> PatrolPlan:
    """`until` of one that was ended meanwhile is another: it is not planned anew by going back."""
    was = (made.grid, made.estate, made.patroller, set(made.items.all()), made.weekdays, made.since, made.until)
    now = (said.grid, said.estate, said.patroller, set(said.items), said.weekdays, said.since, said.until)
    done = f"{made.masked_patroller}巡查{made}（{made.days}）"
    return as_before(made, was=was, said=now, done=done)


def end_plan(ended: PatrolPlan, *, by: Hat, at: datetime) -> None:
    """From tomorrow nobody walks it any more, one that was to come on no day; a round under way may be finished.

    Raises Refused `not_yours`, `plan_ended`.
    """
    if by.person is None or not organises(by, ended.community):
        raise Refused("not_yours", who="这个社区的工作人员")
    today = localdate(at)
    with transaction.atomic():
        row = PatrolPlan.objects.select_for_update(of=("self",)).get(pk=ended.pk)
        if row.stopped or (row.until and row.until <= today):
            raise Refused("plan_ended")
        row.until, row.stopped = max(today, row.since), BEFORE_IT_BEGAN if row.since > today else ""
        row.save(update_fields=["until", "stopped"])
        write_audit(action=ENDED, of=row, by=by.person, at=at)


def plans_that_stop(person: User, today: date) -> PatrolPlanQuerySet:
    """With their being a volunteer."""
    return PatrolPlan.objects.of(person).lasting(today).filter(post=None)


@transaction.atomic
def stop_plans(person: User, *, at: datetime) -> None:
    """At once, of who walks as a volunteer and is none of that community any more; the desk reads why."""
    today = localdate(at)
    for stopped in plans_that_stop(person, today):
        PatrolPlan.objects.filter(pk=stopped.pk).update(until=max(today, stopped.since), stopped=NO_VOLUNTEER)
        write_audit(action=ENDED, of=stopped, by=person, at=at, reason=NO_VOLUNTEER)


def ask_still_walks(walked: PatrolPlan, today: date) -> None:
    """As what they were named: by a post, or as a volunteer. Raises Refused `walks_no_more`."""
    if walked.post_id and _on_duty(walked.patroller, walked.grid, today) is None:
        raise Refused("walks_no_more", why=f"不再是管{walked.grid.name}的网格员")
    if not walked.post_id and not _volunteers(walked.patroller, walked.community, today):
        raise Refused("walks_no_more", why=f"不是{walked.community.short_name}的成年志愿者")


def _ask_days(said: Planned) -> None:
    if said.until is None:
        return
    if said.until < said.since:
        raise Refused("days_in_order")
    week = (said.since + timedelta(days=number) for number in range(min((said.until - said.since).days + 1, A_WEEK)))
    if not any(str(day.isoweekday()) in said.weekdays for day in week):
        raise Refused("no_day", since=f"{said.since:%Y-%m-%d}", until=f"{said.until:%Y-%m-%d}")


def _ask_not_twice(said: Planned) -> None:
    """Nobody is sent to the same place twice on one day."""
    there = PatrolPlan.objects.of(said.patroller).lasting(said.since).filter(grid=said.grid, estate=said.estate)
    there = there.filter(since__lte=said.until) if said.until else there
    for other in there.select_related("grid", "estate"):
        if set(other.weekdays) & set(said.weekdays):
            raise Refused("planned_there", where=other, days=other.days)


def _walks_by(person: User, grid: Place, community: Place, today: date) -> Post | None:
    on_duty = _on_duty(person, grid, today)
    if on_duty is None and not _volunteers(person, community, today):
        raise Refused("cannot_walk", grid=grid.name, community=community.short_name)
    return on_duty


def _on_duty(person: User, grid: Place, today: date) -> Post | None:
    posts = Post.objects.in_force(today).filter(person=person, role__in=GRID_WORKERS).select_related("place")
    return next((post for post in posts if post.place and holds(post.place, grid)), None)


def _volunteers(person: User, community: Place, today: date) -> bool:
    volunteer = Volunteer.objects.active().filter(person=person, community=community).first()
    return volunteer is not None and not volunteer.is_minor(today)
