"""A phone number is kept encrypted, only as long as it is needed, and is shown to nobody."""

from django.db import connection

from cases import actions
from notifications import actions as outbox
from notifications.models import Message
from tests.factories import MONDAY, Town
from tests.notifications.conftest import PHONE, SmsLog, Told


def _raw(column: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM notifications_message WHERE channel = 'SMS'")
        return [value for (value,) in cursor.fetchall()]


def test_the_number_waits_encrypted_and_goes_once_the_text_is_sent(town: Town, told: Told, sms_log: SmsLog) -> None:
    town.accepted(phone=PHONE)
    told()
    assert PHONE not in _raw("phone")[0]
    assert Message.objects.get(channel="SMS").phone == PHONE
    outbox.deliver(at=MONDAY)
    assert _raw("phone") == [""]


def test_no_message_names_the_reporter_or_keeps_the_tracking_code(town: Town, told: Told) -> None:
    case = town.handled_by(3, phone=PHONE, name="张三丰", confidential=True)
    assert told()
    for text in Message.objects.values_list("text", flat=True):
        assert not any(secret in text for secret in (PHONE, "张三丰", "张*", case.tracking_code))


def test_the_reporters_phone_is_sent_the_code_and_a_followers_is_not(town: Town, told: Told, sms_log: SmsLog) -> None:
    case = actions.finish(town.handled_by(2, phone=PHONE), result="已修好", by=town.hat("community"), at=MONDAY)
    case = actions.check_pass(case, on_site=True, by=town.hat("guide"), at=MONDAY)
    case.followers.create(phone="13900020002")
    actions.revisit(case, solved="YES", satisfied="YES", by=town.hat("revisitor"), at=MONDAY)
    told()
    outbox.deliver(at=MONDAY)
    given = {line["phone"]: line["text"].endswith(f"查询码{case.tracking_code}") for line in sms_log()}
    assert given == {"138****0001": True, "139****0002": False}
