"""An organisation is moved in the register: another parent is looked up and chosen, the tree stands as it should."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from grids.treecheck import broken_rows
from partyorg.models import Organisation
from tests.browser.measures import whole
from tests.browser.second_factor import set_up_second_factor
from tests.factories import PASSWORD, build_town

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.enough_on("sqlite")]


def test_a_station_is_moved_to_another_street(desk: Page, live_server: LiveServer) -> None:
    town = build_town()
    desk.goto(live_server.url + "/admin/partyorg/organisation/")
    desk.fill("input[name=username]", "system_admin")
    desk.fill("input[name=password]", PASSWORD)
    desk.press("input[name=password]", "Enter")
    set_up_second_factor(desk, "system_admin")
    desk.get_by_role("link", name="镇江路街道综合执法队").click()
    desk.locator("[aria-labelledby=select2-id_parent-container]").click()
    desk.locator(".select2-search__field").fill("辽宁路")
    desk.locator(".select2-results__option", has_text="辽宁路街道党工委").click()
    desk.locator("[aria-labelledby=select2-id_place-container]").click()
    desk.locator(".select2-search__field").fill("辽宁路")
    desk.locator(".select2-results__option", has_text="辽宁路街道").click()
    desk.get_by_role("button", name="保存", exact=True).click()
    expect(desk.locator(".success")).to_be_visible()
    whole(desk)  # the list stands further down than what says that it was saved
    assert desk.evaluate("document.documentElement.scrollWidth") <= 1366
    names = desk.locator(".unit-name").all_inner_texts()
    assert names.index("辽宁路街道党工委") < names.index("镇江路街道综合执法队")
    assert names.index("太平镇社区第2网格党支部") < names.index("镇江路街道综合执法队")
    station = Organisation.objects.get(pk=town.units["station"].pk)
    assert station.parent == town.units["far_street_unit"]
    assert list(broken_rows(Organisation)) == []
