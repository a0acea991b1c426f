"""单位报到: a unit comes to a community, the community confirms, both work off the joint list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from accounts.actions import write_audit
from accounts.once import once
from checkins.actions.acting import ask_keeper, person_of
from checkins.models import JointItem, UnitCheckIn
from checkins.rules import Refused
from checkins.standing import handles, keeps
from checkins.workflow import MOVES, OPEN, Deed, Listing, State
from grids.models import Place
from partyorg.hats import Hat
from partyorg.kinds import KINDS_OF_RUNG
from partyorg.models import Organisation

Lists = Mapping[Listing, Sequence[str]]


def announce(
    *, unit: Organisation, community: Place, lists: Lists, agreement: str = "", by: Hat, at: datetime
) -> UnitCheckIn:
    """The unit asks to check in, or the community enters that it does. Raises Refused."""
    if not (handles(by, unit) or keeps(by, community)):
        raise Refused("not_yours", who=f"{unit}的经办人或{community.short_name}", deed="登记报到")
    if not Organisation.objects.active().filter(kind__in=KINDS_OF_RUNG[2], place=community).exists():
        raise Refused("received_by", community=community.short_name)
    try:
        with transaction.atomic():
            made = UnitCheckIn.objects.create(
                unit=unit, community=community, agreement=agreement, asked_by=person_of(by), asked_at=at
            )
            JointItem.objects.bulk_create(_lines(made, lists, None))
            write_audit(action="登记单位报到", of=made, by=by.person, at=at, detail={"community": community.code})
    except IntegrityError:
        if open_one := UnitCheckIn.objects.open().filter(unit=unit, community=community).first():
            raise Refused(
                "unit_once", unit=unit, community=community.short_name, state=open_one.get_state_display()
            ) from None
        raise
    return made


def may_decide_unit(check_in: UnitCheckIn, deed: Deed, *, by: Hat) -> None:
    """Raises Refused. No query."""
    ask_keeper(by, check_in.community, deed.label)
    if check_in.state != MOVES[deed].source:
        raise Refused("not_now", state=State(check_in.state).label, deed=deed.label)
    if deed == Deed.CONFIRM and by.person and by.person.pk == check_in.asked_by_id:
        raise Refused("other_hand")


def decide_unit(check_in: UnitCheckIn, deed: Deed, *, by: Hat, at: datetime, **said: Any) -> None:
    """Confirm (`agreement`, `agreed_on`), decline or end (`reason`). Raises Refused: `conflict` after a quicker hand.

    Confirmed, the lines of its lists are the joint tasks.
    """
    may_decide_unit(check_in, deed, by=by)
    move = MOVES[deed]
    new = {**said, "state": move.target}
    if deed == Deed.END:
        new["ended_on"] = localdate(at)
    else:
        new |= {"decided_by": by.person, "decided_at": at}
    with transaction.atomic():
        if not UnitCheckIn.objects.filter(pk=check_in.pk, state=move.source).update(**new):
            raise Refused("conflict")
        write_audit(action=f"单位报到：{deed.label}", of=check_in, by=by.person, at=at, reason=said.get("reason", ""))


def may_add(check_in: UnitCheckIn, *, by: Hat) -> None:
    """Either side, while it is open. Raises Refused. No query."""
    _ask_side(check_in, by, "添加清单")
    if check_in.state not in OPEN:
        raise Refused("not_now", state=State(check_in.state).label, deed="添加清单")


def add_items(check_in: UnitCheckIn, lists: Lists, *, key: UUID | None = None, by: Hat, at: datetime) -> None:
    """More lines, by either side, while it is open. The same key twice adds them once."""
    may_add(check_in, by=by)
    keys = [line.key for line in _lines(check_in, lists, key) if line.key]

    def make() -> bool:
        JointItem.objects.bulk_create(_lines(check_in, lists, key))
        write_audit(action="添加共建清单", of=check_in, by=by.person, at=at)
        return True

    once(make, lambda: JointItem.objects.filter(check_in=check_in, key__in=keys).exists() or None)


def may_work(item: JointItem, *, by: Hat) -> None:
    """Either side, on a task that is not done. Raises Refused. No query."""
    _ask_side(item.check_in, by, "办理共建任务")
    if item.check_in.state != State.CONFIRMED:
        raise Refused("not_now", state=State(item.check_in.state).label, deed="办理共建任务")
    if item.done_on:
        raise Refused("task_done")


def plan_item(item: JointItem, *, who: str, due_on: date, by: Hat, at: datetime) -> None:
    """Who does it, until when."""
    may_work(item, by=by)
    if not _to_do(item).update(who=who, due_on=due_on):
        raise Refused("conflict")
    write_audit(action="安排共建任务", of=item, by=by.person, at=at, detail={"due_on": due_on.isoformat()})


def finish_item(item: JointItem, *, done_on: date, result: str, by: Hat, at: datetime) -> None:
    may_work(item, by=by)
    if not _to_do(item).update(done_on=done_on, result=result):
        raise Refused("conflict")
    write_audit(action="完成共建任务", of=item, by=by.person, at=at, detail={"done_on": done_on.isoformat()})


def _ask_side(check_in: UnitCheckIn, by: Hat, deed: str) -> None:
    if not (handles(by, check_in.unit) or keeps(by, check_in.community)):
        raise Refused("not_yours", who=f"{check_in.unit}的经办人或{check_in.community.short_name}", deed=deed)


def _to_do(item: JointItem) -> Any:
    """The row, as long as nobody has finished it."""
    return JointItem.objects.filter(pk=item.pk, done_on=None, check_in__state=State.CONFIRMED)


def _lines(check_in: UnitCheckIn, lists: Lists, key: UUID | None) -> list[JointItem]:
    """Each with a key of its own, which is the same whenever the same form is sent."""
    titles = [(listing, title) for listing, some in lists.items() for title in some]
    return [
        JointItem(check_in=check_in, listing=listing, title=title, key=key and uuid5(key, str(number)))
        for number, (listing, title) in enumerate(titles)
    ]
