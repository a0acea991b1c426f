"""No page of the desk can be moved sideways on a telephone, nor into emptiness at the desk."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from grids.models import Estate
from partyorg.models import Member, Resource
from tests.browser.widths import MOVES_SIDEWAYS, WINDOW, signed_in
from tests.factories import LONG_AGO, Town, build_town

pytestmark = pytest.mark.enough_on("sqlite")

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
LISTS = (
    "/desk/", "/desk/unit/", "/desk/members/", "/desk/grids/", "/desk/resources/", "/desk/organisations/",
    "/desk/party-life/completeness/", "/desk/meetings/", "/desk/journal/missing/", "/desk/figures/",
)  # fmt: skip
# Figures are compared down the column, and a file is looked at as it is: these tables stay tables.
STAY_TABLES = {
    "cases/figures.html", "cases/figures_came.html", "burden/meter.html", "cases/rules_limits.html",
    "volunteers/proof/paper.html", "dashboards/report/paper.html",  # printed
}  # fmt: skip


@pytest.fixture
def town(transactional_db: None, settings: Any, tmp_path: Path) -> Town:
    settings.MEDIA_ROOT = tmp_path
    town = build_town()
    Member.objects.create(
        name="方在职", phone="13812340001", organisation=town.units["branch"], works_at=town.units["housing"],
        since=LONG_AGO,
    )  # fmt: skip
    Estate.objects.create(community=town.places["community"], name="太平镇小区", kind=Estate.Kind.OLD)
    Resource.objects.create(
        name="水暖师傅老孙的小店", kind=Resource.Kind.CRAFTSMAN, skills="水暖 防水 管道疏通", place=town.grid
    )
    for number in range(40):
        town.reported(f"楼道灯不亮，第 {number} 处")
    return town


def test_no_list_moves_sideways_on_a_telephone(town: Town, live_server: Any, phone: Page) -> None:
    signed_in(phone, live_server, "street_secretary")
    moving = {}
    for path in LISTS:
        phone.goto(live_server.url + path)
        moving[path] = phone.evaluate(WINDOW)[0], phone.evaluate(MOVES_SIDEWAYS)
    assert {path: found for path, found in moving.items() if found != (0, [])} == {}


def test_each_row_of_a_list_says_on_a_telephone_what_its_cells_are(town: Town, live_server: Any, phone: Page) -> None:
    signed_in(phone, live_server, "street_secretary", "/desk/members/")
    row = phone.locator("tbody tr", has_text="方在职")
    said = row.evaluate("row => [...row.children].map(cell => getComputedStyle(cell, '::before').content)")
    assert [words.strip('"') for words in said if words != "none"] == ["党组织", "职务", "工作单位", "网格", "手机号"]
    assert row.get_by_text("138****0001").is_visible()
    box = row.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390


def test_what_the_header_folds_away_opens_within_the_window(town: Town, live_server: Any, phone: Page) -> None:
    signed_in(phone, live_server, "street_secretary")
    for menu in (".rest", ".hat"):
        phone.locator(f"{menu} summary").click()
        card = phone.locator(f"{menu} .card").bounding_box()
        assert card
        assert card["x"] >= 0
        assert card["x"] + card["width"] <= 390
        phone.locator(f"{menu} summary").click()


def test_the_desk_at_1366_ends_where_the_window_ends(town: Town, live_server: Any, desk: Page) -> None:
    """Headings that are only heard stood at the end of the list, 3,000 px below, and the window followed them."""
    signed_in(desk, live_server, "secretary", "/desk/?q=all")
    assert desk.locator("a.lrow").count() == 40
    assert desk.evaluate(WINDOW) == [0, 0]
    desk.evaluate("window.scrollTo(0, 9999)")
    assert desk.evaluate("window.scrollY") == 0
    desk.evaluate("document.querySelector('.list').scrollTo(0, 99999)")
    assert desk.locator("a.lrow").last.is_visible()


def test_every_table_with_a_head_says_in_its_cells_what_they_are() -> None:
    """So that a row can stand as a block on a telephone (tables.css, rules.css)."""
    silent = []
    for path in TEMPLATES.glob("*/**/*.html"):
        name = str(path.relative_to(TEMPLATES))
        if name.startswith("admin/") or name in STAY_TABLES:
            continue
        for table in path.read_text().split("<thead>")[1:]:
            head, _, body = table.partition("</thead>")
            if "{% for" not in head and re.search(r"<td\b(?! data-label)", body.partition("</table>")[0]):
                silent.append(name)
    assert silent == []
