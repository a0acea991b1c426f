"""新就业群体: filed once, and if wanted appointed as part-time dynamic grid workers over several grids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from accounts.actions import write_audit
from accounts.models import User
from accounts.personal import lookup_hash
from checkins.actions.acting import person_of
from checkins.models import NewWorker
from checkins.rules import Refused
from checkins.standing import FILERS, filed_by, files_in, holds
from grids.models import Level, Place
from partyorg.actions import appoint, end_post
from partyorg.hats import Hat
from partyorg.kinds import Role
from partyorg.models import Post


@dataclass(frozen=True)
class Filing:
    """What is filed of a person. `id_number`: eighteen characters, as `accounts.personal` keeps them."""

    name: str
    trade: str
    platform: str
    phone: str
    id_number: str
    place: Place
    affiliation: str = ""


def file(said: Filing, *, by: Hat, at: datetime) -> NewWorker:
    """备案. The same person never twice, by identity number and by phone. Raises Refused."""
    _ask_filer(by, said.place, "备案")
    try:
        with transaction.atomic():
            made = NewWorker.objects.create(**vars(said), filed_by=person_of(by), filed_at=at)
            write_audit(action="新就业群体备案", of=made, by=by.person, at=at, detail={"place": said.place.code})
    except IntegrityError:
        raise _already(said, by) from None
    return made


def may_file(worker: NewWorker, deed: str, *, by: Hat) -> None:
    """Raises Refused. No query."""
    _ask_filer(by, worker.place, deed)
    if worker.account_id and worker.account_id == person_of(by).pk:
        raise Refused("not_oneself", deed=deed)
    if worker.ended_on:
        raise Refused("filing_ended")


def see_numbers(worker: NewWorker, *, reason: str, by: Hat, at: datetime) -> NewWorker:
    """The numbers in full, to whoever files and says why: a line of the trail, without the numbers. Raises Refused."""
    may_file(worker, "看号码原值", by=by)
    write_audit(action="查看新就业群体号码", of=worker, by=by.person, at=at, reason=reason)
    return worker


def know_again(person: User, *, at: datetime) -> None:
    """Somebody who has proved their phone: the filing with that phone is theirs from now on, where it is nobody's."""
    if not person.phone_hash or NewWorker.objects.open().filter(account=person).exists():
        return
    theirs = NewWorker.objects.open().filter(phone_hash=person.phone_hash, account=None).first()
    if theirs is None:
        return
    with transaction.atomic():
        if NewWorker.objects.filter(pk=theirs.pk, account=None).update(account=person):
            write_audit(action="新就业群体备案对上账号", of=theirs, by=person, at=at)


def end_filing(worker: NewWorker, *, by: Hat, at: datetime) -> None:
    """注销: moved away, or out of the trade. The posts as dynamic worker end with it."""
    may_file(worker, "注销备案", by=by)
    on = localdate(at)
    with transaction.atomic():
        if not NewWorker.objects.open().filter(pk=worker.pk).update(ended_on=on):
            raise Refused("filing_ended")
        for post in posts_of(worker, on):
            end_post(post, on=max(on, post.from_date), by=by.person, at=at)
        write_audit(action="注销新就业群体备案", of=worker, by=by.person, at=at)


def appoint_over(
    worker: NewWorker, grids: Sequence[Place], *, from_date: date, to_date: date, by: Hat, at: datetime
) -> list[Post]:
    """聘为动态网格员: one post a grid, from–to. Without an account yet they get one that no password opens.

    Raises Refused: for grids outside one's territory, for a grid where the times overlap.
    """
    may_file(worker, "聘为动态网格员", by=by)
    if to_date < from_date:
        raise Refused("days_in_order")
    for grid in grids:
        if not _in_reach(by, grid):
            raise Refused("own_territory", place=grid)
    with transaction.atomic():
        locked = NewWorker.objects.select_for_update().open().filter(pk=worker.pk).first()
        if locked is None:
            raise Refused("filing_ended")
        person = _account(locked)
        if person == by.person:
            raise Refused("not_oneself", deed="聘为动态网格员")
        _ask_free(locked, person, grids, from_date, to_date)
        return [
            appoint(
                person, role=Role.DYNAMIC_WORKER, place=grid, from_date=from_date, to_date=to_date, by=by.person, at=at
            )
            for grid in grids
        ]  # fmt: skip


def posts_of(worker: NewWorker, on: date) -> list[Post]:
    """Their posts as dynamic worker that have not ended: those to come, too. One query, none without an account."""
    if worker.account_id is None:
        return []
    lasting = Post.objects.filter(person=worker.account_id, role=Role.DYNAMIC_WORKER).overlapping(on, None)
    return list(lasting.select_related("place").order_by("from_date", "place__tree_id", "place__lft"))


def _ask_filer(by: Hat, place: Place, deed: str) -> None:
    if not any(post.role in FILERS for post in by.on):
        raise Refused("not_yours", who="街道、社区的书记或党务专干", deed=deed)
    if not files_in(by, place):
        raise Refused("own_territory", place=place)


def _in_reach(by: Hat, grid: Place) -> bool:
    return grid.level == Level.GRID and any(holds(own, grid) for own in filed_by(by))


def _account(worker: NewWorker) -> User:
    """Theirs already, the one with their phone, or a new one."""
    if worker.account:
        return worker.account
    known = User.objects.with_phone(worker.phone)
    if known and NewWorker.objects.open().filter(account=known).exists():
        raise Refused("account_taken")
    person = known or User.objects.create_user(f"dynamic-{worker.pk}", name=worker.name, phone=worker.phone)
    NewWorker.objects.filter(pk=worker.pk).update(account=person)
    return person


def _ask_free(worker: NewWorker, person: User, grids: Sequence[Place], first: date, last: date) -> None:
    held = Post.objects.filter(person=person, role=Role.DYNAMIC_WORKER, place__in=grids).overlapping(first, last)
    if other := held.select_related("place").first():
        raise Refused("post_there", name=worker, grid=other.place)


def _already(said: Filing, by: Hat) -> Refused:
    """Which of the two is known; where, to those alone whose territory it is: elsewhere is nobody else's business."""
    filed = NewWorker.objects.open().select_related("place")
    other = filed.filter(id_hash=lookup_hash(said.id_number)).first()
    rule = "filed_by_id" if other else "filed_by_phone"
    other = other or filed.filter(phone_hash=lookup_hash(said.phone)).first()
    return Refused(rule, place=other.place if other and files_in(by, other.place) else "别处")
