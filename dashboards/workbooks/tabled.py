"""The tables of a page as sheets: read from the page itself, as its charts are, so that no sheet says another number.

A table gives its rows; so does a list of amounts (`<ul class="amounts">`), each of its lines a name, a value and what
is beside it. A sheet is called like the heading over it. A note of the page (`data-note`), and what its lists have
alone (`data-chosen`), stand with what is said of the workbook as a whole. What each cell and column becomes:
dashboards/workbooks/columns.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

from dashboards.workbooks.columns import OF_HOW_MANY, Entry, columns_of, entry_of, joined, numbers_in
from exchange.exporting.sheets import Sheet

OF_AMOUNTS = ("指标", "数值", OF_HOW_MANY)
SAID = "说明"  # in place of the last, where nothing is of how many
_NOT_IN_A_TITLE = re.compile(r"[\[\]:*?/\\]")
_LONGEST_TITLE, _SHORTER = 31, 24  # Excel's limit; with room for what tells two apart
_HEADINGS, _CELLS = ("h1", "h2", "h3"), ("th", "td")
_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})  # have no end


@dataclass(slots=True)
class _Table:
    """`heading`, `below`: the h2 over it and the h3 below that. `label`: what it calls itself."""

    heading: str
    below: str
    label: str
    rows: list[list[Entry]]
    is_amounts: bool = False

    def end(self) -> None:
        """All its lines are there: what stands last in those of amounts is not always of how many."""
        last = [joined(entry.pieces) for row in self.rows[1:] for entry in row[2:] if entry.pieces]
        if self.is_amounts and last and not any(" / " in words for words in last):
            self.rows[0][2] = entry_of([SAID])

    def names(self) -> Iterator[str]:
        """What its sheet may be called, the best first, without an end."""
        name = self.below or self.heading or "表"
        first = self.rows[0][0].pieces if self.rows[0] else []
        own = (self.label or joined(first))[: _SHORTER - 4]
        yield name
        if self.label:
            yield self.label
        yield f"{self.heading[: _LONGEST_TITLE - 1 - len(own)]} {own}"
        number = 2
        while True:
            yield f"{name[:_SHORTER]} {number}"
            number += 1


class Tabled(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.title, self.heading, self.below = "", "", ""
        self.goes_on = False  # on another page
        self.notes: list[str] = []
        self.chosen: list[str] = []  # which of what was counted the lists have alone
        self._reading = ""  # the element whose words are read: the title, a heading, a caption, a cell
        self._pieces: list[str] = []  # its words, those of different elements apart
        self._unread = 0  # how deep inside something that is not read: it is hidden, or a drawing that has its words
        self._table: _Table | None = None
        self._found: list[_Table] = []
        self.feed(page)

    def sheets(self) -> Iterator[Sheet]:
        taken: set[str] = set()
        for table in self._found:
            names = (_NOT_IN_A_TITLE.sub(" ", name)[:_LONGEST_TITLE] for name in table.names())
            title = next(name for name in names if name.casefold() not in taken)
            taken.add(title.casefold())
            head, rows = columns_of(table.rows)
            yield Sheet(title, head, rows)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self._unread:
            self._unread += tag not in _VOID
            return
        self._pieces.append("")
        if note := given.get("data-note"):
            self.notes.append(note)
        if chosen := given.get("data-chosen"):
            self.chosen.append(chosen)
        drawn = given.get("aria-label", "") if tag == "svg" else ""
        if drawn or given.get("aria-hidden") == "true":
            self._pieces += [numbers_in(drawn), ""]
            self._unread = int(tag not in _VOID)
        elif tag == "a" and given.get("rel") == "next":
            self.goes_on = True
        elif not self._begins_table(tag, given) and not self._reading and self._has_words(tag):
            self._reading, self._pieces = tag, [""]

    def handle_endtag(self, tag: str) -> None:
        if self._unread:
            self._unread -= tag not in _VOID
            return
        self._pieces.append("")
        if self._reading == tag:
            self._reading = ""
            self._take(tag, [words for piece in self._pieces if (words := " ".join(piece.split()))])
        elif self._table and tag == ("ul" if self._table.is_amounts else "table"):
            if len(self._table.rows) > 1:
                self._table.end()
                self._found.append(self._table)
            self._table = None

    def handle_data(self, data: str) -> None:
        if self._reading and not self._unread:
            self._pieces[-1] += data

    def _begins_table(self, tag: str, given: Mapping[str, str]) -> bool:
        """Whether with this a table, or a row of the one that is read, begins."""
        if tag == "table":
            label = given.get("aria-label") or given.get("data-name", "")
            self._table = _Table(self.heading, self.below, label, [])
        elif tag == "ul" and "amounts" in given.get("class", "").split():
            head = [entry_of([words]) for words in OF_AMOUNTS]
            self._table = _Table(self.heading, self.below, given.get("aria-label", ""), [head], is_amounts=True)
        elif self._table and tag == ("li" if self._table.is_amounts else "tr"):
            self._table.rows.append([])
        else:
            return False
        return True

    def _has_words(self, tag: str) -> bool:
        """Of a list of amounts its three parts, which stand side by side."""
        if self._table is None:
            return tag == "title" or tag in _HEADINGS
        cells = ("span", "b", "i") if self._table.is_amounts else _CELLS
        return tag == "caption" or (bool(self._table.rows) and tag in cells)

    def _take(self, tag: str, pieces: list[str]) -> None:
        if tag == "title":
            self.title = self.title or joined(pieces).removesuffix(" · 哨到")
        elif tag == "caption" and self._table:
            self._table.label = joined(pieces)
        elif self._table:
            self._table.rows[-1].append(entry_of(pieces))
        elif tag == "h3":
            self.below = joined(pieces)
        else:
            self.heading, self.below = joined(pieces), ""
