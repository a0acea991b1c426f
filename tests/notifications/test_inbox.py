"""The inbox: one's own messages, newest first, unread ones marked."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from cases import actions
from cases.models import Case
from notifications.models import Message
from notifications.views import reading
from partyorg.actions import end_post, withdraw_post
from partyorg.models import Post
from tests.factories import MONDAY, Town
from tests.notifications.conftest import Told

INBOX = "/desk/messages/"


def test_it_shows_ones_own_messages_newest_first_and_nobody_elses(town: Town, told: Told) -> None:
    town.handled_by(2)
    own = told("secretary")
    page = town.client("secretary").get(INBOX)
    assert [message.text for message in page.context["page"]] == own[::-1]
    assert "未读" in page.text
    assert "吹哨：" in town.client("community").get(INBOX).text
    assert "还没有消息" in town.client("far_secretary").get(INBOX).text


def test_a_stranger_is_asked_to_sign_in(town: Town) -> None:
    for path in (INBOX, f"{INBOX}1/"):
        answer = Client().get(path)
        assert (answer.status_code, answer.headers["Location"]) == (302, f"/desk/sign-in/?next={path}")


def test_opening_a_message_reads_it_and_leads_to_the_case(town: Town, told: Told) -> None:
    case = town.reported()
    told()
    message = Message.objects.get(recipient=town.people["secretary"])
    answer = town.client("secretary").get(f"{INBOX}{message.pk}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/desk/cases/{case.number}/")
    message.refresh_from_db()
    assert message.read_at is not None
    assert "未读" not in town.client("secretary").get(INBOX).text


@pytest.mark.parametrize("is_withdrawn", [True, False])
def test_with_the_last_post_the_messages_are_gone(town: Town, told: Told, is_withdrawn: bool) -> None:
    town.reported()
    told()
    message = Message.objects.get(recipient=town.people["secretary"])
    [post] = Post.objects.filter(person=town.people["secretary"])
    if is_withdrawn:
        withdraw_post(post, reason="任错了人", by=None, at=MONDAY)
    else:
        end_post(post, on=localdate(MONDAY) - timedelta(days=1), by=None, at=MONDAY)
    client = town.client("secretary")
    for answer in (client.get(INBOX), client.get(f"{INBOX}{message.pk}/"), client.post(f"{INBOX}read/")):
        assert (answer.status_code, "没有在任的岗位" in answer.text) == (403, True)
        assert message.text not in answer.text
    message.refresh_from_db()
    assert message.read_at is None


def test_a_resident_is_led_to_the_progress_of_the_own_report(town: Town, told: Told) -> None:
    resident, client = _resident()
    case = town.accepted()
    Case.objects.filter(pk=case.pk).update(reporter=resident)
    told()
    message = Message.objects.get(recipient=resident)
    answer = client.get(f"{INBOX}{message.pk}/", follow=True)
    assert answer.redirect_chain == [(f"/progress/{case.tracking_code}/", 302)]
    assert case.title in answer.text
    message.refresh_from_db()
    assert message.read_at is not None


def test_a_follower_without_a_post_stays_in_the_inbox(town: Town, told: Told) -> None:
    resident, client = _resident()
    case = actions.finish(town.handled_by(2), result="已修好", by=town.hat("community"), at=MONDAY)
    case = actions.check_pass(case, on_site=True, by=town.hat("guide"), at=MONDAY)
    case.followers.create(person=resident)
    actions.revisit(case, solved="YES", satisfied="YES", by=town.hat("revisitor"), at=MONDAY)
    told()
    message = Message.objects.get(recipient=resident)
    answer = client.get(f"{INBOX}{message.pk}/", follow=True)
    assert answer.redirect_chain == [(INBOX, 302)]
    assert "都读过了" in answer.text


def test_somebody_elses_message_is_not_there(town: Town, told: Told) -> None:
    town.reported()
    told()
    message = Message.objects.get(recipient=town.people["secretary"])
    assert town.client("worker").get(f"{INBOX}{message.pk}/").status_code == 404
    message.refresh_from_db()
    assert message.read_at is None


def test_all_are_marked_read_at_once_but_only_ones_own(town: Town, told: Told) -> None:
    town.handled_by(2)
    told()
    assert town.client("secretary").post(f"{INBOX}read/").headers["Location"] == INBOX
    assert not Message.objects.filter(recipient=town.people["secretary"]).unread().exists()
    assert Message.objects.filter(recipient=town.people["community"]).unread().exists()


def test_reading_them_all_is_a_deed_not_a_link(town: Town) -> None:
    assert town.client("secretary").get(f"{INBOX}read/").status_code == 405
    assert town.client("secretary").post(INBOX).status_code == 405


def test_the_first_reading_is_the_one_that_counts(town: Town, told: Told) -> None:
    town.reported()
    told()
    client, message = town.client("secretary"), Message.objects.get(recipient=town.people["secretary"])
    client.get(f"{INBOX}{message.pk}/")
    message.refresh_from_db()
    first = message.read_at
    client.get(f"{INBOX}{message.pk}/")
    message.refresh_from_db()
    assert message.read_at == first


def test_many_messages_come_in_pages(town: Town, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "A_PAGE", 2)
    for _ in range(3):
        town.reported()
    told()
    client = town.client("secretary")
    assert "第 1 页，共 2 页" in client.get(INBOX).text
    assert len(client.get(f"{INBOX}?page=2").context["page"].object_list) == 1
    assert client.get(f"{INBOX}?page=x").status_code == 200


def test_more_messages_take_no_more_queries(
    town: Town, told: Told, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = town.client("secretary")
    for count in (1, 10):
        for _ in range(count):
            town.reported()
        told()
        # session, user, posts, unread, letters, how many, messages
        with django_assert_num_queries(7):
            client.get(INBOX)


def test_the_desks_header_counts_what_is_unread(town: Town, told: Told) -> None:
    town.reported()
    told()
    page = town.client("secretary").get("/desk/")
    assert page.context["unread_messages"] == 1
    assert "消息 <b>1</b>" in page.text


def _resident() -> tuple[User, Client]:
    resident, client = User.objects.create_user("resident", name="张三"), Client()
    client.force_login(resident)
    return resident, client
