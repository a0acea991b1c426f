"""B15 多渠道推送: one notice goes out by three channels, each with its own status; a failure of one stops no other."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from notifications import actions
from notifications.channels import ChannelError, NotThere
from notifications.models import Attempt, Message
from partyorg.hats import Hat
from tests.factories import MONDAY, PASSWORD, build_town

PHONE = "13800010001"
REGISTER = "/admin/notifications/message/"


class Works:
    def send(self, phone: str, text: str, *, key: str, again: bool, at: datetime) -> None:
        assert phone == PHONE


class Down:
    def send(self, phone: str, text: str, *, key: str, again: bool, at: datetime) -> None:
        raise ChannelError("网关没有应答")


class NoFollower:
    def send(self, phone: str, text: str, *, key: str, again: bool, at: datetime) -> None:
        raise NotThere("这个手机号没有关注公众号")


@pytest.fixture
def notice(db: None, settings: Any) -> int:
    """A case was accepted; its reporter has an account and left a phone. The event of which they are told."""
    settings.SMS_BACKEND = settings.WECHAT_BACKEND = f"{__name__}.Works"
    resident = User.objects.create_user("resident", name="居民", phone=PHONE)
    case = build_town().accepted(phone=PHONE, by=Hat(person=resident))
    actions.announce(at=MONDAY)
    event = case.events.get(kind="accept")
    mine = Message.objects.filter(event=event).exclude(channel="IN_APP", recipient__posts__isnull=False)
    Message.objects.exclude(pk__in=mine.values("pk")).delete()
    return event.pk


def statuses() -> dict[str, str]:
    return dict(Message.objects.values_list("channel", "state"))


def test_one_notice_goes_out_by_three_channels_each_with_its_own_status(notice: int) -> None:
    assert statuses() == {"IN_APP": "SENT", "SMS": "PENDING", "WECHAT": "PENDING"}
    assert Message.objects.values("event_id", "text").distinct().count() == 1
    actions.deliver(at=MONDAY)
    assert statuses() == {"IN_APP": "SENT", "SMS": "SENT", "WECHAT": "SENT"}


@pytest.mark.parametrize(("broken", "other"), [("SMS", "WECHAT"), ("WECHAT", "SMS")])
def test_where_one_fails_the_others_go_on_and_it_is_tried_again_by_itself(
    notice: int, settings: Any, broken: str, other: str
) -> None:
    setattr(settings, f"{broken}_BACKEND", f"{__name__}.Down")
    actions.deliver(at=MONDAY)
    assert statuses() == {"IN_APP": "SENT", broken: "PENDING", other: "SENT"}
    outcomes = Attempt.objects.values_list("message__channel", "outcome", "error")
    assert {row[:2] for row in outcomes} == {(broken, "FAILED"), (other, "SENT")}
    assert "网关没有应答" in Attempt.objects.get(outcome="FAILED").error

    setattr(settings, f"{broken}_BACKEND", f"{__name__}.Works")
    actions.deliver(at=MONDAY + timedelta(minutes=2))
    assert statuses() == {"IN_APP": "SENT", broken: "SENT", other: "SENT"}
    assert Attempt.objects.filter(message__channel=other).count() == 1


def test_who_does_not_follow_the_account_is_not_tried_again_and_no_number_is_kept(notice: int, settings: Any) -> None:
    settings.WECHAT_BACKEND = f"{__name__}.NoFollower"
    actions.deliver(at=MONDAY)
    assert statuses() == {"IN_APP": "SENT", "SMS": "SENT", "WECHAT": "ABSENT"}
    actions.deliver(at=MONDAY + timedelta(days=1))
    assert Attempt.objects.filter(message__channel="WECHAT").count() == 1
    assert [one.phone for one in Message.objects.exclude(channel="IN_APP")] == ["", ""]


def test_the_register_shows_the_status_of_each_channel(notice: int, settings: Any) -> None:
    settings.WECHAT_BACKEND = f"{__name__}.NoFollower"
    actions.deliver(at=MONDAY)
    User.objects.create_superuser("admin", PASSWORD, name="管理员")
    admin = Client()
    admin.login(username="admin", password=PASSWORD)
    page = admin.get(REGISTER).content.decode()
    assert all(said in page for said in ("站内", "短信", "微信", "已发", "对方没接通"))
    assert PHONE not in page
