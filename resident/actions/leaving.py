"""What the law gives everybody: a copy of what we keep of them, and to have it gone (个人信息保护法 art. 45, 47)."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localtime

from accounts.actions import end_sessions, write_audit
from accounts.models import Session, User
from activities import keeping as took_part
from cases.actions import forget_reporter
from cases.models import Case
from cases.terms import Who
from notifications.actions.forgetting import forget_phone
from notifications.models import Letter
from partyorg.models import Post
from resident.actions.codes import keep_only_the_count
from resident.matters import cases_followed_by, cases_of, messages_to, photos_of
from resident.models import Consent
from shop import keeping as bought
from teams import keeping as helped
from volunteers import passbook as volunteering
from volunteers.actions import forget

WORKS_HERE = "这个手机号是工作账号的，由安全管理员管理，不能在这里注销。"


class CannotLeave(Exception):
    """str() is the sentence for the screen."""


def everything_of(person: User, *, at: datetime) -> dict[str, Any]:
    """All that is kept of this person, by the names that people use. Written for them alone: nothing is masked."""
    consent = Consent.objects.filter(person=person).first()
    reported = cases_of(person)
    photos = photos_of(reported)
    return {
        "导出时间": _said(at),
        "手机号": person.phone,
        "建立时间": _said(person.joined_at),
        "谁在用": {"选的": str(consent), "时间": _said(consent.agreed_at)} if consent else {},
        "登录着的地方": [
            {"设备": one.browser, "地址": one.address, "登录时间": _said(one.began_at), "最近在用": _said(one.seen_at)}
            for one in Session.objects.visible_to(person)
        ],
        "我报的事": [_told(case, photos.get(case.pk, [])) for case in reported],
        "给我的消息": [{"时间": _said(one.created_at), "内容": one.text} for one in messages_to(person, reported)],
        "志愿服务的消息": [{"时间": _said(one.at), "内容": one.text} for one in Letter.objects.as_volunteer(person)],
        "志愿服务": {**volunteering.kept_of(person), **took_part.kept_of(person), **helped.kept_of(person)},
        "积分超市": bought.kept_of(person),
        "我关注的事": [
            {"编号": case.number, "类别": str(case.category or ""), "状态": case.get_state_display()}
            for case in cases_followed_by(person)
        ],
    }


def leave(person: User, *, at: datetime) -> int:
    """注销: the account and what names its person are gone, at once and for good. Returns how many cases went on.

    Raises CannotLeave for an account that has held a post: the trail of what was done by it has to stay.
    """
    if Post.objects.filter(person=person).exists() or person.is_superuser:
        raise CannotLeave(WORKS_HERE)
    with transaction.atomic():
        forget(person, at=at)  # their row as a volunteer is locked before what hangs on it, as by whoever signs up
        cases = forget_reporter(person)
        write_audit(action="居民注销账号", of=person, by=person, at=at, detail={"cases": cases})
        end_sessions(person, by=person, at=at)
        keep_only_the_count(person.phone_hash or "", at=at)
        forget_phone(person.phone_hash or "")
        Letter.objects.filter(person=person).delete()
        for app in (took_part, helped, bought):
            app.forget(person, at=at)
        Consent.objects.filter(person=person).delete()
        person.username, person.name, person.phone = f"gone-{secrets.token_hex(8)}", "已注销", ""
        person.is_active = False
        person.save()
    return cases


def _told(case: Case, photos: list[int]) -> dict[str, Any]:
    return {
        "编号": case.number,
        "查询码": case.tracking_code,
        "上报时间": _said(case.submitted_at),
        "诉求内容": case.words,
        "地点": f"{case.place.full_name} {case.address}".strip(),
        "称呼": case.reporter_name,
        "联系电话": case.reporter_phone,
        "匿名": case.anonymous,
        "保密": case.confidential,
        "类别": str(case.category or ""),
        "状态": case.get_state_display(),
        "照片": [reverse("resident:photo", args=[case.tracking_code, one]) for one in photos],
        "我说过的": [
            {"时间": _said(one.at), "做的": one.get_kind_display(), "内容": one.note}
            for one in case.events.all()
            if one.role == Who.REPORTER
        ],
    }


def _said(at: datetime) -> str:
    return localtime(at).isoformat(timespec="seconds")
