"""Checked by somebody who did not do it, then judged by the resident. Not solved: back to work, the rung kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from cases.actions.merging import close_children
from cases.actions.moving import permit, step, take
from cases.actions.pictures import Pictures
from cases.deadlines import NO_RESPOND, REWORKS_BEFORE_CLIMBING, Clockwork
from cases.guards.handling import is_good
from cases.models import Case, Photo
from cases.photos import CleanPhoto
from cases.terms import TOP, Clock, Kind, Notice, Supervision
from partyorg.hats import Hat


def check_pass(
    case: Case, *, on_site: bool, note: str = "", photos: Sequence[CleanPhoto] = (), by: Hat, at: datetime
) -> Case:
    """核查通过, on the spot or by photo; the resident is asked next."""
    attempt = permit(case, Kind.CHECK_PASS, by=by, at=at, on_site=on_site, photos=photos)
    revisit_clock = Clockwork.load().respond(Clock.REVISIT, case, level=case.owner_level, start=at)
    with Pictures(photos, at=at) as pictures, transaction.atomic():
        checked = take(step(attempt, note=note.strip(), data={"on_site": on_site}, new=revisit_clock))
        pictures.keep(checked, taken=Photo.When.AFTER)
    return checked


def check_fail(case: Case, *, reason: str, by: Hat, at: datetime) -> Case:
    """核查不通过: the host does it again."""
    attempt = permit(case, Kind.CHECK_FAIL, by=by, at=at, reason=reason)
    return take(step(attempt, note=reason.strip(), new=_to_rework(case, at)))


def revisit(
    case: Case,
    *,
    solved: str,
    satisfied: str,
    dissatisfaction: str = "",
    reason: str = "",
    by: Hat,
    at: datetime,
) -> Case:
    """回访: the answer decides. Solved and at least mostly satisfied closes the case; anything less is done again.

    Without an answer it is closed where nobody is there to ask: anonymous, on the strength of the check, or not
    reached in three tries over three days.
    """
    good = not solved or is_good(solved, satisfied)
    kind = Kind.REVISIT_OK if good else Kind.REVISIT_BAD
    attempt = permit(case, kind, by=by, at=at, solved=solved, satisfied=satisfied, reason=reason)
    content = satisfied if solved else ""  # where nobody was asked, nobody has said
    answer = {"solved": solved, "satisfied": content, "dissatisfaction": "" if good else dissatisfaction}
    data = answer if solved else {"unreached": not case.anonymous}
    after = {**NO_RESPOND, "closed_at": at} if good else _to_rework(case, at)
    with transaction.atomic():
        judged = take(step(attempt, note=reason.strip(), data=data, new={**answer, **after}))
        if good:
            close_children(judged, at=at)
    return judged


def unreached(case: Case, *, how: str = "", by: Hat, at: datetime) -> Case:
    """没联系上: one try more. Three over three days close the case as not reached."""
    attempt = permit(case, Notice.UNREACHED, by=by, at=at)
    return take(step(attempt, note=how.strip()))


def _to_rework(case: Case, at: datetime) -> dict[str, Any]:
    """One more rework, with a halved clock. From the second on, below the top, the next sweep carries the case up; at
    the top it is supervised.
    """
    again = {**NO_RESPOND, **Clockwork.load().handle_again(case, start=at), "rework_count": case.rework_count + 1}
    if case.owner_level == TOP and case.rework_count + 1 >= REWORKS_BEFORE_CLIMBING:
        again["supervised"] = Supervision(case.supervised).at_least(Supervision.LISTED)
    return again
