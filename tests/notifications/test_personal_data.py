"""A phone number is kept encrypted, only as long as it is needed, and is shown to nobody."""

from django.db import connection

from notifications import actions
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
    actions.deliver(at=MONDAY)
    assert _raw("phone") == [""]


def test_no_message_names_the_reporter_or_gives_staff_the_tracking_code(town: Town, told: Told) -> None:
    case = town.handled_by(3, phone=PHONE, name="张三丰", confidential=True)
    told()
    for text in Message.objects.filter(channel="IN_APP").values_list("text", flat=True):
        assert not any(secret in text for secret in (PHONE, "张三丰", "张*", case.tracking_code))


def test_a_follower_is_not_given_the_reporters_code(town: Town, told: Told) -> None:
    case = town.accepted(phone=PHONE)
    case.followers.create(phone="13900020002")
    told()
    assert [text for text in told() if case.tracking_code in text] == told()
