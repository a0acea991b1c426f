"""Checked by somebody who did not do it, then judged by the resident. Not solved: back to work, the rung kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from cases.actions.moving import permit, step, take
from cases.actions.pictures import Pictures
from cases.deadlines import NO_RESPOND, Clockwork
from cases.models import Case, Photo
from cases.photos import CleanPhoto
from cases.terms import Clock, Kind, Satisfied, Solved
from partyorg.hats import Hat


def check_pass(
    case: Case, *, on_site: bool, note: str = "", photos: Sequence[CleanPhoto] = (), by: Hat, at: datetime
) -> Case:
    """核查通过, on the spot or by photo; the resident is asked next."""
    attempt = permit(case, Kind.CHECK_PASS, by=by, on_site=on_site, photos=photos)
    revisit_clock = Clockwork.load().respond(Clock.REVISIT, case, level=case.owner_level, start=at)
    with Pictures(photos, at=at) as pictures, transaction.atomic():
        checked = take(
            step(attempt, Kind.CHECK_PASS, at=at, note=note.strip(), data={"on_site": on_site}, new=revisit_clock)
        )
        pictures.keep(checked, taken=Photo.When.AFTER)
    return checked


def check_fail(case: Case, *, reason: str, by: Hat, at: datetime) -> Case:
    """核查不通过: the host does it again."""
    attempt = permit(case, Kind.CHECK_FAIL, by=by, reason=reason)
    return take(step(attempt, Kind.CHECK_FAIL, at=at, note=reason.strip(), new=_to_rework(case, at)))


def revisit(case: Case, *, solved: str, satisfied: str, reason: str = "", by: Hat, at: datetime) -> Case:
    """回访: the answer decides. Solved and at least mostly satisfied closes the case; anything less is done again.

    An anonymous case has nobody to ask: a revisit officer closes it, without answers, on the strength of the check.
    """
    good = solved == Solved.YES and satisfied in (Satisfied.YES, Satisfied.MOSTLY)
    kind = Kind.REVISIT_OK if good or (case.anonymous and not solved) else Kind.REVISIT_BAD
    attempt = permit(case, kind, by=by, solved=solved, satisfied=satisfied, reason=reason)
    answer = {"solved": solved, "satisfied": satisfied}
    after = {**NO_RESPOND, "closed_at": at} if kind == Kind.REVISIT_OK else _to_rework(case, at)
    return take(step(attempt, kind, at=at, note=reason.strip(), data=answer, new={**answer, **after}))


def _to_rework(case: Case, at: datetime) -> dict[str, Any]:
    """One more rework, with a halved clock. From the second on, below the top, the next sweep carries the case up."""
    return {**NO_RESPOND, **Clockwork.load().handle_again(case, start=at), "rework_count": case.rework_count + 1}
