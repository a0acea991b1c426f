"""A reader of one street never gets a figure that another street's case moves: every page, byte by byte."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from cases import actions
from cases.models import Case, Category
from cases.terms import Channel, Purpose
from dashboards.actions import catch_up
from dashboards.urls import urlpatterns
from tests.desk.questions import to_the_housing_bureau
from tests.factories import MONDAY, Town, build_town

pytestmark = pytest.mark.enough_on("postgres")

THEN = MONDAY + timedelta(days=30)
SHOWN_ONCE = re.compile(rb'(name="csrfmiddlewaretoken" value|nonce|"X-CSRFToken":) ?=?"?[^">]+')
PERIOD = "period=days&from=2026-11-01&to=2026-12-20"
far_reports = st.lists(
    st.fixed_dictionaries(
        {
            "channel": st.sampled_from(list(Channel)),
            "category": st.sampled_from([None, "LEAK", "LIGHTING", "EMERGENCY"]),
            "purpose": st.sampled_from([None, Purpose.EMERGENCY]),
            "phone": st.sampled_from(["", "13800000001", "13800000002"]),
            "waits": st.integers(0, 400),
        }
    ),
    min_size=1,
    max_size=4,
)


@pytest.fixture
def town(db: None) -> Town:
    """Its first street has something of its own to show."""
    town = build_town()
    case = actions.finish(town.handling(phone="13800000009"), result="修好了", by=town.hat("worker"), at=MONDAY)
    case = actions.check_pass(case, on_site=True, by=town.hat("guide"), at=MONDAY)
    actions.revisit(case, solved="YES", satisfied="YES", by=town.hat("revisitor"), at=MONDAY)
    town.handled_by(3)
    town.reported(place=town.places["next_grid"])
    Case.objects.update(due_at=None)  # the sweep passes them by: what moves is far away
    return town


def addresses(town: Town, narrowed: str = "") -> Iterator[str]:
    """Each page that a place has, of the street and of what is in it; of what is not, that it is not to be had."""
    for pattern in urlpatterns:
        route = str(pattern.pattern)
        if set(re.findall(r"<[^>]+>", route)) <= {"<int:place>", "<slug:code>"}:
            for where in ("street", "grid", "district", "far_street"):
                for code in ("response", "open", "took") if "<slug:code>" in route else ("",):
                    path = route.replace("<int:place>", str(town.places[where].pk)).replace("<slug:code>", code)
                    yield f"/board/{path}?{PERIOD}{narrowed}"


def shown(client: Client, town: Town, narrowed: str = "") -> dict[str, tuple[int, bytes]]:
    pages = {}
    for address in addresses(town, narrowed):
        answer = client.get(address, follow=True)
        body = b"" if answer.streaming else SHOWN_ONCE.sub(b"", answer.content)
        if ".xlsx?" in address and answer.status_code == 200:
            body = in_cells(body)
        pages[address] = answer.status_code, body
    return pages


def in_cells(workbook: bytes) -> bytes:
    """What stands in the sheets; the file itself says when it was made."""
    sheets = load_workbook(BytesIO(workbook), read_only=True)
    return repr([[tuple(row) for row in sheet.iter_rows(values_only=True)] for sheet in sheets]).encode()


def far_away(town: Town, said: list[dict[str, Any]]) -> None:
    at = MONDAY
    for one in said:
        category = Category.objects.get(code=one["category"]) if one["category"] else None
        words = {"channel": one["channel"], "purpose": one["purpose"], "phone": one["phone"], "category": category}
        town.reported(place=town.places["far_grid"], at=at, **words)
        at += timedelta(hours=one["waits"])
        actions.sweep(at=at)


@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck))
@given(said=far_reports)
def test_what_happens_in_the_far_street_moves_nothing_here(town: Town, said: list[dict[str, Any]]) -> None:
    undone = transaction.savepoint()
    try:
        with time_machine.travel(THEN, tick=False):
            client, far = town.client("street"), town.client("far_street")
            catch_up(at=THEN)
            before, there = shown(client, town), shown(far, town)
            far_away(town, said)
            catch_up(at=THEN)
            after = shown(client, town)
            assert [address for address in before if before[address] != after[address]] == []
            assert shown(far, town) != there  # where they happened they are seen
    finally:
        transaction.savepoint_rollback(undone)


def test_what_others_have_in_hands_moves_nothing_on_a_units_own_line(town: Town) -> None:
    """A department reads its line in every place of the district, and no number of anything else there."""
    to_the_housing_bureau(town)
    own = f"&unit={town.units['housing'].pk}"
    with time_machine.travel(THEN, tick=False):
        client = town.client("housing")
        catch_up(at=THEN)
        before = shown(client, town, own)
        case = actions.finish(town.handling(phone="13800000008"), result="修好了", by=town.hat("worker"), at=MONDAY)
        actions.check_pass(case, on_site=True, by=town.hat("guide"), at=MONDAY)
        town.reported(place=town.places["far_grid"])
        catch_up(at=THEN)
        after = shown(client, town, own)
    assert [address for address in before if before[address] != after[address]] == []
    assert [status for status, _ in before.values()].count(200) >= 16


def test_there_is_something_to_read_on_each_of_these_pages(town: Town) -> None:
    with time_machine.travel(THEN, tick=False):
        catch_up(at=THEN)
        pages = shown(town.client("street"), town)
    mine, far = (f"/{town.places[which].pk}/" for which in ("street", "far_street"))
    of_the_street = {address: status for address, (status, _) in pages.items() if mine in address}
    others = {403, 405}  # another role's page; a form's alone
    assert set(of_the_street.values()) - others == {200}
    assert {pages[address][0] for address in pages if far in address} - others == {404}
