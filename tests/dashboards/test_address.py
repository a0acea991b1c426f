"""An address says what it is of: one writing for one thing, days that have begun, tabs that lead somewhere."""

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
import time_machine
from openpyxl import load_workbook

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


INSTEAD = {
    "period=2030-01": "2030年1月还没有开始，先看现在的。",
    "period=1990-01": "只能看最近 10 年，先看本周。",
    "period=someday": "没有这个时段，先看本周。",
    "period=days&from=2026-02-29&to=2026-03-02": "没有 2026-02-29 这一天，先看本周。",
    "period=days&from=2026-02-01&to=2026-02-30": "没有 2026-02-30 这一天，先看本周。",
    "period=days&from=1.2.2026&to=2026-02-29": "日期要写成 2026-11-01 这样，起止都要填，先看本周。",
    "period=days&from=2026-11-02&to=": "日期要写成 2026-11-01 这样，起止都要填，先看本周。",
    "period=days&from=2027-01-01&to=2029-02-01": "这段时间还没有开始，先看本周。",
    "period=days&from=2026-11-01&to=2029-02-01": "只能看到 2027 年底，先看本周。",
    "period=days&from=2027-06-01&to=2027-06-02": "这段时间还没有开始，还没有数字。",
}


def said_by(book: bytes) -> dict[str, str]:
    """What a workbook says of itself."""
    rows = load_workbook(BytesIO(book))["说明"].iter_rows(values_only=True)
    return {str(item): str(said) for item, said in rows}


@pytest.mark.parametrize("days", INSTEAD)
def test_days_that_cannot_be_had_are_said_to_be_wherever_others_stand_instead(town: Town, days: str) -> None:
    client, there = town.client("platform"), f"/board/{town.places['district'].pk}/"
    for page in (there, f"{there}screen/", "/board/", "/board/screen/"):
        assert INSTEAD[days] in client.get(f"{page}?{days}", follow=True).content.decode(), page
    for book in (f"{there}figures.xlsx?{days}", f"{there}parts/?{days}&as=xlsx"):
        assert said_by(client.get(book).content)["提示"] == INSTEAD[days], book


def test_days_that_can_be_had_need_no_word(town: Town) -> None:
    client, there = town.client("platform"), f"/board/{town.places['district'].pk}/"
    assert 'role="alert"' not in client.get("/board/screen/?period=month", follow=True).content.decode()
    answer = client.get("/board/?period=2026-10")
    assert answer["Location"] == f"{there}?period=2026-10"
    assert "提示" not in said_by(client.get(f"{there}figures.xlsx").content)


def test_the_days_of_ones_own_begin_with_those_that_are_shown(town: Town) -> None:
    client, there = town.client("platform"), f"/board/{town.places['district'].pk}/"

    def filled(query: str) -> list[str]:
        return re.findall(r'type="date"[^>]*value="(.*?)"', client.get(f"{there}?{query}").content.decode())

    assert filled("period=month") == ["2026-11-01", "2026-11-16"]
    assert filled("period=2026-10") == ["2026-10-01", "2026-10-31"]
    assert filled("period=days&from=2026-11-03&to=2026-11-05") == ["2026-11-03", "2026-11-05"]
    assert filled("period=days&from=2026-11-05&to=") == ["2026-11-05", ""]
