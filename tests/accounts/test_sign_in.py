"""Staff come in by login name or phone; a wrong word is told in Chinese; without a post one is told whom to ask."""

from datetime import date

import pytest
from django.test import Client

from accounts.models import User
from partyorg.kinds import Role
from partyorg.models import Post
from tests.factories import PASSWORD, Town, build_town

SIGN_IN = "/desk/sign-in/"


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


def sign_in(name: str, password: str = PASSWORD, **more: str):
    client = Client()
    return client, client.post(SIGN_IN, {"username": name, "password": password, **more})


def test_by_login_name(town: Town):
    _, response = sign_in("secretary")
    assert (response.status_code, response["Location"]) == (302, "/desk/")


def test_by_mobile_number(town: Town):
    person = town.people["worker"]
    person.phone = "13800001234"
    person.save()
    client, _ = sign_in("13800001234")
    assert client.get("/desk/").context["user"] == person


@pytest.mark.parametrize("name", ["secretary", "nobody", "13899999999"])
def test_a_wrong_password_and_an_unknown_name_get_the_same_sentence(town: Town, name: str):
    _, response = sign_in(name, "wrong")
    page = response.content.decode()
    assert "登录名或密码不对，请再试一次。" in page
    assert "<title>错误：登录" in page
    assert f'value="{name}"' in page


def test_nothing_filled_in_is_said_at_each_field(town: Town):
    page = sign_in("", "")[1].content.decode()
    assert 'href="#id_username"' in page
    assert 'href="#id_password"' in page


def test_next_is_kept_through_a_failure_and_followed_after_it(town: Town):
    client = Client()
    asked = client.get("/desk/?q=late")
    assert asked["Location"] == f"{SIGN_IN}?next=/desk/%3Fq%3Dlate"
    client, failed = sign_in("secretary", "wrong", next="/desk/?q=late")
    assert 'name="next" value="/desk/?q=late"' in failed.content.decode()
    assert sign_in("secretary", next="/desk/?q=late")[1]["Location"] == "/desk/?q=late"


def test_a_foreign_next_is_not_followed(town: Town):
    assert sign_in("secretary", next="https://elsewhere.example/")[1]["Location"] == "/desk/"


def test_a_disabled_account_stays_outside(town: Town):
    User.objects.filter(username="secretary").update(is_active=False)
    client, _ = sign_in("secretary")
    assert client.get("/desk/").status_code == 302


def test_who_is_signed_in_needs_no_sign_in_page(town: Town):
    assert town.client("secretary").get(SIGN_IN)["Location"] == "/desk/"


def test_somebody_without_a_post_is_told_whom_to_ask(town: Town):
    Post.objects.filter(person=town.people["street"]).update(to_date=date(2025, 12, 31))
    response = town.client("street").get("/desk/")
    page = response.content.decode()
    assert response.status_code == 403
    assert "没有岗位" in page
    assert "镇江路街道党工委" in page
    assert "2025年12月31日" in page


def test_somebody_who_never_had_a_post_is_told_too(town: Town):
    client = Client()
    client.force_login(User.objects.create_user("newcomer", PASSWORD, name="新来的"))
    response = client.get("/desk/")
    assert response.status_code == 403
    assert "请找您所在单位的负责人" in response.content.decode()


def test_a_post_that_ends_today_counts_today_and_not_tomorrow(town: Town, time_machine):
    Post.objects.filter(person=town.people["street"]).update(to_date=date(2026, 11, 16))
    client = town.client("street")
    time_machine.move_to("2026-11-16T23:50:00+08:00")
    assert client.get("/desk/").status_code == 200
    time_machine.move_to("2026-11-17T00:10:00+08:00")
    assert client.get("/desk/").status_code == 403


def test_an_administrator_without_a_post_finds_the_registers(town: Town):
    client = Client()
    client.force_login(User.objects.create_superuser("boss", PASSWORD, name="管理员"))
    assert 'href="/admin/"' in client.get("/desk/").content.decode()


def test_a_post_still_to_come_is_named_before_one_that_has_ended(town: Town):
    person = town.people["secretary"]
    Post.objects.filter(person=person).update(to_date=date(2021, 1, 1))
    Post.objects.create(
        person=person, role=Role.UNIT_OFFICER, organisation=town.units["housing"], from_date=date(2999, 1, 1)
    )
    shown = town.client("secretary").get("/desk/").content.decode()
    assert "您最近的岗位是“区住建局·经办人”，2999年1月1日任职" in shown
