"""The administrators' register: read only, in Chinese; what was given up may be sent again, on the record."""

import pytest
from django.test import Client

from accounts.models import AuditEntry, User
from cases.models import Case
from notifications import actions
from notifications.models import Message
from tests.factories import MONDAY, PASSWORD, Town
from tests.notifications.conftest import PHONE, SmsLog, Told

REGISTER = "/admin/notifications/message/"


@pytest.fixture
def admin(db: None) -> Client:
    User.objects.create_superuser("admin", PASSWORD, name="管理员")
    client = Client()
    client.login(username="admin", password=PASSWORD)
    return client


@pytest.fixture
def given_up(town: Town, told: Told) -> Message:
    town.accepted(phone=PHONE)
    told()
    text = Message.objects.get(channel="SMS")
    Message.objects.filter(pk=text.pk).update(state="FAILED", attempts=6, next_try_at=None)
    return text


def _again(client: Client, *messages: Message) -> str:
    chosen = [message.pk for message in messages]
    data = {"action": "send_again", "_selected_action": chosen}
    return client.post(REGISTER, data, follow=True).text


def test_it_shows_masked_numbers_and_is_found_by_the_whole_number(admin: Client, given_up: Message) -> None:
    found = admin.get(REGISTER, {"q": PHONE}).text
    assert found.count('class="action-select"') == 1
    shown = admin.get(REGISTER).text + admin.get(f"{REGISTER}{given_up.pk}/change/").text
    assert shown.count("138****0001") == 2
    assert "发送失败" in shown
    assert PHONE not in shown


def test_it_keeps_no_code_and_names_no_resident(admin: Client, town: Town, told: Told) -> None:
    reporter = town.people["far_street"]
    case = town.accepted(phone=PHONE)
    Case.objects.filter(pk=case.pk).update(reporter=reporter)
    told()
    page = admin.get(REGISTER).text
    assert "诉求人</td>" in page
    assert reporter.name not in page
    assert town.people["secretary"].name in page
    for message in Message.objects.all():
        assert case.tracking_code not in admin.get(f"{REGISTER}{message.pk}/change/").text


def test_a_follower_with_an_account_is_not_named(admin: Client, town: Town, told: Told) -> None:
    case = town.accepted()
    told()
    resident = User.objects.create_user("resident", PASSWORD, name="张三丰")
    Message.objects.create(
        event=case.events.get(seq=1), channel="IN_APP", recipient=resident, text="好了", created_at=MONDAY, state="SENT"
    )
    page = admin.get(REGISTER).text
    assert "关注人</td>" in page
    assert "张三丰" not in page


@pytest.mark.parametrize("wish", ["confidential", "anonymous"])
def test_who_asked_not_to_be_known_is_not_found_by_phone(admin: Client, given_up: Message, wish: str) -> None:
    Case.objects.update(**{wish: True})
    assert 'class="action-select"' not in admin.get(REGISTER, {"q": PHONE}).text
    assert "138****0001" not in admin.get(REGISTER).text


def test_it_is_found_by_the_cases_number(admin: Client, given_up: Message) -> None:
    page = admin.get(REGISTER, {"q": given_up.event.case.number}).text
    assert page.count('class="action-select"') == Message.objects.count()


def test_nothing_can_be_added_changed_or_deleted(admin: Client, given_up: Message) -> None:
    assert admin.get(f"{REGISTER}add/").status_code == 403
    assert admin.post(f"{REGISTER}{given_up.pk}/change/", {"text": "别的"}).status_code == 403
    assert admin.post(f"{REGISTER}{given_up.pk}/delete/").status_code == 403
    assert admin.get(f"{REGISTER}{given_up.pk}/change/").status_code == 200


def test_what_was_given_up_is_sent_again_and_that_is_recorded(
    admin: Client, given_up: Message, sms_log: SmsLog
) -> None:
    other = Message.objects.filter(channel="IN_APP").first()
    assert other is not None
    assert "1 条消息将再发一次，1 条不是“发送失败”，没有动。" in _again(admin, given_up, other)
    entry = AuditEntry.objects.get(action="再发一次")
    assert (str(entry.by), entry.object_id) == ("管理员", str(given_up.pk))
    given_up.refresh_from_db()
    assert given_up.next_try_at is not None
    assert actions.deliver(at=given_up.next_try_at).sent == 1
    assert len(sms_log()) == 1


def test_whoever_may_only_look_cannot_send_again(given_up: Message, town: Town) -> None:
    client = town.client("audit_admin")
    assert client.get(REGISTER).status_code == 200
    _again(client, given_up)
    given_up.refresh_from_db()
    assert given_up.state == "FAILED"


def test_the_register_of_tries_opens(admin: Client, given_up: Message, sms_log: SmsLog) -> None:
    _again(admin, given_up)
    given_up.refresh_from_db()
    assert given_up.next_try_at is not None
    actions.deliver(at=given_up.next_try_at)
    assert "已发" in admin.get("/admin/notifications/attempt/").text
