"""Texts leave through the channel: each try a row, back-off between them, given up after six."""

from datetime import datetime, timedelta

import pytest
from pytest_django import Settings

from notifications import actions
from notifications.actions import Delivered
from notifications.channels import ChannelError
from notifications.models import Attempt, Message
from tests.factories import MONDAY, Town
from tests.notifications.conftest import PHONE, SmsLog, Told

WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480)]


class Down:
    """A gateway that is down, and one that breaks in a way of its own."""

    error: Exception = ChannelError("网关没有应答")

    def send(self, phone: str, text: str, *, key: str, again: bool, at: datetime) -> None:
        raise self.error


class Broken(Down):
    error = ValueError(f"no route to {PHONE}")


class PowerCut(Down):
    error = KeyboardInterrupt()  # type: ignore[assignment]


@pytest.fixture
def waiting(town: Town, told: Told, sms_log: SmsLog) -> Message:
    """One text that waits to be sent."""
    town.accepted(phone=PHONE)
    told()
    return Message.objects.get(channel=Message.Channel.SMS)


def test_a_text_is_written_to_the_log_for_the_demo(waiting: Message, sms_log: SmsLog) -> None:
    assert actions.deliver(at=MONDAY) == Delivered(sent=1)
    text = f"{waiting.text}查询码{waiting.event.case.tracking_code}"
    [line] = sms_log()
    assert (line["at"], line["phone"], line["text"]) == (MONDAY.isoformat(), "138****0001", text)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.attempts) == (Message.State.SENT, 1)
    assert [attempt.outcome for attempt in waiting.tries.all()] == [Attempt.Outcome.SENT]


def test_a_round_has_an_end_and_the_next_one_goes_on(waiting: Message, town: Town, told: Told, sms_log: SmsLog) -> None:
    for number in range(4):
        town.accepted(phone=f"1390002000{number}")
    told()
    assert [actions.deliver(at=MONDAY, most=2).sent for _ in range(4)] == [2, 2, 1, 0]
    assert len({line["text"] for line in sms_log()}) == 5


def test_what_was_sent_is_not_sent_again(waiting: Message, sms_log: SmsLog) -> None:
    actions.deliver(at=MONDAY)
    assert actions.deliver(at=MONDAY + timedelta(days=9)) == Delivered()
    assert len(sms_log()) == 1


def test_messages_in_the_app_need_no_delivery(town: Town, told: Told, sms_log: SmsLog) -> None:
    town.accepted()
    told()
    assert Message.objects.count() == Message.objects.filter(state=Message.State.SENT).count() > 0
    assert actions.deliver(at=MONDAY) == Delivered()


def test_a_failing_channel_is_tried_again_ever_later_and_then_given_up(waiting: Message, settings: Settings) -> None:
    settings.SMS_BACKEND = f"{__name__}.Down"
    at = MONDAY
    for number, wait in enumerate(WAITS, start=1):
        assert actions.deliver(at=at) == Delivered(failed=1)
        waiting.refresh_from_db()
        assert (waiting.attempts, waiting.next_try_at) == (number, at + wait)
        assert actions.deliver(at=at + wait - timedelta(seconds=1)) == Delivered()
        at += wait
    assert actions.deliver(at=at) == Delivered(given_up=1)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.attempts, waiting.next_try_at) == (Message.State.FAILED, 6, None)
    assert [attempt.error for attempt in waiting.tries.all()] == ["ChannelError: 网关没有应答"] * 6
    assert actions.deliver(at=at + timedelta(days=9)) == Delivered()


def test_a_channel_that_recovers_sends_what_waited(waiting: Message, settings: Settings, sms_log: SmsLog) -> None:
    working = settings.SMS_BACKEND
    settings.SMS_BACKEND = f"{__name__}.Down"
    actions.deliver(at=MONDAY)
    settings.SMS_BACKEND = working
    assert actions.deliver(at=MONDAY + WAITS[0]) == Delivered(sent=1)
    assert [line["text"].split("查询码")[0] for line in sms_log()] == [waiting.text]
    outcomes = list(waiting.tries.order_by("id").values_list("outcome", flat=True))
    assert outcomes == [Attempt.Outcome.FAILED, Attempt.Outcome.SENT]


def test_a_message_that_breaks_the_channel_does_not_stop_the_next(
    waiting: Message, town: Town, told: Told, settings: Settings
) -> None:
    town.accepted(phone="13900020002")
    told()
    settings.SMS_BACKEND = f"{__name__}.Broken"
    assert actions.deliver(at=MONDAY) == Delivered(failed=2)
    assert waiting.tries.get().error == "ValueError: no route to 138****0001"


def test_a_crash_in_the_middle_of_a_try_leaves_its_row_and_the_text_is_sent_later(
    waiting: Message, settings: Settings, sms_log: SmsLog
) -> None:
    working = settings.SMS_BACKEND
    settings.SMS_BACKEND = f"{__name__}.PowerCut"
    with pytest.raises(KeyboardInterrupt):
        actions.deliver(at=MONDAY)
    assert waiting.tries.get().outcome == Attempt.Outcome.UNKNOWN
    settings.SMS_BACKEND = working
    assert actions.deliver(at=MONDAY) == Delivered()
    assert actions.deliver(at=MONDAY + WAITS[0]) == Delivered(sent=1)


def test_a_crash_between_announcing_and_delivering_loses_nothing(waiting: Message, sms_log: SmsLog) -> None:
    assert sms_log() == []
    assert actions.announce(at=MONDAY) == 0
    assert actions.deliver(at=MONDAY) == Delivered(sent=1)


def test_a_log_that_cannot_be_written_is_a_failed_try(waiting: Message, settings: Settings) -> None:
    settings.SMS_LOG = settings.SMS_LOG / "no" / "such" / "folder"
    assert actions.deliver(at=MONDAY) == Delivered(failed=1)
    assert waiting.tries.get().error.startswith("ChannelError: 短信日志写不进去")
