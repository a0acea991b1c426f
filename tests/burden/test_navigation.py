"""The way to tasks stands in the bar of the desk for those who have something there, with what waits for them."""

import re

import pytest

from burden.models import ListedMatter
from tests.burden.conftest import given, on_the_community, text, took
from tests.factories import Town


def in_the_bar(town: Town, who: str) -> str | None:
    """What the link says; None where there is none."""
    bar = text(town.client(who).get("/desk/")).split("</nav>")[0]
    found = re.search(r'<a href="/desk/tasks/">(.*?)</a>', bar)
    return re.sub(r"<.*?>", "", found[1]) if found else None


@pytest.mark.parametrize("who", ["housing", "station", "platform", "leading", "street", "community"])
def test_units_that_give_and_territories_that_bear_have_it(town: Town, who: str):
    assert in_the_bar(town, who) == "协助事项"


@pytest.mark.parametrize("who", ["secretary", "worker", "guide"])
def test_whoever_works_in_a_grid_has_nothing_there(town: Town, who: str):
    assert in_the_bar(town, who) is None


def test_it_says_how_much_waits(town: Town, matter: ListedMatter):
    assignment = given(town)
    on_the_community(town, matter)
    assert [in_the_bar(town, who) for who in ("street", "community", "housing")] == [
        "协助事项 1", "协助事项 1", "协助事项",
    ]  # fmt: skip
    took(town, "street", assignment, "admit")
    assert [in_the_bar(town, who) for who in ("street", "community")] == ["协助事项", "协助事项 2"]
