"""From a case back to the page of the board that one came from, and to no other site."""

from __future__ import annotations

import re

import pytest

from tests.factories import Town, build_town

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("came_from", "to"),
    [
        ("http://testserver/board/{}/late/?holder=3&page=2", "/board/{}/late/?holder=3&page=2"),
        ("http://testserver/desk/?q=open", "/desk/"),
        ("http://elsewhere.example/board/{}/late/", "/desk/"),
        ("http://testserver.example/board/1/", "/desk/"),
        ("", "/desk/"),
    ],
)
def test_a_case_leads_back_to_the_board_it_was_opened_from(came_from: str, to: str) -> None:
    town: Town = build_town()
    case, place = town.handling(), town.places["district"].pk
    headers = {"Referer": came_from.format(place)}
    page = town.client("platform").get(f"/desk/cases/{case.number}/", headers=headers).content.decode()
    [back] = re.findall(r'<a class="back" href="([^"]*)"', page)
    assert back.replace("&amp;", "&") == to.format(place)
