"""The second factor: asked of those who need one, before anything else opens."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, RecoveryCode, Session, Totp, User
from governance import settings as platform
from partyorg.kinds import Role
from partyorg.models import Post
from tests.factories import LONG_AGO, MONDAY, PASSWORD, Town, build_town

SIGN_IN, ASKING = "/desk/sign-in/", "/desk/second-factor/"


@pytest.fixture(autouse=True)
def monday() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


def signed_in(name: str) -> Client:
    client = Client()
    assert client.post(SIGN_IN, {"username": name, "password": PASSWORD}).status_code == 302
    return client


def send(client: Client, code: str, **more: str):
    return client.post(ASKING, {"code": code, **more})


def with_factor(person: User) -> Totp:
    return Totp.objects.create(user=person, confirmed=True, name="app")


@pytest.mark.parametrize(
    "name", ["platform", "supervisor", "leading", "system_admin", "security_admin", "audit_admin", "boss"]
)
def test_who_works_for_the_district_sets_it_up_before_anything_opens(town: Town, name: str):
    if name == "boss":
        User.objects.create_superuser("boss", PASSWORD, name="应急")
    client = signed_in(name)
    for path in ("/desk/", "/desk/rules/", "/desk/messages/", "/admin/", "/admin/accounts/user/", "/desk/account/"):
        answer = client.get(path)
        assert answer.status_code in (302, 404), path
        assert answer.status_code == 404 or answer["Location"].startswith(ASKING), path
    page = client.get(ASKING)
    totp = Totp.objects.get(user__username=name)
    assert "data:image/svg+xml" in page.text
    assert totp.secret[:4] in page.text
    assert "演示环境" not in page.text
    done = send(client, totp.code_at(MONDAY), next="/desk/rules/")
    assert done.status_code == 200
    assert 'href="/desk/rules/"' in done.text
    assert RecoveryCode.objects.filter(user__username=name).count() == 10
    assert client.get("/desk/rules/").status_code == 200


@pytest.mark.parametrize("name", ["secretary", "street", "housing", "intake", "party_officer"])
def test_others_are_not_asked(town: Town, name: str):
    assert signed_in(name).get("/desk/").status_code == 200


def test_a_leader_of_the_district_is_asked_from_the_day_of_the_post(town: Town):
    client = signed_in("secretary")
    assert client.get("/desk/").status_code == 200
    person, place = town.people["secretary"], town.places["district"]
    Post.objects.create(person=person, role=Role.LINKED_LEADER, place=place, from_date=LONG_AGO)
    assert client.get("/desk/")["Location"].startswith(ASKING)


def test_who_has_one_is_asked_after_the_password(town: Town):
    totp = with_factor(town.people["platform"])
    client = signed_in("platform")
    assert client.get("/desk/?q=late")["Location"] == f"{ASKING}?next=%2Fdesk%2F%3Fq%3Dlate"
    page = client.get(ASKING)
    assert "data:image" not in page.text
    assert totp.secret not in page.text
    before = client.session.session_key
    assert send(client, totp.code_at(MONDAY), next="/desk/?q=late")["Location"] == "/desk/?q=late"
    assert client.session.session_key != before
    assert client.get("/desk/").status_code == 200


def test_who_set_one_up_without_need_is_asked_too(town: Town):
    with_factor(town.people["secretary"])
    assert signed_in("secretary").get("/desk/")["Location"].startswith(ASKING)


def test_a_foreign_next_is_not_followed(town: Town):
    totp = with_factor(town.people["platform"])
    assert send(signed_in("platform"), totp.code_at(MONDAY), next="https://elsewhere.example/")["Location"] == "/desk/"


@pytest.mark.parametrize("code", ["000000", "12345", "abcdef", "１２３４５６", ""])
def test_a_wrong_code_opens_nothing_and_is_told(town: Town, code: str):
    with_factor(town.people["platform"])
    client = signed_in("platform")
    wrong = send(client, code)
    assert wrong.status_code == 422
    assert "<title>错误：" in wrong.text
    assert client.get("/desk/")["Location"].startswith(ASKING)


def test_wrong_codes_make_one_wait_longer_each_time(town: Town, monday: time_machine.Traveller):
    totp = with_factor(town.people["platform"])
    client = signed_in("platform")
    for waits in (1, 2, 4):
        assert send(client, "000000").status_code == 422
        waiting = send(client, totp.code_at(MONDAY))
        assert waiting.status_code == 429
        assert f"请等 {waits} 秒" in waiting.text
        monday.shift(waits)
    assert send(client, totp.code_at(MONDAY)).status_code == 302


def test_a_code_is_good_once(town: Town):
    totp = with_factor(town.people["platform"])
    assert send(signed_in("platform"), totp.code_at(MONDAY)).status_code == 302
    again = send(signed_in("platform"), totp.code_at(MONDAY))
    assert again.status_code == 422
    assert "这个验证码用过了" in again.text


@pytest.mark.parametrize(("seconds", "status"), [(-30, 302), (30, 302), (-90, 422), (90, 422)])
def test_a_phone_may_be_half_a_minute_off(town: Town, seconds: int, status: int):
    totp = with_factor(town.people["platform"])
    assert send(signed_in("platform"), totp.code_at(MONDAY + timedelta(seconds=seconds))).status_code == status


def test_a_recovery_code_is_good_once_and_kept_as_a_hash(town: Town, monday: time_machine.Traveller):
    client = signed_in("platform")
    client.get(ASKING)
    totp = Totp.objects.get()
    page = send(client, totp.code_at(MONDAY)).text
    code = page.split("<li><code>")[1].split("</code>")[0]
    assert code not in str(list(RecoveryCode.objects.values()))
    other = signed_in("platform")
    assert send(other, code.lower().replace("-", " ")).status_code == 302
    assert send(signed_in("platform"), code).status_code == 422


def test_the_secret_is_encrypted_at_rest(town: Town):
    totp = with_factor(town.people["platform"])
    [kept] = Totp.objects.extra(select={"raw": "secret || ''"}).values_list("raw", flat=True)
    assert totp.secret not in kept


def test_in_the_demo_and_only_there_the_page_shows_the_code(town: Town, settings):
    totp = with_factor(town.people["platform"])
    assert totp.code_at(MONDAY) not in signed_in("platform").get(ASKING).text
    settings.DEMO = True
    page = signed_in("platform").get(ASKING).text
    assert "演示环境" in page
    assert totp.code_at(MONDAY) in page


def test_without_being_told_so_it_is_no_demo():
    assert platform.DEMO is False


def test_a_lost_phone_is_reset_with_a_reason_and_every_session_ends(town: Town):
    person = town.people["platform"]
    with_factor(person)
    lost = town.client("platform")
    assert lost.get("/desk/").status_code == 200
    reset = reverse("admin:accounts_user_reset_second_factor", args=[person.pk])
    client = town.client("security_admin")
    assert client.post(reset, {"reason": ""}).status_code == 422
    assert client.post(reset, {"reason": "手机丢了，本人到场"}).status_code == 302
    assert not Totp.objects.exists()
    assert not Session.objects.filter(user=person).exists()
    assert lost.get("/desk/")["Location"].startswith(SIGN_IN)
    assert AuditEntry.objects.get(action="重置两步验证").reason == "手机丢了，本人到场"
    assert "设置两步验证" in signed_in("platform").get(ASKING).text


@pytest.mark.parametrize("name", ["system_admin", "audit_admin", "secretary", "security_admin"])
def test_nobody_else_resets_it_nor_their_own(town: Town, name: str):
    person = town.people["security_admin"]
    with_factor(person)
    reset = reverse("admin:accounts_user_reset_second_factor", args=[person.pk])
    assert town.client(name).post(reset, {"reason": "我想重置它"}).status_code in (302, 403)
    assert Totp.objects.exists()


def test_new_recovery_codes_end_the_old_ones(town: Town):
    totp = with_factor(town.people["platform"])
    client = signed_in("platform")
    assert client.post("/desk/second-factor/codes/")["Location"].startswith(ASKING)
    send(client, totp.code_at(MONDAY))
    first = client.post("/desk/second-factor/codes/").text.split("<li><code>")[1].split("</code>")[0]
    client.post("/desk/second-factor/codes/")
    assert send(signed_in("platform"), first).status_code == 422


def test_residents_pages_stay_open(town: Town):
    assert signed_in("platform").get("/").status_code == 200


def test_signed_out_it_asks_to_sign_in(db: None):
    assert Client().get(ASKING)["Location"].startswith(SIGN_IN)
    assert Client().delete(ASKING).status_code in (302, 405)
