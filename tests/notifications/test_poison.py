"""An event or a text that breaks is kept and shown with its error; all others go on."""

import logging

import pytest
from django.db import OperationalError, connection
from django.test import Client

from accounts.models import AuditEntry, User
from notifications import actions
from notifications.actions import Delivered, announcing
from notifications.models import Announced, Attempt, Message, Untold
from tests.factories import MONDAY, PASSWORD, Town
from tests.notifications.conftest import PHONE, SmsLog, Told

REGISTER = "/admin/notifications/untold/"


def _spoil(table: str, column: str, pk: int, token: str = "not-a-token") -> str:
    """Put a token there that no key opens. Returns the one that stood there."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} WHERE id = %s", [pk])
        (before,) = cursor.fetchone()
        cursor.execute(f"UPDATE {table} SET {column} = %s WHERE id = %s", [token, pk])
    return before


@pytest.fixture
def admin(db: None) -> Client:
    User.objects.create_superuser("admin", PASSWORD, name="管理员")
    client = Client()
    client.login(username="admin", password=PASSWORD)
    return client


def test_one_phone_that_cannot_be_read_silences_only_its_own_events(
    town: Town, told: Told, caplog: pytest.LogCaptureFixture
) -> None:
    cases = [town.accepted(words=f"{number} 号楼漏水", phone=PHONE) for number in range(3)]
    _spoil("cases_case", "reporter_phone", cases[1].pk)
    with caplog.at_level(logging.ERROR):
        assert len(told()) == 2
    assert Announced.objects.count() == 9
    untold = Untold.objects.get()
    assert (untold.event.kind, untold.event.case_id) == ("accept", cases[1].pk)
    assert untold.error.startswith("InvalidToken")
    assert f"event {untold.event_id} could not be told" in caplog.text
    assert actions.announce(at=MONDAY) == 0


def test_a_phone_is_not_read_where_nobody_is_texted(town: Town, told: Told) -> None:
    case = town.reported(phone=PHONE)
    _spoil("cases_case", "reporter_phone", case.pk)
    assert len(told("secretary")) == 1
    assert not Untold.objects.exists()


def test_neither_words_nor_name_are_needed_to_tell(town: Town, told: Told) -> None:
    case = town.accepted(phone=PHONE, name="张三丰")
    _spoil("cases_case", "reporter_name", case.pk)
    assert len(told()) == 1
    assert not Untold.objects.exists()


def test_what_was_mended_is_told_by_the_administrator_on_the_record(admin: Client, town: Town, told: Told) -> None:
    case = town.accepted(phone=PHONE)
    token = _spoil("cases_case", "reporter_phone", case.pk)
    assert told() == []
    data = {"action": "tell_again", "_selected_action": [Untold.objects.get().pk]}
    assert "0 条经过已告知，1 条还是没能告知。" in admin.post(REGISTER, data, follow=True).text
    assert case.number in admin.get(REGISTER).text
    _spoil("cases_case", "reporter_phone", case.pk, token)
    assert "1 条经过已告知，0 条还是没能告知。" in admin.post(REGISTER, data, follow=True).text
    assert len(told()) == 1
    assert not Untold.objects.exists()
    assert AuditEntry.objects.filter(action="再告知一次").count() == 2


def test_an_outage_of_the_database_blames_no_event(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    town.accepted()

    def away(*_: object) -> None:
        raise OperationalError("server closed the connection")

    with monkeypatch.context() as broken:
        broken.setattr(announcing, "compose", away)
        with pytest.raises(OperationalError):
            actions.announce(at=MONDAY)
    assert not Untold.objects.exists()
    assert actions.announce(at=MONDAY) == 3


def test_a_text_whose_number_cannot_be_read_fails_alone(town: Town, told: Told, sms_log: SmsLog) -> None:
    town.accepted(phone=PHONE)
    town.accepted(phone="13900020002")
    told()
    spoilt = Message.objects.filter(channel="SMS").order_by("id").defer("phone")[0]
    _spoil("notifications_message", "phone", spoilt.pk)
    assert actions.deliver(at=MONDAY) == Delivered(sent=1, failed=1)
    assert [line["phone"] for line in sms_log()] == ["139****0002"]
    assert Attempt.objects.get(message=spoilt.pk).error.startswith("InvalidToken")
