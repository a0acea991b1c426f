"""The board's front: who comes where, and that its figures are those of the cases."""

import pytest

from dashboards.actions import catch_up
from dashboards.checking import faults
from tests.factories import MONDAY, build_town

pytestmark = pytest.mark.django_db


def test_a_leader_comes_to_the_place_that_the_post_covers() -> None:
    town = build_town()
    town.accepted(category="LEAK")
    catch_up(at=MONDAY)
    answer = town.client("street").get("/board/", follow=True)
    assert answer.status_code == 200
    assert town.places["street"].name in answer.content.decode()
    assert not list(faults(at=MONDAY))


def test_a_department_reads_its_own_line_alone() -> None:
    town = build_town()
    client = town.client("housing")
    answer = client.get("/board/", follow=True)
    assert answer.status_code == 200
    place = town.places["district"].pk
    assert client.get(f"/board/{place}/").status_code == 404
    assert client.get(f"/board/{place}/?unit={town.units['finance'].pk}").status_code == 404
