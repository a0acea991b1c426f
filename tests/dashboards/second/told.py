"""What is said of a case: that it came, was open, put off, raised, supervised, closed, and what was thought of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from cases.models import Event, Rating
from cases.terms import TERMINAL, TOP, Kind, Level, Notice, State, Who
from dashboards.terms import What
from tests.dashboards.second.history import SHANGHAI, Count, History, holder, reworks_since_opened, whole

K, N, S, W = Kind, Notice, State, What


def came(history: History) -> Iterator[Count]:
    first, case = history.rows[0], history.case
    yield whole(W.CAME, first.at, case)
    said_again = [row for row in history.rows if row.kind == N.ADDED and row.data.get("again")]
    opened_again = [row for row in history.rows if row.kind == K.REOPEN]
    if said_again or opened_again:
        yield whole(W.CAME_AGAIN, first.at, case)


def said_again(history: History) -> Iterator[Count]:
    """Urged, said once more, joined by another report, asked to be opened again, or opened without being asked."""
    for number, row in enumerate(history.rows):
        once_more = row.kind == N.ADDED and row.data.get("again")
        of_reopening = [one.kind for one in history.rows[:number] if one.kind in (N.ASK_REOPENING, K.REOPEN)]
        unasked = row.kind == K.REOPEN and of_reopening[-1:] != [N.ASK_REOPENING]
        if once_more or unasked or row.kind in (N.URGED, N.JOINED, N.ASK_REOPENING):
            yield Count(W.SAID_AGAIN, row.at, holder(row), row.to_level)


def opened_and_ended(history: History) -> Iterator[Count]:
    """What is open is open at somebody, on a rung; what changes hands leaves the one and comes to the other."""
    at_whom: tuple[int, int] | None = None
    for row in history.rows:
        then = None if row.to_state in TERMINAL else (holder(row), row.to_level)
        if at_whom and then != at_whom:
            yield Count(W.ENDED, row.at, *at_whom)
        if then and then != at_whom:
            yield Count(W.OPENED, row.at, *then)
        at_whom = then


def put_aside_and_taken_up(history: History) -> Iterator[Count]:
    for row in history.rows[1:]:
        was, now = row.from_state == S.SUSPENDED, row.to_state == S.SUSPENDED
        if now and not was:
            yield Count(W.PUT_ASIDE, row.at, holder(row), row.to_level)
        if was and not now:
            yield Count(W.TAKEN_UP, row.at, holder(history.before(row)), row.to_level)


def cleared(history: History) -> Iterator[Count]:
    """Each review date for whoever put it aside: closed before that day began, or not closed when it did. Whichever of
    being put aside anew, withdrawn and merged came before it, nothing is due then."""
    for row in history.rows[1:]:
        if row.to_state == S.SUSPENDED != row.from_state:
            due = datetime.combine(date.fromisoformat(row.data["review_on"]), time(), SHANGHAI)
            over = next((one for one in history.after(row) if one.at >= due or _makes_the_date_void(one)), None)
            if over and over.to_state == S.CLOSED and over.at <= due:
                yield Count(W.CLEARED, over.at, holder(row), row.to_level)
            elif over and over.at >= due:
                yield Count(W.NOT_CLEARED, due, holder(row), row.to_level)


def _makes_the_date_void(row: Event) -> bool:
    return row.to_state in TERMINAL or row.to_state == S.SUSPENDED != row.from_state


def topped(history: History) -> Iterator[Count]:
    for row in history.rows[1:]:
        if row.to_level == TOP != row.from_level:
            yield whole(W.TOPPED, row.at, history.case)
            if history.case.state == S.CLOSED:
                yield whole(W.TOPPED_CLOSED, row.at, history.case)


def supervised(history: History) -> Iterator[Count]:
    """It begins once: by a supervisor, said in the row of whoever did not do something, or with being sent back."""
    for row in history.rows:
        sent_back = row.to_state == S.REWORK != row.from_state
        dragging = sent_back and row.to_level == TOP and reworks_since_opened(history, row) >= 2
        if row.kind in (K.SUPERVISE, K.AUTO_WHISTLE, K.AUTO_RAISE) or "supervised" in row.data or dragging:
            yield whole(W.SUPERVISED, row.at, history.case)
            if history.case.state == S.CLOSED:
                yield whole(W.SUPERVISED_CLOSED, row.at, history.case)
            assert history.case.supervised
            return
    assert not history.case.supervised


def cards(history: History) -> Iterator[Count]:
    for row in history.rows[1:]:
        who, level = holder(history.before(row)), row.from_level
        by_the_system = row.role == Who.SYSTEM
        not_come = row.data.get("why") == "not_reported_in"
        if row.kind in (K.AUTO_WHISTLE, N.OVERDUE) or (by_the_system and row.kind in (K.ACCEPT, K.SIGN)) or not_come:
            yield Count(W.YELLOW, row.at, who, level)
        dragging = row.kind == K.SUPERVISE and by_the_system and "why" not in row.data
        signed_too = row.kind == K.SIGN and by_the_system and level == TOP and "handle_by" in row.data.get("also", ())
        if row.kind == K.AUTO_RAISE or dragging or signed_too:
            yield Count(W.RED, row.at, who, level)


# the end


def closed(history: History) -> Iterator[Count]:
    for row in history.rows:
        if row.to_state == S.CLOSED != row.from_state:
            who, level = holder(history.before(row)), row.to_level
            yield Count(W.CLOSED, row.at, who, level)
            if reworks_since_opened(history, row):
                yield Count(W.CLOSED_REWORKED, row.at, who, level)
            if level == Level.GRID:
                yield Count(W.CLOSED_IN_GRID, row.at, who, level)
            if level == Level.COMMUNITY:
                yield Count(W.CLOSED_IN_COMMUNITY, row.at, who, level)


SOLVED = {"YES": W.SOLVED_YES, "PARTLY": W.SOLVED_PARTLY, "NO": W.SOLVED_NO}
SATISFIED = {"YES": W.SATISFIED_YES, "MOSTLY": W.SATISFIED_MOSTLY, "NO": W.SATISFIED_NO}


def said(history: History) -> Iterator[Count]:
    """Of each revisit at which somebody with a name answered; what is closed with an explanation has not satisfied."""
    for row in history.rows[1:]:
        who, level = holder(history.before(row)), row.to_level
        unnamed = history.case.anonymous and not history.was_known_at(row)
        if row.kind in (K.REVISIT_OK, K.REVISIT_BAD) and row.data.get("solved") and not unnamed:
            yield Count(SOLVED[row.data["solved"]], row.at, who, level)
            yield Count(SATISFIED[row.data["satisfied"]], row.at, who, level)
        if row.kind == K.CLOSE_EXPLAINED:
            yield Count(W.SATISFIED_NO, row.at, who, level)


def rated(history: History) -> Iterator[Count]:
    for rating in Rating.objects.filter(case=history.case, of=Rating.Of.RESPONSE).select_related("whistle"):
        who, level = rating.unit_id, rating.whistle.to_level
        yield Count(W.RATED, rating.at, who, level)
        if rating.on_time:
            yield Count(W.RATED_ON_TIME, rating.at, who, level)
        if rating.solved:
            yield Count(W.RATED_SOLVED, rating.at, who, level)
        yield Count(W.RATED_MANNER, rating.at, who, level, number=rating.manner or 0)
