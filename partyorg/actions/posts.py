"""Posts are given and ended, never rewritten: what somebody did in one stays true."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actions import write_audit
from accounts.models import User
from grids.models import Place
from partyorg.kinds import ADMINISTRATORS, OFFICES, Role
from partyorg.models import Organisation, Post

_BESIDE_ADMINISTRATORS = OFFICES - {Role.PARTY_OFFICER}  # who keeps the roll of members knows what no administrator may


def why_not(person: User, *, role: str, from_date: date, to_date: date | None, by: User | None) -> str:
    """Why this person is not given this post, "" where they may be.

    Nobody sees to their own posts. 三员 are three people who handle no cases, named by the account that breaks the
    glass: else whoever gives posts could give themselves the others' by a stranger's name.
    """
    if person == by:
        return "不能给自己任职，请另一位安全管理员来办。"
    if person.is_superuser:
        return "应急账号不任职。"
    held = Post.objects.filter(person=person).overlapping(from_date, to_date).exclude(role=role)
    as_administrator = held.filter(role__in=ADMINISTRATORS).first()
    if role not in ADMINISTRATORS:
        if as_administrator is None or role in _BESIDE_ADMINISTRATORS:
            return ""
        return f"管理员不办案件：{person}已经是{as_administrator.get_role_display()}。"
    if as_administrator:
        return f"三员要分开：{person}已经是{as_administrator.get_role_display()}。"
    if handling := held.exclude(role__in=_BESIDE_ADMINISTRATORS).first():
        return f"管理员不办案件：{person}已经是{handling.get_role_display()}。"
    return "" if by is None or by.is_superuser else "三员由应急账号任命，安全管理员不能任命。"


@transaction.atomic
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
    Raises ValidationError for what the register refuses, as `why_not` says, and as `Post.clean` does: for a guide
    without sender or last day, for a grid's head (网格长) who is no member of the community's party organisation, for
    a second 联系领导 of a community.
    """
    User.objects.select_for_update().get(pk=person.pk)  # two posts given at once are given one after the other
    if why := why_not(person, role=role, from_date=from_date, to_date=to_date, by=by):
        raise ValidationError({"person": why})
    post = Post(
        person=person, role=role, organisation=organisation, place=place, sent_by=sent_by, from_date=from_date,
        to_date=to_date,
    )  # fmt: skip
    post.full_clean()
    post.save()
    write_audit(action="任职", of=post, by=by, at=at, detail={"person": person.pk, "role": role})
    return post


def doubts_about(post: Post) -> list[str]:
    """What is to be looked at about a post, and forbids nothing: a 楼栋长 where all of them are to be members.

    Said of everybody alike: who names posts may not learn who is a member. The party's own roles read at the desk how
    many are not (partyorg.findings).
    """
    if post.role != Role.BUILDING_HEAD or post.place is None or post.place.community is None:
        return []
    community = post.place.community
    ruled = Organisation.objects.on_rung(2).filter(place=community, heads_are_members=True)
    if not ruled.exists():
        return []
    return [f"{community.short_name}的规矩是楼栋长全部由党员担任，请社区党组织核对{post.person}。"]


def end_post(post: Post, *, on: date, by: User | None, at: datetime) -> None:
    """The post's last day is `on`. Raises ValidationError where it is one's own."""
    if by is not None and post.person_id == by.pk:
        raise ValidationError("不能结束自己的岗位，请另一位安全管理员来办。")
    Post.objects.filter(pk=post.pk).update(to_date=on)
    write_audit(action="离任", of=post, by=by, at=at, detail={"last_day": on.isoformat()})
