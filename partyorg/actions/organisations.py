"""What happens to the tree of organisations. Each verb takes the tree's lock, checks, writes, leaves an audit line."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from accounts.actions import write_audit
from accounts.models import User
from grids.models import Place
from grids.treelock import tree_write
from partyorg.chain import why_not
from partyorg.kinds import BRANCHES, FEWEST_FOR_A_BRANCH, Kind
from partyorg.models import Chapter, EstateStep, Organisation

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
        _check_steps(unit)
        unit.save()
        if unit.founded_on:
            write_chapter(unit, Chapter.What.FOUNDED, on=unit.founded_on, by=by, at=at)
        write_audit(action="新增组织", of=unit, by=by, at=at, detail={"name": name, "kind": kind})
    return unit


def move_organisation(unit: Organisation, *, to: Organisation | None, by: User | None, at: datetime) -> Organisation:
    """Hang the organisation, with all below it, under another parent.

    Raises mptt's InvalidMove for its own child, ValidationError where its kind does not hang.
    """
    with tree_write(Organisation):
        fresh, target = _fresh(unit), _fresh(to) if to else None
        before = fresh.parent_id
        fresh.move_to(target, "last-child")
        fresh.clean()
        fresh.save()
        write_audit(
            action="调整上级组织", of=fresh, by=by, at=at, detail={"from": before, "to": target.pk if target else None}
        )
    return fresh


def describe_organisation(unit: Organisation, *, by: User | None, at: datetime, **changes: object) -> Organisation:
    """Change what the register says of it (`DESCRIBED`). Raises ValidationError for what the register refuses."""
    with tree_write(Organisation):
        fresh = _fresh(unit)
        for field, value in changes.items():
            setattr(fresh, field, value)
        _check_whole(fresh)
        if changes.keys() & {"kind", "serves"}:
            _check_steps(fresh)
        fresh.save(update_fields=list(changes))
        write_audit(
            action="修改组织", of=fresh, by=by, at=at, detail={field: str(value) for field, value in changes.items()}
        )
    return fresh


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
        write_chapter(fresh, Chapter.What.CONVERTED, on=on, note=note, by=by, at=at)
        fresh.kind, fresh.name, fresh.place, fresh.due_on = to, name, place, None
        _check_whole(fresh)
        _check_steps(fresh)
        fresh.save(update_fields=["kind", "name", "place", "due_on"])
        write_audit(action="转建党支部", of=fresh, by=by, at=at, detail={"kind": to, "name": name})
    return fresh


def end_organisation(unit: Organisation, *, on: date, note: str = "", by: User | None, at: datetime) -> Organisation:
    """撤销. It stays in the register and answers for nothing more. Raises ValidationError while it holds anything."""
    with tree_write(Organisation):
        fresh = _fresh(unit)
        if fresh.founded_on and on < fresh.founded_on:
            raise ValidationError({"on": f"撤销不能早于成立的日期 {fresh.founded_on:%Y年%-m月%-d日}。"})
        # whoever is in it today is not put out of doors by a day of the past
        if held := _held_by(fresh, max(on, localdate(at))):
            raise ValidationError(f"{fresh}下面还有{held}，先安排好再撤销。")
        write_chapter(fresh, Chapter.What.ENDED, on=on, note=note, by=by, at=at)
        fresh.ended_on = on
        fresh.save(update_fields=["ended_on"])
        write_audit(action="撤销组织", of=fresh, by=by, at=at, detail={"on": on.isoformat()})
    return fresh


def _held_by(unit: Organisation, on: date) -> str:
    """What still belongs to it, in words."""
    held = {
        "下级组织": unit.get_children().filter(ended_on=None),
        "党员": unit.members.present(on),
        "在任的岗位": unit.posts.in_force(on),
    }
    return "、".join(f"{rows.count()} 个{name}" for name, rows in held.items() if rows.exists())


def _check_steps(unit: Organisation) -> None:
    """五步走: no branch for an estate while its list of steps is under way."""
    if unit.kind == Kind.ESTATE_BRANCH and unit.serves and (why := EstateStep.objects.why_no_branch_yet(unit.serves)):
        raise ValidationError({"serves": why})


def _check_whole(unit: Organisation) -> None:
    """Itself, and whether what hangs below it still may."""
    unit.full_clean()
    for child in unit.get_children().filter(ended_on=None):
        if why := why_not(child.kind, unit.kind):
            raise ValidationError({"kind": f"下面还有{child}：{why}"})


def write_chapter(unit: Organisation, what: str, *, on: date, note: str = "", by: User | None, at: datetime) -> None:
    """沿革: what becomes of it now, and what it was until now."""
    Chapter.objects.create(
        organisation=unit, what=what, on=on, name=unit.name, kind=unit.kind, note=note, by=by, at=at
    )  # fmt: skip


def _fresh(unit: Organisation) -> Organisation:
    """Read again inside the lock: tree numbers read before it may be stale."""
    return Organisation.objects.get(pk=unit.pk)
