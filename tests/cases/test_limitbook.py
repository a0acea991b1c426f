"""What is said of a row of limits is what the clockwork does: whether it is ever chosen, whether it can be missed."""

import pytest

from cases import limitbook
from cases.deadlines import Clockwork
from cases.models import Category, Limit
from cases.models.rules import ASKED_AT
from cases.terms import Clock, Level, Urgency
from worktime.current import current_calendar
from worktime.limits import Limit as Span

LEAK = Category(pk=7, name="房屋漏水")
Scope = tuple[bool, int | None, str]  # the category's own?, level, urgency
SETS = [
    [(False, None, "")],
    [(False, 1, ""), (False, 2, ""), (False, 3, ""), (False, 4, ""), (False, 5, ""), (False, None, "")],
    [(False, 1, ""), (False, 2, ""), (False, 3, ""), (False, 4, ""), (False, 5, "")],
    [(False, None, ""), (False, 3, ""), *((False, None, urgency) for urgency in Urgency)],
    [(False, None, ""), (False, 3, "HARD"), (False, 4, "HARD"), (False, None, "URGENT")],
    [(False, None, ""), (True, None, ""), (True, 2, ""), (True, None, "URGENT"), (True, 2, "URGENT")],
    [(False, None, ""), (True, 2, ""), *((True, None, urgency) for urgency in Urgency)],
    [(False, None, ""), *((True, level, "URGENT") for level in Level), (True, None, "URGENT")],
]


def rows_of(scopes: list[Scope], clock: Clock) -> list[Limit]:
    """Each with a limit of its own, by which the clockwork's answer is told."""
    return [
        Limit(pk=number, clock=clock, category=LEAK if own else None, level=level, urgency=urgency, limit=f"{number}wd")
        for number, (own, level, urgency) in enumerate(scopes, start=1)
    ]


def answers(rows: list[Limit], clock: Clock, category: int | None) -> set[str]:
    """All that the clockwork ever answers; "none" where it finds nothing."""
    limits = {(one.clock, one.category_id, one.level, one.urgency): Span.parse(one.limit) for one in rows}
    clockwork, found = Clockwork(current_calendar(), limits), set()
    for level in ASKED_AT.get(clock, frozenset(Level)):
        for urgency in Urgency:
            try:
                found.add(str(clockwork.span(clock, category_id=category, level=level, urgency=urgency)))
            except LookupError:
                found.add("none")
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("scopes", SETS)
@pytest.mark.parametrize("clock", [Clock.HANDLE, Clock.ACCEPT, Clock.RULING])
def test_a_row_is_hidden_where_the_clockwork_never_chooses_it(clock: Clock, scopes: list[Scope]):
    rows = [row for row in rows_of(scopes, clock) if not row.never_asked]
    for row in rows:
        chosen = row.limit in answers(rows, clock, row.category_id)
        assert bool(limitbook.hidden(row, rows)) == (not chosen), row


@pytest.mark.django_db
@pytest.mark.parametrize("scopes", SETS)
@pytest.mark.parametrize("clock", [Clock.HANDLE, Clock.ACCEPT, Clock.RULING])
def test_a_row_is_needed_where_the_clockwork_would_find_nothing(clock: Clock, scopes: list[Scope]):
    rows = rows_of(scopes, clock)
    for row in rows:
        left = [one for one in rows if one is not row]
        assert bool(limitbook.needed(row, rows)) == ("none" in answers(left, clock, None)), row


@pytest.mark.django_db
def test_of_the_rows_that_come_with_the_system_none_is_without_use_and_every_clock_has_its_own():
    rows = list(Limit.objects.select_related("category"))
    assert [limitbook.hidden(row, rows) for row in rows if limitbook.hidden(row, rows)] == []
    assert [row.never_asked for row in rows if row.never_asked] == []
    for clock in Clock:
        assert "none" not in answers(rows, clock, None), clock
