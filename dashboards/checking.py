"""Do the figures say what the cases say? Facts against histories, sums against facts, everything against the tree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from django.db import connection

from cases.models import Case
from dashboards.actions.projecting import BATCH, catch_up, facts_made
from dashboards.actions.recounting import SPREAD_COLUMNS, TALLY_COLUMNS, spreads_of_facts, tallies_of_facts
from dashboards.folding import Subject
from dashboards.models import Fact
from dashboards.tallies.sums import CUT_ON, KEPT_ON, FactRow
from dashboards.terms import COUNTED, Cut, Grain

_ANY = " OR ".join(f"{what.value} <> 0" for what in COUNTED)


def faults(*, at: datetime) -> Iterator[str]:
    """One sentence for each thing that is wrong; none: every figure is what the cases make it. Catches up first."""
    catch_up(at=at)
    yield from _wrong_facts()
    for grain in Grain:
        for cut in Cut:
            levels = KEPT_ON if cut == Cut.ALL else CUT_ON
            kept = (
                f"SELECT {TALLY_COLUMNS} FROM dashboards_tally WHERE cut = '{cut}' AND grain = '{grain}' AND ({_ANY})"
            )
            yield from _differences(tallies_of_facts(cut, grain), kept, levels)
        kept = f"SELECT {SPREAD_COLUMNS} FROM dashboards_spread WHERE grain = '{grain}' AND number <> 0"
        yield from _differences(spreads_of_facts(grain), kept, KEPT_ON)


def _wrong_facts() -> Iterator[str]:
    after = 0
    while ids := list(Case.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        rows = Case.objects.filter(pk__in=ids).order_by().values_list(*Subject._fields)
        made = Counter(facts_made([Subject(*row) for row in rows]))
        facts = Fact.objects.filter(case__in=ids).order_by().values_list(*FactRow._fields)
        kept = Counter(FactRow(*row) for row in facts)
        for row in sorted({fact.case_id for fact in (made - kept)} | {fact.case_id for fact in (kept - made)}):
            yield f"案件 {row} 的计数与它的经过不符"
        after = ids[-1]


def _differences(made: str, kept: str, levels: frozenset[str]) -> Iterator[str]:
    places = "SELECT above_id FROM dashboards_above"
    made = made.format(places, ", ".join(f"'{level}'" for level in sorted(levels)))
    for missing, there, words in ((made, kept, "少了"), (kept, made, "多了")):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM ({missing}) AS one EXCEPT SELECT * FROM ({there}) AS other")
            for place, *row in cursor.fetchall():
                yield f"地域 {place} 的合计{words}一行：{row[:4]}"
