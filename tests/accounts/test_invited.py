"""The first sign-in: a link that works once, for 72 hours, until a newer one is made."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client

from accounts.actions import accept_invitation, invite
from accounts.models import AuditEntry, User
from tests.factories import MONDAY

SECRET = "一个只有我知道的密码2026"


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def person(db: None) -> User:
    return User.objects.create(username="lisi", name="李四", phone="13800001234")


def made(person: User, at: datetime = MONDAY) -> str:
    with time_machine.travel(at, tick=False):
        return invite(person, by=None, at=at)


def send(path: str, password: str = SECRET, again: str = "", at: datetime = MONDAY):
    with time_machine.travel(at, tick=False):
        return Client().post(path, {"new_password1": password, "new_password2": again or password})


def test_the_person_sets_a_password_and_signs_in_with_it(person: User):
    path = made(person)
    page = Client().get(path)
    assert page.status_code == 200
    assert "李四" in page.text
    assert "138****1234" in page.text
    assert "13800001234" not in page.text
    sent = send(path)
    assert (sent.status_code, sent["Location"]) == (302, "/desk/sign-in/")
    signed_in = Client().post("/desk/sign-in/", {"username": "lisi", "password": SECRET})
    assert signed_in.status_code == 302
    assert [entry.action for entry in AuditEntry.objects.order_by("id")] == [
        "生成一次性登录链接",
        "用一次性链接设置密码",
    ]
    assert not [entry for entry in AuditEntry.objects.all() if path.split("/")[-2] in str(entry.detail)]


def test_it_works_once(person: User):
    path = made(person)
    send(path)
    again = send(path, "另一个足够长的密码2026")
    assert again.status_code == 410
    assert "链接不能用了" in again.text
    person.refresh_from_db()
    assert person.check_password(SECRET)


def test_it_dies_when_a_newer_one_is_made(person: User):
    old, new = made(person), made(person, MONDAY + timedelta(minutes=1))
    assert Client().get(old).status_code == 410
    assert send(new).status_code == 302


@pytest.mark.parametrize(("hours", "status"), [(71.9, 302), (72.1, 410)])
def test_it_works_for_72_hours(person: User, hours: float, status: int):
    assert send(made(person), at=MONDAY + timedelta(hours=hours)).status_code == status


def test_a_closed_account_has_no_link(person: User):
    path = made(person)
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert Client().get(path).status_code == 410


@pytest.mark.parametrize("path", ["/desk/invited/x/y/", "/desk/invited/MQ/abc-def/", "/desk/invited/字/字/"])
def test_a_made_up_link_opens_nothing(db: None, path: str):
    assert Client().get(path).status_code == 410


def test_a_weak_password_and_two_that_differ_are_refused_in_chinese(person: User):
    path = made(person)
    short = send(path, "1234")
    assert short.status_code == 422
    assert "密码只包含数字" in short.text
    assert "<title>错误：" in short.text
    assert "两次填的密码不一样。" in send(path, SECRET, "别的").text
    assert send(path, "13800001234x").status_code == 422  # too like the phone


def test_of_two_at_the_same_moment_one_sets_it(person: User):
    made(person)
    first, second = User.objects.get(pk=person.pk), User.objects.get(pk=person.pk)
    assert accept_invitation(first, password=SECRET, at=MONDAY)
    assert not accept_invitation(second, password="别的密码别的密码2026", at=MONDAY)


def test_other_methods_are_refused(person: User):
    assert Client().delete(made(person)).status_code == 405
