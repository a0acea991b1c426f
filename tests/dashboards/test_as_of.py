"""As of when the figures are: tallies follow a move after some seconds, and the page says so."""

from datetime import timedelta

import pytest
import time_machine

from dashboards.actions import catch_up
from tests.factories import MONDAY, build_town

pytestmark = pytest.mark.django_db


@time_machine.travel(MONDAY, tick=False)
def test_every_page_says_of_when_its_figures_are() -> None:
    town = build_town()
    place, client = town.places["street"].pk, town.client("street")
    assert "数字截至" not in client.get(f"/board/{place}/").content.decode()
    town.accepted(category="LEAK")
    catch_up(at=MONDAY - timedelta(minutes=20))
    for tail in ("", "parts/", "league/", "indicators/came/"):
        assert ">11月16日 08:40</time>" in client.get(f"/board/{place}/{tail}").content.decode(), tail
