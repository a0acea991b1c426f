"""One's own password: another one, and no guessing of the old one through an open session."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.factories import PASSWORD

PAGE = reverse("accounts:password")
ANOTHER = "another-2026-word"


@pytest.fixture
def person(db: None) -> User:
    return User.objects.create_user("lisi", PASSWORD, name="李四")


@pytest.fixture
def client(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def changed(client: Client, old: str, new: str) -> tuple[int, str]:
    answer = client.post(PAGE, {"old_password": old, "new_password1": new, "new_password2": new})
    return answer.status_code, answer.content.decode()


def test_the_old_one_is_no_new_one(client: Client) -> None:
    status, page = changed(client, PASSWORD, PASSWORD)
    assert status == 422
    assert "新密码和现在的一样" in page


def test_whoever_does_not_know_it_is_not_told_that_a_new_one_is_the_same(client: Client) -> None:
    status, page = changed(client, "wrong-2026-word", PASSWORD)
    assert status == 422
    assert "现在的密码不对" in page
    assert "和现在的一样" not in page


def test_wrong_ones_lock_out_as_at_the_sign_in(client: Client, person: User) -> None:
    statuses = [changed(client, f"wrong-{number}-word", ANOTHER)[0] for number in range(6)]
    assert statuses[0] == 422
    assert statuses[-1] == 429
    assert changed(client, PASSWORD, ANOTHER)[0] == 429
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_the_right_one_changes_it(client: Client, person: User) -> None:
    assert changed(client, PASSWORD, ANOTHER)[0] == 302
    person.refresh_from_db()
    assert person.check_password(ANOTHER)
    assert client.get(PAGE).status_code == 200
