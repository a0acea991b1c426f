"""Whoever fails too often waits: by name and address together, and by address alone at a higher limit."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from axes.models import AccessAttempt
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, Lockout
from tests.factories import MONDAY, PASSWORD, Town, build_town

SIGN_IN, HERE, THERE = "/desk/sign-in/", "10.0.0.7", "10.0.0.8"
PHONE = "13800001234"


@pytest.fixture(autouse=True)
def monday() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def town(db: None) -> Town:
    town = build_town()
    town.people["worker"].phone = PHONE
    town.people["worker"].save()
    return town


def attempt(name: str, password: str = "wrong", address: str = HERE, **more: Any):
    return Client().post(SIGN_IN, {"username": name, "password": password}, REMOTE_ADDR=address, **more)


def fail(name: str, times: int, address: str = HERE) -> None:
    for _ in range(times):
        attempt(name, address=address)


def test_the_fifth_failure_shuts_the_door_and_says_for_how_long(town: Town):
    fail("worker", 4)
    shut = attempt("worker")
    assert shut.status_code == 429
    assert "15 分钟" in shut.text
    assert shut["Retry-After"] == "900"
    assert attempt("worker", PASSWORD).status_code == 429


def test_phone_and_login_name_count_as_one_person(town: Town):
    fail("worker", 3)
    fail(PHONE, 2)
    assert attempt("worker", PASSWORD).status_code == 429
    assert attempt(PHONE, PASSWORD).status_code == 429
    assert PHONE not in str(list(AccessAttempt.objects.values()))


def test_others_there_and_the_same_person_elsewhere_come_in(town: Town):
    fail("worker", 5)
    assert attempt("guide", PASSWORD).status_code == 302
    assert attempt("worker", PASSWORD, THERE).status_code == 302


def test_after_the_time_that_was_told_the_door_is_open(town: Town, monday: time_machine.Traveller):
    fail("worker", 5)
    monday.shift(timedelta(minutes=10))
    assert "5 分钟" in attempt("worker", PASSWORD).text  # trying meanwhile makes it no longer
    monday.shift(timedelta(minutes=5, seconds=1))
    assert attempt("worker", PASSWORD).status_code == 302


def test_who_signs_in_begins_anew(town: Town):
    fail("worker", 4)
    assert attempt("worker", PASSWORD).status_code == 302
    fail("worker", 4)
    assert attempt("worker", PASSWORD).status_code == 302


def test_an_address_that_tries_many_names_is_shut_for_all(town: Town, settings):
    settings.ADDRESS_FAILURE_LIMIT = 10
    for number in range(10):
        attempt(f"nobody{number}")
    assert attempt("guide", PASSWORD).status_code == 429
    assert attempt("guide", PASSWORD, THERE).status_code == 302


def test_signing_in_does_not_clear_what_others_failed_there(town: Town, settings):
    settings.ADDRESS_FAILURE_LIMIT = 10
    for number in range(9):
        attempt(f"nobody{number}")
    assert attempt("guide", PASSWORD).status_code == 302
    attempt("nobody")
    assert attempt("guide", PASSWORD).status_code == 429


def test_a_forged_address_changes_nothing(town: Town, settings):
    settings.PROXIES = 1
    for number in range(5):
        attempt("worker", address="127.0.0.1", HTTP_X_FORWARDED_FOR=f"9.9.9.{number}, {HERE}")
    shut = attempt("worker", PASSWORD, "127.0.0.1", HTTP_X_FORWARDED_FOR=f"8.8.8.8, {HERE}")
    assert shut.status_code == 429
    assert attempt("worker", PASSWORD, "127.0.0.1", HTTP_X_FORWARDED_FOR=THERE).status_code == 302


def test_what_belongs_to_nobody_is_not_kept_as_it_was_typed(town: Town):
    attempt("13955556666")
    assert "13955556666" not in str(list(AccessAttempt.objects.values()))


def unlock(client: Client, lockout: Lockout, reason: str):
    return client.post(reverse("admin:accounts_lockout_unlock", args=[lockout.pk]), {"reason": reason})


def test_the_security_administrator_sees_who_is_shut_out_and_lets_them_in(town: Town):
    fail("worker", 5)
    client, lockout = town.client("security_admin"), Lockout.objects.get()
    assert "worker" in client.get(reverse("admin:accounts_lockout_changelist")).text
    assert "解除锁定" in client.get(reverse("admin:accounts_lockout_change", args=[lockout.pk])).text
    assert unlock(client, lockout, "").status_code == 422
    assert attempt("worker", PASSWORD).status_code == 429
    assert unlock(client, lockout, "本人来电，核对过身份").status_code == 302
    assert attempt("worker", PASSWORD).status_code == 302
    entry = AuditEntry.objects.get(action="解除登录锁定")
    assert (entry.object_id, entry.reason) == (str(town.people["worker"].pk), "本人来电，核对过身份")
    assert HERE not in str(entry.detail)


@pytest.mark.parametrize("name", ["system_admin", "audit_admin", "secretary"])
def test_nobody_else_lets_anybody_in(town: Town, name: str):
    fail("worker", 5)
    assert unlock(town.client(name), Lockout.objects.get(), "我来解除").status_code in (302, 403)
    assert attempt("worker", PASSWORD).status_code == 429
