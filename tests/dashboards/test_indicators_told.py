"""docs/indicators.md pairs every indicator with its name, and the other way round."""

import re
from pathlib import Path

from dashboards.indicators import COMBINED, INDICATORS
from dashboards.terms import What

ROW = re.compile(r"^\| `(\w+)` \| (\S+) \|", re.MULTILINE)


def test_each_indicator_has_its_row_and_each_row_its_indicator() -> None:
    told = dict(ROW.findall(Path("docs/indicators.md").read_text()))
    assert told == {one.code: one.name for one in INDICATORS.values()} | {COMBINED.code: COMBINED.name}


def test_whatever_is_counted_is_in_some_figure() -> None:
    used = {
        what
        for one in INDICATORS.values()
        for what in (*one.top, *one.bottom, *one.minus, *one.bottom_minus, *one.partly)
    }
    assert set(What) - used == {What.TOOK, What.LASTED}
