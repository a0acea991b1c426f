"""A category stands for itself and for all below it wherever cases are narrowed to it; told apart each has its row."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from cases.models import Category
from dashboards.actions import catch_up
from dashboards.signs.terms import FEW
from tests.factories import MONDAY, Town, build_town

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
A_DAY = timedelta(days=1)
BOTH = "占道经营（含 店外经营）"


@pytest.fixture
def town() -> Town:
    return build_town()


def page(town: Town, where: str, **query: Any) -> Any:
    answer = town.client("platform").get(f"/board/{town.places['district'].pk}/{where}", {"period": "month", **query})
    assert answer.status_code == 200
    return answer


def stalls(town: Town, **many: int) -> None:
    for code, number in many.items():
        category = Category.objects.get(code=code)
        for one in range(number):
            town.reported(f"{category}，第{one}处", category=category, at=MONDAY - A_DAY)


def test_narrowed_to_a_category_a_page_counts_what_is_below_it_too(town: Town) -> None:
    stalls(town, STREET_TRADE=2, OUTSIDE_SHOP=1)
    town.reported("还没有人看过的一件")
    catch_up(at=MONDAY)
    above, below = (Category.objects.get(code=code) for code in ("STREET_TRADE", "OUTSIDE_SHOP"))
    assert f"只看 <b>{BOTH}</b>" in page(town, "", category=above.pk).content.decode()
    assert "只看 <b>店外经营</b>" in page(town, "", category=below.pk).content.decode()
    behind = page(town, "indicators/came/", category=above.pk).context["behind"]
    assert (behind.beside.figure.value, len(behind.listing.entries)) == (3, 3)
    book = load_workbook(BytesIO(page(town, "indicators/came/", category=above.pk, **{"as": "xlsx"}).content))
    assert ("范围", BOTH) in list(book["说明"].iter_rows(values_only=True))


def test_told_apart_each_has_its_own_row_under_one_name_everywhere(town: Town) -> None:
    stalls(town, STREET_TRADE=2, OUTSIDE_SHOP=1)
    town.reported("还没有人看过的一件")
    catch_up(at=MONDAY)
    cuttings = page(town, "parts/").context["parts"].cuttings
    rows = {part.words: int(part.figures[0].value) for cut in cuttings if cut.name == "category" for part in cut.parts}
    head, *lines = load_workbook(BytesIO(page(town, "figures.xlsx").content))["类别"].iter_rows(values_only=True)
    assert {line[0]: line[head.index("受理（件）")] for line in lines} == rows
    assert rows == {"占道经营": 2, "店外经营": 1, "还没有定": 1}


def titles(town: Town) -> list[str]:
    catch_up(at=MONDAY)
    shown = town.client("street").get(f"/board/{town.places['street'].pk}/signs/").context["signs"].listed
    return [one.sign.title for one in shown]


def test_a_rise_of_a_category_counts_what_is_below_it(town: Town) -> None:
    stalls(town, STREET_TRADE=FEW - 1, OUTSIDE_SHOP=FEW - 1)
    assert titles(town) == ["占道经营（含 店外经营）"]


def test_a_rise_of_a_category_below_is_not_listed_again_as_that_aboves(town: Town) -> None:
    stalls(town, STREET_TRADE=1, OUTSIDE_SHOP=FEW + 3)
    assert titles(town) == ["店外经营"]
