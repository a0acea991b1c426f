"""查看电话: for a stated reason, to those who have to call, with a line in the audit trail. It moves nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from accounts.actions import write_audit
from accounts.personal import masked_in, masked_phone
from cases.actions.moving import Refused
from cases.contacts import Contact, contacts_of, may_see
from cases.models import Case
from partyorg.hats import Hat

SEEN = "查看诉求人电话"
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


def may_see_phone(case: Case, *, by: Hat, at: datetime) -> None:
    """Raises Refused: `not_your_contact` for whom it is not, `can_be_reached` where there is no number."""
    _seen_by(case, by, at)


def see_phone(case: Case, *, reason: str, by: Hat, at: datetime) -> list[Contact]:
    """The full names and numbers, never an empty list; one audit line says who saw them and why, not what was seen.

    Raises Refused as `may_see_phone` does, and `reason_given` without a reason.
    """
    found = _seen_by(case, by, at)
    if not reason.strip():
        raise Refused("reason_given")
    write_audit(action=SEEN, of=case, by=by.person, at=at, reason=_kept(reason, found))
    return found


def _seen_by(case: Case, by: Hat, at: datetime) -> list[Contact]:
    if not may_see(case, by, at):
        raise Refused("not_your_contact")
    if not (found := contacts_of(case)):
        raise Refused("can_be_reached")
    return found


def _kept(reason: str, contacts: Iterable[Contact]) -> str:
    """The reason as the trail keeps it: without a number, theirs or another, however it is spaced."""
    kept = reason.strip().translate(_FULL_WIDTH)
    for one in contacts:
        kept = re.sub(r"[\s\-]*".join(map(re.escape, one.phone)), masked_phone(one.phone), kept)
    return masked_in(kept)
