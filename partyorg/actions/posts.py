"""Posts are given and ended, never rewritten: what somebody did in one stays true."""

from __future__ import annotations

from datetime import date, datetime

from accounts.actions import write_audit
from accounts.models import User
from grids.models import Place
from partyorg.models import Organisation, Post


def appoint(
    person: User,
    *,
    role: str,
    organisation: Organisation | None = None,
    place: Place | None = None,
    sent_by: Organisation | None = None,
    from_date: date,
    to_date: date | None = None,
    by: User | None,
    at: datetime,
) -> Post:
    """Give a person a post at a unit or at a place. It counts from `from_date` on, at the next request.

    `sent_by`: the unit that sends the person, where they belong to another (下沉, 选派).
    """
    post = Post(
        person=person, role=role, organisation=organisation, place=place, sent_by=sent_by, from_date=from_date,
        to_date=to_date,
    )  # fmt: skip
    post.full_clean()
    post.save()
    write_audit(action="任职", of=post, by=by, at=at, detail={"person": person.pk, "role": role})
    return post


def end_post(post: Post, *, on: date, by: User | None, at: datetime) -> None:
    """The post's last day is `on`."""
    Post.objects.filter(pk=post.pk).update(to_date=on)
    write_audit(action="离任", of=post, by=by, at=at, detail={"last_day": on.isoformat()})
