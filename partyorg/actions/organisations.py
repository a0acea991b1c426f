"""What happens to the tree of organisations. Each verb takes the tree's lock, checks, writes, leaves an audit line."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from accounts.actions import write_audit
from accounts.models import User
from grids.models import Place
from grids.treelock import tree_write
from partyorg.kinds import BRANCHES, FEWEST_FOR_A_BRANCH, RUNGS, Kind
from partyorg.models import Chapter, EstateStep, Organisation
from partyorg.models.seat import why_no_such_seat
from partyorg.ties import ties_of
from partyorg.whereabouts import why_not_there

TREE_NUMBERS = ("tree_id", "lft", "rght", "depth")
DESCRIBED = (
    "name", "kind", "place", "leans_on", "serves", "duty_phone", "founded_on", "elected_on", "due_on",
    "heads_are_members",
)  # fmt: skip


def add_organisation(
    *,
    name: str,
    kind: str,
    parent: Organisation | None,
    place: Place | None,
    by: User | None,
    at: datetime,
    **described: Any,
) -> Organisation:
    """A new organisation, the last child of its parent. Raises ValidationError for what the register refuses.

    `described`: what else the register says of it, as `DESCRIBED` names it.
    """
    with tree_write(Organisation):
        above = _fresh(parent) if parent else None
        unit = Organisation(name=name, kind=kind, parent=above, place=place, **described)
        unit.full_clean()
        _check_days(unit, described, localdate(at))
        _check_steps(unit)
        unit.save()
        if unit.founded_on:
            write_chapter(unit, Chapter.What.FOUNDED, on=unit.founded_on, by=by, at=at)
        write_audit(action="新增组织", of=unit, by=by, at=at, detail={"name": name, "kind": kind})
    return unit


def move_organisation(unit: Organisation, *, to: Organisation | None, by: User | None, at: datetime) -> Organisation:
    """Hang the organisation, with all below it, under another parent.

    Raises mptt's InvalidMove for its own child, ValidationError where its kind does not hang or its place not lie.
    """
    return describe_organisation(unit, parent=to, by=by, at=at)


def describe_organisation(unit: Organisation, *, by: User | None, at: datetime, **changes: Any) -> Organisation:
    """Change what the register says of it (`DESCRIBED`, `parent`), all of it at once or nothing.

    Raises ValidationError for what the register refuses, of itself and of what belongs to it.
    """
    described = {field: value for field, value in changes.items() if field != "parent"}
    with tree_write(Organisation):
        fresh = _fresh(unit)
        if "parent" in changes:
            _move(fresh, changes["parent"], by=by, at=at)
        was = _in_the_trail(fresh, described)
        _take_on(fresh, described, localdate(at))
        fresh.save(update_fields=None if "parent" in changes else list(described))
        now = _in_the_trail(fresh, described)
        if described:
            write_audit(action="修改组织", of=fresh, by=by, at=at, detail={"was": was, "now": now})
    return fresh


def _in_the_trail(unit: Organisation, fields: Collection[str]) -> dict[str, str]:
    return {name: str(getattr(unit, name)) for name in fields}


def _move(fresh: Organisation, to: Organisation | None, *, by: User | None, at: datetime) -> None:
    target, before = _fresh(to) if to else None, fresh.parent_id
    fresh.move_to(target, "last-child")
    detail = {"was": {"parent": before}, "now": {"parent": target.pk if target else None}}
    write_audit(action="调整上级组织", of=fresh, by=by, at=at, detail=detail)


def _take_on(unit: Organisation, described: dict[str, Any], on: date) -> None:
    """Set what is said of it. Raises ValidationError for what does not fit."""
    before = unit.kind
    for field, value in described.items():
        setattr(unit, field, value)
    unit.full_clean(exclude=TREE_NUMBERS)
    _check_days(unit, described, on)
    if faults := faults_of_change(unit, before, on=on):
        raise ValidationError(faults)
    if described.keys() & {"kind", "serves"}:
        _check_steps(unit)


def faults_of_change(unit: Organisation, before: str, *, on: date) -> dict[str, str]:
    """What of that which belongs to it does not fit it as it is now, by field; its kind was `before`: the organisations
    below it, the posts and seats in it, the cases that its rung answers for.
    """
    faults = dict(_faults_of_the_kind(unit, before, on)) if unit.kind != before else {}
    return faults | dict(unit.faults_below())


def _faults_of_the_kind(unit: Organisation, before: str, on: date) -> Iterator[tuple[str, str]]:
    """What there is in an organisation of the kind that it was, and is not in one of the kind that it becomes."""
    for post in unit.posts.overlapping(on, None).select_related("person"):
        if why := why_not_there(post.role, kind=unit.kind):
            yield "kind", f"{post.person}还在任：{why}"
            return
    for seat in unit.seats.filter(until=None):
        if why := why_no_such_seat(seat.role, unit.kind):
            yield "kind", f"班子还在任：{why}"
            return
    if RUNGS.get(before) != unit.rung and (held := _in_words(unit, on, of_its_rung=True)):
        yield "kind", f"还有 {held}，先办结再改类型。"


def convert(
    group: Organisation,
    *,
    to: str,
    name: str,
    place: Place | None,
    on: date,
    note: str = "",
    by: User | None,
    at: datetime,
) -> Organisation:
    """转建: a working group (党的工作小组) becomes a branch. It stays the same organisation and keeps its history.

    Raises ValidationError: for another kind, before it has three full members, for what the register refuses.
    """
    with tree_write(Organisation):
        fresh = _fresh(group)
        if fresh.kind != Kind.WORKING_GROUP or to not in BRANCHES:
            raise ValidationError({"kind": "只有党的工作小组可以转建，转成党支部。"})
        if (members := fresh.members.present(on).full().count()) < FEWEST_FOR_A_BRANCH:
            raise ValidationError({"kind": f"正式党员 {FEWEST_FOR_A_BRANCH} 人以上才能成立党支部，现在 {members} 人。"})
        if fresh.founded_on and on < fresh.founded_on:
            raise ValidationError({"on": f"转建不能早于成立的日期 {fresh.founded_on:%Y年%-m月%-d日}。"})
        write_chapter(fresh, Chapter.What.CONVERTED, on=on, note=note, by=by, at=at)
        fresh.seats.filter(until=None).update(until=on)  # a group is led otherwise than a branch, which elects anew
        _take_on(fresh, {"kind": to, "name": name, "place": place, "due_on": None}, localdate(at))
        fresh.save(update_fields=["kind", "name", "place", "due_on"])
        write_audit(action="转建党支部", of=fresh, by=by, at=at, detail={"kind": to, "name": name})
    return fresh


def end_organisation(unit: Organisation, *, on: date, note: str = "", by: User | None, at: datetime) -> Organisation:
    """撤销. It stays in the register and answers for nothing more. Raises ValidationError while it holds anything.

    What is ended already stays as it was ended.
    """
    with tree_write(Organisation):
        fresh = _fresh(unit)
        if fresh.is_ended:
            return fresh
        if fresh.founded_on and on < fresh.founded_on:
            raise ValidationError({"on": f"撤销不能早于成立的日期 {fresh.founded_on:%Y年%-m月%-d日}。"})
        # whoever is in it today is not put out of doors by a day of the past
        if held := _in_words(fresh, max(on, localdate(at))):
            raise ValidationError(f"{fresh}下面还有 {held}，先安排好再撤销。")
        write_chapter(fresh, Chapter.What.ENDED, on=on, note=note, by=by, at=at)
        fresh.ended_on = on
        fresh.save(update_fields=["ended_on"])
        write_audit(action="撤销组织", of=fresh, by=by, at=at, detail={"on": on.isoformat()})
    return fresh


def _in_words(unit: Organisation, on: date, *, of_its_rung: bool = False) -> str:
    """What still hangs on it; `of_its_rung`: only what another kind could not take over."""
    ties = [tie for tie in ties_of(unit, None, on) if tie.of_its_rung or not of_its_rung]
    return "、".join(f"{tie.number} 个{tie.said}" for tie in ties)


def _check_days(unit: Organisation, written: Collection[str], today: date) -> None:
    if faults := dict(unit.faults_of_days(written, today)):
        raise ValidationError(faults)


def _check_steps(unit: Organisation) -> None:
    """五步走: no branch, of whatever kind, for an estate before its first four steps."""
    if unit.kind in BRANCHES and unit.serves and (why := EstateStep.objects.why_no_branch_yet(unit.serves)):
        raise ValidationError({"serves": why})


def write_chapter(unit: Organisation, what: str, *, on: date, note: str = "", by: User | None, at: datetime) -> None:
    """沿革: what becomes of it now, and what it was until now."""
    Chapter.objects.create(
        organisation=unit, what=what, on=on, name=unit.name, kind=unit.kind, note=note, by=by, at=at
    )  # fmt: skip


def _fresh(unit: Organisation) -> Organisation:
    """Read again inside the lock: tree numbers read before it may be stale."""
    return Organisation.objects.get(pk=unit.pk)
