"""What happens to the tree of organisations and to posts. Tree writes go through the tree's lock, as places' do."""

from __future__ import annotations

from datetime import date, datetime

from accounts.actions import write_audit
from accounts.models import User
from grids.models import Place
from grids.treelock import tree_write
from partyorg.models import Organisation, Post

TREE_NUMBERS = ("tree_id", "lft", "rght", "depth")


def add_organisation(
    *,
    name: str,
    kind: str,
    parent: Organisation | None,
    place: Place | None,
    duty_phone: str = "",
    by: User | None,
    at: datetime,
) -> Organisation:
    """A new organisation, the last child of its parent. Raises ValidationError for what the register refuses."""
    with tree_write(Organisation):
        above = _fresh(parent) if parent else None
        unit = Organisation(name=name, kind=kind, parent=above, place=place, duty_phone=duty_phone)
        unit.full_clean()
        unit.save()
        write_audit(action="新增组织", of=unit, by=by, at=at, detail={"name": name, "kind": kind})
    return unit


def move_organisation(unit: Organisation, *, to: Organisation | None, by: User | None, at: datetime) -> Organisation:
    """Hang the organisation, with all below it, under another parent. Raises mptt's InvalidMove for its own child."""
    with tree_write(Organisation):
        fresh, target = _fresh(unit), _fresh(to) if to else None
        before = fresh.parent_id
        fresh.move_to(target, "last-child")
        fresh.save()
        write_audit(
            action="调整上级组织", of=fresh, by=by, at=at, detail={"from": before, "to": target.pk if target else None}
        )
    return fresh


def describe_organisation(unit: Organisation, *, by: User | None, at: datetime, **changes: object) -> Organisation:
    """Change what the register says of it: name, kind, place, duty_phone."""
    with tree_write(Organisation):
        fresh = _fresh(unit)
        for field, value in changes.items():
            setattr(fresh, field, value)
        fresh.full_clean()
        fresh.save(update_fields=list(changes))
        write_audit(
            action="修改组织", of=fresh, by=by, at=at, detail={field: str(value) for field, value in changes.items()}
        )
    return fresh


def appoint(
    person: User,
    *,
    role: str,
    organisation: Organisation | None = None,
    place: Place | None = None,
    from_date: date,
    to_date: date | None = None,
    by: User | None,
    at: datetime,
) -> Post:
    """Give a person a post at a unit or at a place. It counts from `from_date` on, at the next request."""
    post = Post(person=person, role=role, organisation=organisation, place=place, from_date=from_date, to_date=to_date)
    post.full_clean()
    post.save()
    write_audit(action="任职", of=post, by=by, at=at, detail={"person": person.pk, "role": role})
    return post


def end_post(post: Post, *, on: date, by: User | None, at: datetime) -> None:
    """The post's last day is `on`."""
    Post.objects.filter(pk=post.pk).update(to_date=on)
    write_audit(action="离任", of=post, by=by, at=at, detail={"last_day": on.isoformat()})


def _fresh(unit: Organisation) -> Organisation:
    """Read again inside the lock: tree numbers read before it may be stale."""
    return Organisation.objects.get(pk=unit.pk)
