"""What somebody owed, and whether it came in time: sheets to sign, contact, handling, coming when called."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from cases.models import Event
from cases.terms import Channel, Kind, Notice, State, Who
from dashboards.terms import What
from tests.dashboards.second.history import Count, History, holder

K, N, S, W = Kind, Notice, State, What

CALLED = {K.DISPATCH, K.TOP_DECIDE, K.EMERGENCY_DIRECT}
UP = {K.WHISTLE, K.AUTO_WHISTLE}
SENT = CALLED | UP


def sheets(history: History) -> Iterator[tuple[Event, Event | None]]:
    """Each time it was sent to somebody to be signed: the row that sent it, and the row by which it waits no more."""
    for row in history.rows:
        if row.kind in SENT and row.to_state == S.DISPATCHED:
            over = (one for one in history.after(row) if one.to_state != S.DISPATCHED or one.kind in SENT)
            yield row, next(over, None)


def dispatched(history: History) -> Iterator[Count]:
    for row in history.rows:
        granted = row.kind == N.RULING and holder(row) != holder(history.before(row))
        if row.kind in CALLED or granted:
            yield Count(W.DISPATCHED, row.at, holder(row), row.to_level)


def signing(over: Event) -> tuple[bool, datetime] | None:
    """Whether the host signed in time, and when that was settled; None where it was taken away before its time."""
    until = over.respond_by_before
    assert until
    if over.kind == K.SIGN and over.role != Who.SYSTEM and over.at <= until:
        return True, over.at
    return (False, until) if until <= over.at else None


def signed(history: History) -> Iterator[Count]:
    for sent, over in sheets(history):
        if over and (settled := signing(over)):
            good, at = settled
            who, level = holder(history.before(over)), over.from_level
            yield Count(W.SIGNED_IN_TIME if good else W.SIGNED_LATE, at, who, level)
            if sent.kind in UP:
                yield Count(
                    W.WHISTLE_ANSWERED if good else W.WHISTLE_NOT_ANSWERED, at, sent.owner_org_id, sent.to_level
                )


def answered_at_the_top(history: History) -> Iterator[Count]:
    """The leading group was whistled for: it has until its limit to settle what happens."""
    for row in history.rows:
        if row.to_state == S.TOPPED != row.from_state:
            over = next((one for one in history.after(row) if one.to_state != S.TOPPED), None)
            if over:
                until = over.respond_by_before
                assert until
                what = W.WHISTLE_NOT_ANSWERED if over.at > until else W.WHISTLE_ANSWERED
                yield Count(what, min(over.at, until), row.owner_org_id, row.to_level)


def may_be_asked(history: History, row: Event) -> bool:
    """Whether anybody could get in touch: known, and not one of the staff on patrol."""
    case = history.case
    if case.confidential or case.channel == Channel.PATROL:
        return False
    known = not case.anonymous and bool(case.reporter_id or case.reporter_phone_hash)
    return known or history.was_known_at(row)


def answered(history: History) -> Iterator[Count]:
    """Signed late it is not answered in time. In time, it is when somebody got in touch within the limit."""
    for _, over in sheets(history):
        if over is None or (settled := signing(over)) is None:
            continue
        good, at = settled
        who, level = holder(history.before(over)), over.from_level
        if not good:
            yield Count(W.NOT_ANSWERED, at, who, level)
        elif not may_be_asked(history, over):
            yield Count(W.ANSWERED, at, who, level)
        else:
            yield from _touched(history, over, who, level)


def _touched(history: History, signed: Event, who: int, level: int | None) -> Iterator[Count]:
    """Until then: whoever is done with it, or gives it on, owes no contact."""
    for row in history.after(signed):
        limit_passed = row.data.get("waited_for") == "contact" or "contact_by" in row.data.get("also", ())
        if limit_passed or (row.kind == N.CONTACTED and not row.data["on_time"]):
            yield Count(W.NOT_ANSWERED, row.at, who, level)
        elif row.kind == N.CONTACTED or row.kind in SENT or row.to_state in (S.CHECKING, S.SUSPENDED, S.TOPPED):
            yield Count(W.ANSWERED, row.at, who, level)
        elif row.to_state in (S.HANDLING, S.CONSULTING):
            continue
        return


# the handling clock


def handled(history: History) -> Iterator[Count]:
    """Each handling clock once: finished before its end, or its end came."""
    over: set[datetime] = set()  # the ends that were counted already
    for row in history.rows[1:]:
        until = row.handle_by_before
        if until is None or until in over or row.from_state not in BEING_HANDLED:
            continue
        who, level = holder(history.before(row)), row.from_level
        if row.kind == K.FINISH and row.at <= until:
            yield Count(W.FINISHED_IN_TIME, row.at, who, level)
        elif row.at >= until:
            yield Count(W.RAN_OUT, until, who, level)
            over.add(until)


BEING_HANDLED = {S.ACCEPTED, S.DISPATCHED, S.HANDLING, S.CONSULTING, S.REWORK, S.TOPPED}


def disputes(history: History) -> Iterator[Count]:
    for row in history.rows:
        if row.kind == K.DISPUTE:
            yield Count(W.DISPUTED, row.at, holder(row), row.to_level)
        if row.kind == N.RULING:
            objected = holder(history.before(row))
            what = W.DISPUTE_UPHELD if row.data["upheld"] else W.DISPUTE_GRANTED
            yield Count(what, row.at, objected, row.to_level)


def whistles(history: History) -> Iterator[Count]:
    for row in history.rows:
        if row.kind in (K.WHISTLE, K.RAISE_TOP):
            yield Count(W.WHISTLED, row.at, holder(history.before(row)), row.from_level)
        if row.kind in (K.AUTO_WHISTLE, K.AUTO_RAISE):
            yield Count(W.CLIMBED, row.at, holder(history.before(row)), row.from_level)


def reported_in(history: History) -> Iterator[Count]:
    for row in history.rows:
        who = holder(row)
        if row.kind == K.REPORT_IN and row.data["on_time"]:
            yield Count(W.REPORTED_IN, row.at, who, row.to_level)
        if row.data.get("why") == "not_reported_in" or "report_in_by" in row.data.get("also", ()):
            yield Count(W.NOT_REPORTED_IN, row.at, who, row.to_level)
