"""Posts are given, ended and withdrawn, never rewritten: what somebody did in one stays true."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate

from accounts.actions import void_access, write_audit
from accounts.models import User
from grids.models import Place
from partyorg.kinds import ADMINISTRATORS, OFFICES, Role
from partyorg.models import Organisation, Post

_BESIDE_ADMINISTRATORS = OFFICES - {Role.PARTY_OFFICER}  # who keeps the roll of members knows what no administrator may


def why_not(
    person: User,
    *,
    role: str,
    from_date: date,
    to_date: date | None,
    by: User | None,
    known: Iterable[Post] | None = None,
) -> str:
    """Why this person is not given this post, "" where they may be. `known`: all posts of theirs, where they were read.

    Nobody sees to their own posts. 三员 are three people who handle no cases, named by the account that breaks the
    glass: else whoever gives posts could give themselves the others' by a stranger's name.
    """
    if person == by:
        return "不能给自己任职，请另一位安全管理员来办。"
    if person.is_superuser:
        return "应急账号不任职。"
    theirs = Post.objects.filter(person=person).order_by("id") if known is None else known
    held = [post for post in theirs if post.role != role and post.overlaps(from_date, to_date)]
    as_administrator = next((post for post in held if post.role in ADMINISTRATORS), None)
    if role not in ADMINISTRATORS:
        if as_administrator is None or role in _BESIDE_ADMINISTRATORS:
            return ""
        return f"管理员不办案件：{person}已经是{as_administrator.get_role_display()}。"
    if as_administrator:
        return f"三员要分开：{person}已经是{as_administrator.get_role_display()}。"
    if handling := next((post for post in held if post.role not in _BESIDE_ADMINISTRATORS), None):
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
    a second 联系领导 of a community. Whoever becomes one of 三员 loses every way into the account that others set up.
    """
    User.objects.select_for_update().get(pk=person.pk)  # two posts given at once are given one after the other
    if why := why_not(person, role=role, from_date=from_date, to_date=to_date, by=by):
        raise ValidationError({"person": why})
    post = Post(
        person=person, role=role, organisation=organisation, place=place, sent_by=sent_by, from_date=from_date,
        to_date=to_date,
    )  # fmt: skip
    post.full_clean()
    if by and role in ADMINISTRATORS and not Post.objects.of_administrators().filter(person=person).exists():
        void_access(person, reason="第一次任命为三员", by=by, at=at)
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


def why_not_touch(post: Post, *, by: User | None, deed: str) -> str:
    """Why this post is not for them to end or withdraw (`deed`) on whatever day, "" where it is.

    三员 are ended and withdrawn by whom they are named: else whoever gives posts could do away with who watches them.
    """
    if by is None:
        return ""
    if post.person_id == by.pk:
        return f"不能{deed}自己的岗位，请另一位安全管理员来办。"
    if post.role in ADMINISTRATORS and not by.is_superuser:
        return f"三员的岗位由应急账号{deed}，安全管理员不能{deed}。"
    return ""


def why_not_end(post: Post, *, on: date | None, by: User | None, today: date) -> str:
    """Why `on` is not made the last day of this post, "" where it may be.

    What is over stays over: else somebody would come back into a post that nobody gave them anew. A later last day is
    asked about as the post itself once was.
    """
    if why := why_not_touch(post, by=by, deed="结束"):
        return why
    if post.withdrawn_at is not None:
        return "已经撤回的岗位不能再改，请重新任职。"
    if post.is_over(today):
        return "已经离任的不能恢复、不能延长，请重新任职。"
    if on is None:
        return "已经写明离任日期的不能改成一直在任，请重新任职。" if post.to_date else ""
    if on < post.from_date:
        return "离任日期不能早于任职日期。"
    if post.to_date is None or on <= post.to_date:
        return ""
    return why_not(post.person, role=post.role, from_date=post.from_date, to_date=on, by=by)


@transaction.atomic
def end_post(post: Post, *, on: date, by: User | None, at: datetime) -> None:
    """The post's last day is `on`. Raises ValidationError, as `why_not_end` says."""
    kept = _locked(post)
    if why := why_not_end(kept, on=on, by=by, today=localdate(at)):
        raise ValidationError({"to_date": why})
    Post.objects.filter(pk=post.pk).update(to_date=on)
    was = kept.to_date
    deed = "延长任期" if was and on > was else "离任"
    detail = {"last_day": on.isoformat(), **({"was": was.isoformat()} if was else {})}
    write_audit(action=deed, of=post, by=by, at=at, detail=detail)


@transaction.atomic
def withdraw_post(post: Post, *, reason: str, by: User | None, at: datetime) -> None:
    """撤回: it was given by mistake and counts no more, from the next request on, nor on any day before.

    Raises ValidationError where it is one's own, an administrator's, or over already.
    """
    if why := why_not_touch(post, by=by, deed="撤回"):
        raise ValidationError(why)
    if _locked(post).is_over(localdate(at)):
        raise ValidationError("已经离任或撤回的岗位不用再撤回。")
    Post.objects.filter(pk=post.pk).update(withdrawn_at=at)
    write_audit(action="撤回任职", of=post, by=by, at=at, reason=reason, detail={"person": post.person_id})


def _locked(post: Post) -> Post:
    """As it stands now, behind the same gate at which posts are given."""
    User.objects.select_for_update().get(pk=post.person_id)
    return Post.objects.select_related("person").get(pk=post.pk)
