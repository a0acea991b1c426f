"""The inbox shows a digest in numbers; opened it lists its matters, as far as its reader may see them."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from cases.actions import sweep
from cases.models import Case
from notifications import actions
from notifications.models import Message
from notifications.views import reading
from partyorg.models import Post
from tests.factories import MONDAY, PASSWORD, Town

INBOX = "/desk/messages/"
BACK = MONDAY + timedelta(days=3)


@pytest.fixture
def digest(town: Town) -> Message:
    """The branch secretary's: three cases accepted by the system, one whistled up, two days late."""
    for _ in range(3):
        town.reported()
    town.accepted(words="路灯不亮")
    actions.announce(at=MONDAY)
    sweep(at=BACK)
    actions.announce(at=BACK)
    return Message.objects.exclude(catching_up=None).get(recipient=town.people["secretary"])


def test_the_inbox_tells_how_many_matters_moved_how_late_and_where_to_go(town: Town, digest: Message) -> None:
    page = town.client("secretary").get(INBOX).text
    assert "<b>系统中断后补办 4 件</b>" in page
    assert "自动受理 3 件" in page
    assert "自动吹哨 1 件" in page
    assert "最多晚了 2 天" in page
    assert '<a href="/desk/">去处置台</a>' in page


def test_the_desks_header_counts_a_digest_as_one(town: Town, digest: Message) -> None:
    Message.objects.filter(catching_up=None).update(read_at=BACK)
    assert "消息 <b>1</b>" in town.client("secretary").get("/desk/").text


def test_opened_it_is_read_and_leads_to_each_case(town: Town, digest: Message) -> None:
    page = town.client("secretary").get(f"{INBOX}{digest.pk}/")
    for case in Case.objects.all():
        assert f'<a href="/desk/cases/{case.number}/">{case.title}</a>' in page.text
    assert "现在待签收，太平镇社区党委负责" in page.text
    assert "已不由您的岗位查看" not in page.text
    digest.refresh_from_db()
    assert digest.read_at is not None


def test_what_its_reader_may_see_no_more_is_only_counted(town: Town, digest: Message) -> None:
    Post.objects.filter(person=town.people["secretary"]).update(organisation=town.units["far_branch"])
    page = town.client("secretary").get(f"{INBOX}{digest.pk}/").text
    assert "另有 4 件已不由您的岗位查看" in page
    assert "路灯不亮" not in page


def test_somebody_elses_digest_is_not_there(town: Town, digest: Message) -> None:
    assert town.client("far_secretary").get(f"{INBOX}{digest.pk}/").status_code == 404


def test_many_matters_come_in_pages(town: Town, digest: Message, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "A_PAGE", 3)
    client = town.client("secretary")
    assert "第 1 页，共 2 页" in client.get(f"{INBOX}{digest.pk}/").text
    assert len(client.get(f"{INBOX}{digest.pk}/?page=2").context["moved"]) == 1


def test_more_digests_take_no_more_queries(
    town: Town, digest: Message, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = town.client("secretary")
    for weeks in (1, 2):
        # session, user, posts, unread, letters, how many, messages, what the digests say
        with django_assert_num_queries(8):
            client.get(INBOX)
        again = BACK + timedelta(weeks=weeks)
        sweep(at=again)
        actions.announce(at=again)


def test_the_register_finds_it_by_the_number_of_any_of_its_cases(town: Town, digest: Message) -> None:
    User.objects.create_superuser("admin", PASSWORD, name="管理员")
    admin = Client()
    admin.login(username="admin", password=PASSWORD)
    for case in Case.objects.filter(events__in=digest.lines.values("event")):
        page = admin.get("/admin/notifications/message/", {"q": case.number}).text
        assert page.count("多件") == Message.objects.filter(lines__event__case=case).count() > 0
