"""The tables of a page as sheets: read from the page itself, as its charts are, so that no sheet says another number.

A table gives its rows; so does a list of amounts (`<ul class="amounts">`), each of its lines a name, a value and what
is beside it. A sheet is called like the heading over it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from html.parser import HTMLParser

from exchange.exporting.sheets import Cell, Sheet

OF_AMOUNTS = ("指标", "数值", "多少比多少")
_NUMBER = re.compile(r"(\d{1,3}(,\d{3})+|\d+)(\.\d+)?%?")
_NOT_IN_A_TITLE = re.compile(r"[\[\]:*?/\\]")
_LONGEST_TITLE, _SHORTER = 31, 24  # Excel's limit; with room for what tells two apart
_HEADINGS, _CELLS = ("h1", "h2", "h3"), ("th", "td")


class Tabled(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.title, self.heading = "", ""
        self.goes_on = False  # on another page
        self._words: list[str] | None = None  # of the heading or cell that is read
        self._rows: list[list[Cell]] | None = None  # of the table that is read
        self._amounts = False
        self._found: list[tuple[str, list[list[Cell]]]] = []
        self.feed(page)

    def sheets(self) -> Iterator[Sheet]:
        taken: set[str] = set()
        for heading, (head, *rows) in self._found:
            title = name = _NOT_IN_A_TITLE.sub(" ", heading)[:_LONGEST_TITLE] or "表"
            number = 1
            while title.casefold() in taken:
                number += 1
                title = f"{name[:_SHORTER]} {number}"
            taken.add(title.casefold())
            yield Sheet(title, [str(cell) for cell in head], rows)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a" and dict(attrs).get("rel") == "next":
            self.goes_on = True
        if tag == "table":
            self._rows, self._amounts = [], False
        elif tag == "ul" and "amounts" in (dict(attrs).get("class") or "").split():
            self._rows, self._amounts = [list(OF_AMOUNTS)], True
        elif self._rows is not None and tag == ("li" if self._amounts else "tr"):
            self._rows.append([])
        elif tag == "title" or (self._rows is None and tag in _HEADINGS) or self._is_cell(tag):
            self._words = []

    def handle_endtag(self, tag: str) -> None:
        if self._rows is not None and tag == ("ul" if self._amounts else "table"):
            if len(self._rows) > 1:
                self._found.append((self.heading, self._rows))
            self._rows = None
        elif self._words is not None and (tag == "title" or tag in _HEADINGS or self._is_cell(tag)):
            words, self._words = " ".join("".join(self._words).split()), None
            if tag == "title":
                self.title = self.title or words.removesuffix(" · 哨到")
            elif self._rows:
                self._rows[-1].append(_value(words))
            else:
                self.heading = words

    def handle_data(self, data: str) -> None:
        if self._words is not None:
            self._words.append(data)

    def _is_cell(self, tag: str) -> bool:
        """Of a list of amounts its three parts, which stand side by side."""
        return bool(self._rows) and tag in (("span", "b", "i") if self._amounts else _CELLS)


def _value(words: str) -> Cell:
    """A number where there is nothing but a number; per cent as the number that is written."""
    return Decimal(words.replace(",", "").removesuffix("%")) if _NUMBER.fullmatch(words) else words
