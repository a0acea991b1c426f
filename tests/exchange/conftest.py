"""Imports and exports on a working Monday morning, in the small district of tests/factories.py; by HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import User
from exchange.actions import work
from exchange.models import ImportRun
from exchange.workflow import What
from partyorg.actions import appoint
from partyorg.kinds import Role
from tests.exchange.files import lines, sent, xlsx
from tests.factories import LONG_AGO, MONDAY, Town, build_town

ADMIN = {What.ORGANISATIONS: "system_admin", What.MEMBERS: "party_officer", What.STAFF: "security_admin"}


@pytest.fixture(autouse=True)
def monday() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def town(db: None) -> Town:
    cache.clear()
    return build_town()


def add_person(town: Town, key: str, role: Role, unit: str) -> None:
    person = town.people[key] = User.objects.create_user(key, name=f"{key}某")
    appoint(person, role=role, organisation=town.units[unit], from_date=LONG_AGO, by=None, at=MONDAY)


def upload(town: Town, what: What, content: bytes, name: str = "表.xlsx", *, by: str = "", **more: Any) -> Any:
    client = town.client(by or ADMIN[what])
    return client.post(reverse("exchange:new", args=[what.lower()]), {"file": sent(content, name), **more})


def taken_in(town: Town, what: What, *rows: dict[str, Any], by: str = "") -> ImportRun:
    """A workbook with these rows, uploaded and looked at."""
    answer = upload(town, what, xlsx(lines(what, *rows)), by=by)
    assert answer.status_code == 302, answer.content.decode()
    return ImportRun.objects.latest("id")


def imported(town: Town, what: What, *rows: dict[str, Any], by: str = "") -> ImportRun:
    """All the way: uploaded, confirmed, written."""
    run = taken_in(town, what, *rows, by=by)
    assert run.state == "READY", faults(town, run, by=by)
    confirm(town, run, by=by)
    work(at=MONDAY)
    run.refresh_from_db()
    assert run.state == "DONE", run.problem
    return run


def confirm(town: Town, run: ImportRun, *, by: str = "") -> Any:
    return town.client(by or ADMIN[What(run.what)]).post(reverse("exchange:confirm", args=[run.pk]))


def page(town: Town, run: ImportRun, *, by: str = "") -> Any:
    return town.client(by or ADMIN[What(run.what)]).get(reverse("exchange:run", args=[run.pk]))


def faults(town: Town, run: ImportRun, *, by: str = "") -> list[tuple[int, str, str]]:
    """(line, column, sentence), as the page lists them."""
    return [(line, column, said) for line, column, said in page(town, run, by=by).context["said"]["faults"]]


def text(response: Any) -> str:
    return response.content.decode()


def work_at(at: datetime = MONDAY) -> None:
    work(at=at)


def signed_out() -> Client:
    return Client()
