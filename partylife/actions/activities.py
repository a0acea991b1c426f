"""What is written of party life: recorded, corrected by a new version, struck. Rows are appended, none is changed."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from accounts.actions import write_audit
from partylife.kinds import LED_BY, ONLY_BY, Life
from partylife.models import Activity, Attendance, Host, Strike
from partylife.rules import Refused
from partylife.sight import RECORDERS, members_of, units_recorded_by
from partyorg.hats import Hat
from partyorg.kinds import Kind
from partyorg.models import Member, Organisation, Post

WHO = "主办党支部的书记或者党务专干"


@dataclass(frozen=True)
class Told:
    """One activity as it is told. `key` marks one filling-in of the form: sent twice, it is one record."""

    life: str
    held_on: date
    subject: str
    hosts: Sequence[Organisation]
    members: Sequence[Member] = ()
    place: str = ""
    minutes: str = ""
    taught_by: Member | None = None
    key: UUID = field(default_factory=uuid4)


def record(told: Told, *, by: Hat, at: datetime) -> Activity:
    """Write down what was held. The same key twice gives the same record. Raises Refused."""
    post = _recorder(told.hosts, by, "记录")
    _check(told, localdate(at))
    try:
        return _written(told, post, at, corrects=None)
    except IntegrityError:
        # A second tap: the first one's record is ours.
        if known := Activity.objects.filter(key=told.key, recorded_by=by.person).first():
            return known
        raise


def correct(activity: Activity, told: Told, *, by: Hat, at: datetime) -> Activity:
    """更正: a new version, which counts instead of this one. Raises Refused: `conflict` when somebody was quicker."""
    _recorder([host.organisation for host in activity.hosts.all()], by, "更正")
    post = _recorder(told.hosts, by, "更正")
    _check(told, localdate(at), carried={member.pk for member in activity.members.all()})
    try:
        with transaction.atomic():
            _still_standing(activity)
            version = _written(told, post, at, corrects=activity)
            write_audit(action="更正组织生活", of=activity, by=by.person, at=at, detail={"version": version.pk})
    except IntegrityError:
        raise Refused("conflict") from None
    return version


def strike(activity: Activity, *, because: str, by: Hat, at: datetime) -> Strike:
    """作废, with a reason: it counts nowhere from now on. Raises Refused."""
    post = _recorder([host.organisation for host in activity.hosts.all()], by, "作废")
    if not because.strip():
        raise Refused("reason_given")
    try:
        with transaction.atomic():
            _still_standing(activity)
            struck = Strike.objects.create(
                activity=activity, because=because.strip(), by_id=post.person_id, post=post, at=at
            )
            write_audit(action="作废组织生活", of=activity, by=by.person, at=at, reason=because.strip())
    except IntegrityError:
        raise Refused("conflict") from None
    return struck


def _recorder(hosts: Sequence[Organisation], by: Hat, deed: str) -> Post:
    """The post that lets this hat write about one of the hosts."""
    if not hosts:
        raise Refused("some_host")
    mine = set(units_recorded_by(by).filter(pk__in=[host.pk for host in hosts]).values_list("tree_id", "lft"))
    posts = [post for post in by.on if post.role in RECORDERS and post.organisation]
    for post in posts:
        unit = post.organisation
        if unit and any(tree == unit.tree_id and unit.lft <= lft <= unit.rght for tree, lft in mine):
            return post
    raise Refused("not_yours", who=WHO, deed=deed)


def _still_standing(activity: Activity) -> None:
    """With its row locked, so that nobody strikes what is being corrected."""
    locked = Activity.objects.select_for_update().get(pk=activity.pk)
    if Strike.objects.filter(activity=locked).exists():
        raise Refused("struck")
    if Activity.objects.filter(corrects=locked).exists():
        raise Refused("conflict")


def _check(told: Told, today: date, carried: AbstractSet[int] = frozenset()) -> None:
    """`carried`: members whom an earlier version had already."""
    if told.held_on > today:
        raise Refused("held_already")
    if not any(host.kind in LED_BY for host in told.hosts):
        raise Refused("host_of_the_party")
    only = ONLY_BY.get(told.life)
    for host in told.hosts:
        if only and host.kind not in only:
            names = "、".join(str(kind.label) for kind in Kind if kind in only)
            raise Refused("host_fits", life=Life(told.life).label, kinds=names, host=host)
    if only and not told.members:
        raise Refused("somebody_there", life=Life(told.life).label)
    belonging = set(members_of(told.hosts, told.held_on).values_list("pk", flat=True)) | carried
    for member in [*told.members, *([told.taught_by] if told.taught_by else [])]:
        if member.pk not in belonging:
            raise Refused("member_belongs", member=member)


def _written(told: Told, post: Post, at: datetime, *, corrects: Activity | None) -> Activity:
    with transaction.atomic():
        activity = Activity.objects.create(
            key=told.key, life=told.life, held_on=told.held_on, place=told.place, subject=told.subject,
            minutes=told.minutes, taught_by=told.taught_by, corrects=corrects, recorded_by_id=post.person_id,
            recorded_as=post, recorded_at=at,
        )  # fmt: skip
        Host.objects.bulk_create(Host(activity=activity, organisation=host) for host in told.hosts)
        Attendance.objects.bulk_create(
            (Attendance(activity=activity, member=member) for member in told.members), batch_size=1000
        )
    return activity
