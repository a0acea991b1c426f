"""Every page of the board that can be taken out: its workbook says in each row the numbers that the page says, and
no others; what is one number on the page is a number there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from html import unescape
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.test import Client
from openpyxl import load_workbook

from cases.models import Case
from dashboards.actions import catch_up
from tests.dashboards.counted import answers, counted
from tests.dashboards.test_surveys import keep
from tests.desk.questions import checked, to_the_housing_bureau
from tests.factories import MONDAY, Town, build_town

pytestmark = [pytest.mark.django_db, pytest.mark.enough_on("sqlite")]

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_NEVER_CLOSED = {"area", "br", "col", "hr", "img", "input", "link", "meta", "path", "polyline", "rect"}


class Rows(HTMLParser):
    """What a page's tables say, line by line, read in another way than by what makes the workbooks."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []  # table → row → what its cells say
        self.values: list[list[list[str]]] = []  # and which number each of them is said to be
        self._in: list[str] = []
        self._silent: list[bool] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        tag = "amounts" if "amounts" in (given.get("class") or "").split() else tag
        if tag in ("table", "amounts"):
            self.tables.append([[]] if tag == "amounts" else [])  # which has no line for a head
            self.values.append([[]] if tag == "amounts" else [])
        elif tag == "tr" or (tag == "li" and "amounts" in self._in):
            self.tables[-1].append([])
            self.values[-1].append([])
        elif (tag in ("td", "th") and "table" in self._in) or (tag in ("span", "b", "i") and "amounts" in self._in):
            self.tables[-1][-1].append("")
            self.values[-1][-1].append(given.get("data-value") or "")
        if tag == "svg" and given.get("aria-label"):
            self.handle_data((given["aria-label"] or "").rpartition("：")[2])
        if tag not in _NEVER_CLOSED:
            self._in.append(tag)
            self._silent.append(given.get("aria-hidden") == "true")

    def handle_endtag(self, tag: str) -> None:
        if tag not in _NEVER_CLOSED:
            self._in.pop()
            self._silent.pop()

    def handle_data(self, data: str) -> None:
        in_one = {"table", "amounts"} & {*self._in} and {"td", "th", "li"} & {*self._in}
        if in_one and not any(self._silent) and self.tables[-1][-1]:
            self.tables[-1][-1][-1] += f" {data}"


def numbers(words: object) -> list[Decimal]:
    return [Decimal(one).normalize() for one in _NUMBER.findall(str(words).replace(",", ""))]


def said(cells: Any) -> list[Decimal]:
    return sorted(number for cell in cells if cell is not None for number in numbers(cell))


def disagreements(client: Client, address: str) -> Iterator[str]:
    page = client.get(address).content.decode()
    book = load_workbook(BytesIO(client.get(f"{address}&as=xlsx").content))
    found = Rows(page)
    shown = [(rows, values) for rows, values in zip(found.tables, found.values, strict=True) if len(rows) > 1]
    sheets = [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets[1:]]
    if len(shown) != len(sheets):
        yield f"{address}: {len(shown)} tables, {len(sheets)} sheets"
    for (rows, values), sheet in zip(shown, sheets, strict=False):
        if len(rows) != len(sheet):
            yield f"{address}: {len(rows)} rows, {len(sheet)} in the workbook: {sheet[0]}"
            continue
        for row, value, line in zip(rows[1:], values[1:], sheet[1:], strict=True):
            if said(row) != said(line):
                yield f"{address}: {row} became {line}"
            plain = [cell for cell in line if isinstance(cell, int | float)]
            if sum(map(bool, value)) > len(plain):
                yield f"{address}: of {row} not all numbers are numbers in {line}"


@pytest.fixture
def town() -> Iterator[Town]:
    """Something of everything that a page of the board puts into a table."""
    with time_machine.travel(MONDAY, tick=False):
        town = build_town()
        Case.objects.filter(pk=town.handling(words="地下室漏水").pk).update(handle_by=MONDAY - timedelta(hours=1))
        town.reported()
        checked(town)
        to_the_housing_bureau(town)
        catch_up(at=MONDAY)
        counted(town, "grid", MONDAY.date(), unit=town.units["housing"], dispatched=1204, disputed=3, **answers(3, 1))
        counted(town, "far_grid", MONDAY.date(), came=1, **answers(1030, 7))
        assert keep(town.client("platform"), town).status_code == 302
        yield town


def pages(client: Client, place: int) -> Iterator[str]:
    """All of the board of this place, of this month, that can be taken out: what leads from one to the other."""
    waiting, seen = [f"/board/{place}/?period=month"], set()
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        answer = client.get(address)
        if answer.status_code != 200 or "html" not in answer["Content-Type"]:
            continue
        page = answer.content.decode()
        if "as=xlsx" in page:
            yield address
        links = (unescape(link) for link in re.findall(rf'href="(/board/{place}/[^"#]*)', page))
        waiting += [link for link in links if link.endswith("?period=month") and "/screen/" not in link]


def test_each_workbook_says_what_its_page_says(town: Town) -> None:
    client = town.client("platform")
    found = list(pages(client, town.places["district"].pk))
    parts = {re.sub(r"^/board/\d+/|\?.*", "", address) for address in found}
    assert {"", "parts/", "league/", "forces/", "scores/", "late/", "surveys/"} <= parts
    assert len([part for part in parts if part.startswith("indicators/")]) > 20
    assert len([part for part in parts if part.startswith("forces/")]) > 10
    found.append(f"/board/{town.places['grid'].pk}/?period=month")  # which ends in its cases
    assert [line for address in found for line in disagreements(client, address)] == []
