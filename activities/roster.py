"""The roster as it is looked at: whom it names, how two of one name are told apart, who is found in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from activities.models import Activity, SignUp
from activities.models.signup import SignUpQuerySet
from activities.workflow import Standing

ROWS = 300  # nobody pages through a roster while neighbours stand there
LONGEST = 30  # of what is looked for: longer than any name


def rows_of(activity: Activity) -> SignUpQuerySet:
    """Of whoever has or had a place, or waits; with all that a row shows. Two queries."""
    rows = activity.sign_ups.exclude(standing=Standing.CANCELLED)
    return rows.select_related("volunteer__person", "role").prefetch_related("presences")


def looked_for(said: QueryDict) -> str:
    return said.get("find", "")[:LONGEST].strip()


def found_in(rows: Iterable[SignUp], words: str) -> list[SignUp]:
    """By a part of the name, or by the last four digits. Telephones are encrypted: no database looks for their end."""
    looked_for = "".join(words.split())
    if looked_for.isdecimal():
        return [one for one in rows if one.volunteer.person.phone_end == looked_for]
    return [one for one in rows if looked_for in one.volunteer.name]


def page_of(rows: Sequence[SignUp], number: str | None) -> Page[SignUp]:
    return Paginator(rows, ROWS).get_page(number)


def of_one_name(rows: Sequence[SignUp]) -> set[int]:
    """Those who are on it with somebody of the same name."""
    names = Counter(one.volunteer.name for one in rows)
    return {one.pk for one in rows if names[one.volunteer.name] > 1}
