"""Every address × everybody × own, neighbour's, stranger's object: the page, 404 or 403. One without a row fails."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from partyorg.kinds import ADMINISTRATORS, Role
from resident.actions.braking import WRONG_CODES
from tests.factories import MONDAY
from tests.matrix.people import VISITOR, WHERE
from tests.matrix.registers import fill
from tests.matrix.row import PAGE, SIGN_IN, Row
from tests.matrix.rows_of_accounts import ACCOUNTS
from tests.matrix.rows_of_activities import AT_ACTIVITIES
from tests.matrix.rows_of_checkins import AT_THE_CHECK_INS
from tests.matrix.rows_of_dashboards import ON_THE_BOARD
from tests.matrix.rows_of_duty import ON_DUTY
from tests.matrix.rows_of_party_life import IN_PARTY_LIFE
from tests.matrix.rows_of_patrols import ON_PATROL
from tests.matrix.rows_of_teams import IN_TEAMS
from tests.matrix.rows_of_the_desk import KEPT_AT_THE_DESK
from tests.matrix.rows_of_the_exchange import IN_THE_EXCHANGE
from tests.matrix.rows_of_the_loop import AT_THE_DESK, AT_THE_FRONT
from tests.matrix.rows_of_the_registers import AT_THE_REGISTERS
from tests.matrix.rows_of_the_shop import IN_THE_SHOP
from tests.matrix.rows_of_the_tree import IN_THE_TREE
from tests.matrix.rows_of_volunteers import AMONG_VOLUNTEERS
from tests.matrix.world import World

pytestmark = pytest.mark.enough_on("sqlite")

ROWS: dict[str, Mapping[str, Row]] = {
    "desk": AT_THE_DESK,
    "checkins": AT_THE_CHECK_INS,
    "activities": AT_ACTIVITIES,
    "kept": KEPT_AT_THE_DESK,
    "front": AT_THE_FRONT,
    "tree": IN_THE_TREE,
    "accounts": ACCOUNTS,
    "party life": IN_PARTY_LIFE,
    "exchange": IN_THE_EXCHANGE,
    "board": ON_THE_BOARD,
    "duty": ON_DUTY,
    "volunteers": AMONG_VOLUNTEERS,
    "teams": IN_TEAMS,
    "shop": IN_THE_SHOP,
    "patrols": ON_PATROL,
    "registers": AT_THE_REGISTERS,
}
A_PAGE = {200, 301, 302, 303, 400, 409, 422}  # the form may have something to say, the address was theirs to ask


@pytest.fixture(autouse=True)
def monday(settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path
    wide = replace(WRONG_CODES, most=10_000)  # they all show wrong codes, at one address
    monkeypatch.setattr("resident.actions.braking.WRONG_CODES", wide)
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.mark.django_db
@pytest.mark.parametrize("rows", ROWS.values(), ids=ROWS)
def test_everybody_gets_what_the_matrix_says(rows: Mapping[str, Row]) -> None:
    world = World.build()
    fill(world)
    wrong = {
        f"{name} · {whose} · {who}": f"{got}, not {expected}"
        for turn, (name, row) in enumerate(rows.items())
        for whose in row.opens
        for who in _askers(list(world.people.clients), name, row, whose, turn)
        if (got := _asked(world, name, row, whose, who)) != (expected := row.expected(whose, who))
    }
    assert not wrong, "\n".join(f"{asked}: {answer}" for asked, answer in wrong.items())


@pytest.mark.django_db
@pytest.mark.parametrize("rows", ROWS.values(), ids=ROWS)
def test_the_wrong_method_is_refused_as_such(rows: Mapping[str, Row]) -> None:
    world = World.build()
    taken = {}
    for name, row in rows.items():
        whose, roles = next(iter(row.opens.items()))
        if row.wrong and (status := _sent(world, name, row, whose, min(roles), row.wrong).status_code) != 405:
            taken[name] = status
    assert taken == {}


def test_every_role_asks() -> None:
    assert set(WHERE) == set(Role)


def test_every_address_has_a_row() -> None:
    named = {name for name in _names(get_resolver()) if name != "admin:None"}  # an address of old leads to the new one
    assert named == {name for rows in ROWS.values() for name in rows}


def _askers(people: list[str], name: str, row: Row, whose: str, turn: int) -> list[str]:
    """Under PROOFS=1 everybody asks for every page. Without, whoever is signed out, one who gets the page, and of the
    others each third in turn, other ones at the next address. Whoever administers nothing is turned away at the door
    of the registers, before any page of them: each asks for every register's list, and for nothing behind it.
    """
    if os.environ.get("PROOFS") == "1":
        return people
    if name.startswith("admin:"):
        beside = not name.endswith("_changelist")
        return [who for who in people if not (beside and who in WHERE and who not in ADMINISTRATORS)]
    always = {VISITOR, min(row.opens[whose], default=VISITOR)}
    return [who for at, who in enumerate(people, turn) if at % 3 == 0 or who in always]


def _asked(world: World, name: str, row: Row, whose: str, who: str) -> int | str:
    answer = _sent(world, name, row, whose, who, row.method)
    if answer.status_code == 302 and answer["Location"].startswith(reverse("admin:login")):
        answer = world.people.clients[who].get(answer["Location"])  # the registers' door, which says no by itself
    on = answer["Location"] if answer.status_code == 302 else ""
    if on.startswith(reverse("resident:sign_in")) or (who == VISITOR and "sign-in" in on):
        return SIGN_IN
    return PAGE if answer.status_code in A_PAGE else answer.status_code


def _sent(world: World, name: str, row: Row, whose: str, who: str, method: str) -> Any:
    client: Client = world.people.clients[who]
    address = reverse(name, args=row.args(world, whose, who))
    answer = client.generic(method, address) if method != "POST" else client.post(address, dict(row.sent))
    if who != VISITOR and not client.cookies[settings.SESSION_COOKIE_NAME].value:
        client.force_login(world.people.users[who])  # signing out was asked for
    return answer


def _names(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    """Of every address of the project, with its namespace."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern, f"{pattern.namespace}:" if pattern.namespace else namespace)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"
