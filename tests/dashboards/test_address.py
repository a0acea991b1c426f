"""An address says what it is of: one writing for one thing, days that have begun, tabs that lead somewhere."""

from collections.abc import Iterator

import pytest
import time_machine

from cases.models import Category
from dashboards.actions import catch_up
from tests.factories import MONDAY, Town, build_town

pytestmark = pytest.mark.django_db
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


@pytest.fixture
def town() -> Iterator[Town]:
    with time_machine.travel(MONDAY, tick=False):
        yield build_town()


@pytest.mark.parametrize("name", ["category", "panel", "unit", "level"])
def test_a_number_has_one_writing(town: Town, name: str) -> None:
    leak = Category.objects.get(code="LEAK")
    numbers = {"category": leak.pk, "panel": leak.panel_id, "unit": town.units["housing"].pk, "level": 3}
    client, there, number = town.client("street"), f"/board/{town.places['street'].pk}/", str(numbers[name])
    assert client.get(there, {name: number}).status_code == 200
    for wrong in (number.rjust(8, "0"), number.translate(FULL_WIDTH), f"+{number}", f"{number} ", "0", "-1"):
        assert client.get(there, {name: wrong}).status_code == 404, wrong


def test_days_that_have_not_begun_are_said_to_be_so(town: Town) -> None:
    client, there = town.client("street"), f"/board/{town.places['street'].pk}/"
    days = {"period": "days", "from": "2027-06-01", "to": "2027-12-31"}
    page = client.get(there, days).content.decode()
    assert "这段时间还没有开始" in page
    assert 'value="2027-06-01"' in page
    days |= {"from": "2026-11-01"}
    assert "还没有开始" not in client.get(there, days).content.decode()


def test_every_tab_that_is_offered_opens(town: Town) -> None:
    catch_up(at=MONDAY)
    for who, where, query in [
        ("housing", "district", f"?unit={town.units['housing'].pk}"), ("street", "street", ""), ("worker", "grid", ""),
    ]:  # fmt: skip
        client = town.client(who)
        page = client.get(f"/board/{town.places[where].pk}/{query}")
        tabs = page.content.decode().split('aria-label="看板的哪一页"')[1].split("</nav>")[0]
        links = [part.split('"')[0].replace("&amp;", "&") for part in tabs.split('href="')[1:]]
        assert len(links) >= 5
        assert [client.get(link).status_code for link in links] == [200] * len(links)
        assert ("苗头" in tabs) == (who != "housing")


def test_the_menu_leads_to_the_board_whoever_has_one(town: Town) -> None:
    for who in ("platform", "street", "worker", "housing"):
        client = town.client(who)
        assert 'href="/board/"' in client.get("/desk/rules/").content.decode()
        assert client.get("/board/", follow=True).status_code == 200
    for who in ("party_officer", "system_admin", "security_admin", "audit_admin"):
        client = town.client(who)
        assert 'href="/board/"' not in client.get("/desk/rules/").content.decode()
        assert client.get("/board/").status_code == 403


def test_of_two_narrowings_the_one_that_is_not_followed_is_said(town: Town) -> None:
    answer = town.client("leading").get(f"/board/{town.places['district'].pk}/?channel=PATROL&level=1")
    assert "一次只能按一样来看" in answer.content.decode()
    assert answer.context["asked"].narrowed == (("channel", "PATROL"),)
