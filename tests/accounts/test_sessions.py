"""One sees where one is signed in, ends what one does not know, and a session that nobody uses ends by itself."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, Session, User
from tests.factories import MONDAY, PASSWORD, Town, build_town

ACCOUNT, WINDOWS = "/desk/account/", "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36"
WECHAT = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/116 Mobile Safari/537.36 MicroMessenger/8.0"


@pytest.fixture(autouse=True)
def monday() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


def signed_in(name: str = "secretary", agent: str = WINDOWS, address: str = "10.0.0.7") -> Client:
    client = Client(HTTP_USER_AGENT=agent, REMOTE_ADDR=address)
    assert client.post("/desk/sign-in/", {"username": name, "password": PASSWORD}).status_code == 302
    return client


def test_the_page_says_where_from_and_which_one_this_is(town: Town):
    here = signed_in()
    signed_in(agent=WECHAT, address="10.0.0.8")
    signed_in("worker", address="10.0.0.9")
    page = here.get(ACCOUNT).text
    assert "Windows 电脑·Chrome 浏览器" in page
    assert "安卓手机·微信" in page
    assert ("10.0.0.7" in page, "10.0.0.8" in page, "10.0.0.9" in page) == (True, True, False)
    assert page.count("就是这里") == 1
    assert not [one.session_key for one in Session.objects.all() if one.session_key in page]


def test_one_of_them_is_ended(town: Town):
    here, there = signed_in(), signed_in(agent=WECHAT)
    other = Session.objects.get(browser="安卓手机·微信")
    assert here.post(f"{ACCOUNT}sessions/{other.handle}/end/").status_code == 302
    assert there.get("/desk/").status_code == 302
    assert here.get("/desk/").status_code == 200
    assert AuditEntry.objects.latest("id").action == "结束会话"


def test_all_others_are_ended(town: Town):
    here, there, yonder = signed_in(), signed_in(agent=WECHAT), signed_in()
    here.post(f"{ACCOUNT}sessions/end-others/")
    assert [client.get("/desk/").status_code for client in (here, there, yonder)] == [200, 302, 302]


def test_nobody_ends_another_s_or_this_one(town: Town):
    signed_in("worker")
    here = signed_in()
    theirs, this = (Session.objects.get(user=town.people[name]) for name in ("worker", "secretary"))
    assert here.post(f"{ACCOUNT}sessions/{theirs.handle}/end/").status_code == 404
    assert here.post(f"{ACCOUNT}sessions/{this.handle}/end/").status_code == 404
    assert Session.objects.count() == 2


def test_twelve_hours_without_use_end_it(town: Town, monday: time_machine.Traveller):
    used, left = signed_in(), signed_in()
    monday.shift(timedelta(hours=11))
    assert used.get("/desk/").status_code == 200
    monday.shift(timedelta(hours=2))
    assert used.get("/desk/").status_code == 200
    assert left.get("/desk/").status_code == 302


def test_a_used_session_is_written_every_five_minutes_at_most(town: Town, monday: time_machine.Traveller):
    client = signed_in()
    for minutes, seen in [(4, 0), (2, 6), (3, 6), (3, 12)]:
        monday.shift(timedelta(minutes=minutes))
        client.get("/desk/")
        assert Session.objects.get().seen_at == MONDAY + timedelta(minutes=seen)


def change(client: Client, old: str = PASSWORD, new: str = "另一个足够长的密码2026", again: str = ""):
    sent = {"old_password": old, "new_password1": new, "new_password2": again or new}
    return client.post(f"{ACCOUNT}password/", sent)


def test_a_changed_password_ends_the_others_and_keeps_this_one(town: Town):
    here, there = signed_in(), signed_in(agent=WECHAT)
    assert change(here).status_code == 302
    assert [client.get("/desk/").status_code for client in (here, there)] == [200, 302]
    assert Session.objects.filter(user=town.people["secretary"]).count() == 1
    assert AuditEntry.objects.filter(action="修改自己的密码").exists()


def test_a_password_is_changed_by_who_knows_the_old_one_and_by_the_rules(town: Town):
    here = signed_in()
    wrong = change(here, old="wrong")
    assert wrong.status_code == 422
    assert "现在的密码不对。" in wrong.text
    assert "密码只包含数字" in change(here, new="1234567890123").text
    assert "两次填的密码不一样。" in change(here, again="别的").text
    assert town.people["secretary"].check_password(PASSWORD)


def test_a_closed_account_has_no_session_left(town: Town):
    there, person = signed_in(), town.people["secretary"]
    close = reverse("admin:accounts_user_change", args=[person.pk])
    sent = {"username": person.username, "name": person.name, "is_active": ""}
    assert town.client("security_admin").post(close, sent).status_code == 302
    assert not Session.objects.filter(user=person).exists()
    assert there.get("/desk/").status_code == 302


def test_the_security_administrator_ends_somebody_s_with_a_reason(town: Town):
    there, person = signed_in(), town.people["secretary"]
    end = reverse("admin:accounts_user_end_sessions", args=[person.pk])
    client = town.client("security_admin")
    assert "10.0.0.7" in client.get(reverse("admin:accounts_user_change", args=[person.pk])).text
    assert client.post(end, {"reason": "手机丢了"}).status_code == 302
    assert there.get("/desk/").status_code == 302
    assert AuditEntry.objects.latest("id").reason == "手机丢了"
    assert town.client("system_admin").post(end, {"reason": "我也来试试"}).status_code == 403


def test_what_residents_keep_is_nobody_s_session(db: None):
    Client().get("/")
    assert not Session.objects.filter(user__isnull=False).exists()
    assert User.objects.count() == 0


def test_signed_out_there_is_no_account(db: None):
    assert Client().get(ACCOUNT)["Location"].startswith("/desk/sign-in/")
    assert Client().post(f"{ACCOUNT}sessions/end-others/").status_code == 302


def test_wrong_methods(town: Town):
    here = signed_in()
    assert here.post(ACCOUNT).status_code == 405
    assert here.get(f"{ACCOUNT}sessions/end-others/").status_code == 405
    assert here.delete(f"{ACCOUNT}password/").status_code == 405
