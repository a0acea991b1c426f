"""The likeness of many cases at once: the one place where the engines differ about it.

PostgreSQL reckons it where the cases are, if it has the extension pg_trgm and a character type (LC_CTYPE) that knows
Chinese letters; where it has not, and on SQLite, Python reckons the same number (cases/likeness.py).
"""

from __future__ import annotations

from functools import lru_cache

from django.db import connection
from django.db.models import F, FloatField, Func, TextField, Value

from cases.likeness import AS_PAIRS, COURTESIES, EACH_CHARACTER, from_similarity, likeness, spread
from cases.models import Case, CaseQuerySet

MOST = 50  # of the likest; more nobody reads
COMPARED_AT_MOST = 200  # by Python: the newest


def likest(cases: CaseQuerySet, words: str) -> list[tuple[float, Case]]:
    """The cases whose words are the most like these, each with its likeness, the likest first. One query."""
    if connection.vendor == "postgresql" and knows_chinese(connection.settings_dict["NAME"]):
        ranked = cases.annotate(alike=_similarity(words)).order_by("-alike", "-id")
        return [(from_similarity(case.alike), case) for case in ranked[:MOST]]
    measured = [(likeness(case.words, words), case) for case in cases.order_by("-id")[:COMPARED_AT_MOST]]
    return sorted(measured, key=lambda pair: pair[0], reverse=True)[:MOST]


# What `likeness.spread` does to a text, in PostgreSQL's words.
_SPREAD = f"""
    regexp_replace(
        regexp_replace(normalize(%(expressions)s, NFKC), '{COURTESIES}', ' ', 'g'),
        '{EACH_CHARACTER}', '{AS_PAIRS}', 'g'
    )
"""


def _similarity(words: str) -> Func:
    spread_words = Func(F("words"), template=_SPREAD, output_field=TextField())
    return Func(spread_words, Value(spread(words)), function="similarity", output_field=FloatField())


@lru_cache
def knows_chinese(_database: str) -> bool:
    """Asked once in a process: an extension that comes later is used after a restart."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regprocedure('similarity(text, text)') IS NOT NULL")
        if not cursor.fetchone()[0]:
            return False
        cursor.execute("SELECT similarity('地下室', '地下室') = 1")  # 0 where Chinese characters are no letters
        return bool(cursor.fetchone()[0])
