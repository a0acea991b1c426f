"""Whoever leaves the roll of members has checked in nowhere any more."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import F, Value
from django.db.models.functions import Greatest

from accounts.actions import write_audit
from accounts.models import User
from checkins.models import Claim, MemberCheckIn, Wish
from checkins.workflow import State, WishState
from partyorg.departures import ends_with_membership
from partyorg.models import Member

REASON = "党员已经转出"


@ends_with_membership
def end_check_in(member: Member, on: date, by: User | None, at: datetime) -> None:
    """Confirmed it ends, with the posts that were claimed; still asked for it is declined. A wish waits for another."""
    for check_in in MemberCheckIn.objects.select_for_update().open().filter(member=member):
        new: dict[str, object] = {"state": State.ENDED, "ended_on": on}
        if check_in.state == State.PENDING:
            new = {"state": State.DECLINED, "decided_by": by or check_in.asked_by, "decided_at": at}
        MemberCheckIn.objects.filter(pk=check_in.pk).update(**new, reason=REASON)
        Claim.objects.open().filter(check_in=check_in).update(until=Greatest(F("since"), Value(on)))
        claimed = Wish.objects.filter(claimed_by=check_in, state=WishState.CLAIMED)
        claimed.update(state=WishState.PUBLISHED, claimed_by=None, claimed_at=None)
        write_audit(action="党员报到：随转出结束", of=check_in, by=by, at=at, reason=REASON)
