"""Who may be told by which number a reporter is reached, and by which numbers that is. The one place that says so."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from cases.guards.intake import REOPENED_WITHIN
from cases.models import AssistingUnit, Case, Follower
from cases.standing import standings
from cases.terms import Channel, Kind, Who
from cases.workflow import HANDLING_KINDS
from partyorg.hats import Hat
from partyorg.kinds import Role

ASKING = frozenset({Who.INTAKE, Who.REVISIT_OFFICER})  # they speak with residents by their duty
CALLING = ASKING | {Who.HOST, Who.OWNER_HEAD}
_AT_INTAKE = frozenset({Kind.ACCEPT, Kind.DISPATCH})  # by these intake handles a matter without having it in hand


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody who can be telephoned. Neither name nor number stands in what is printed of it."""

    represented: bool
    name: str = field(repr=False)
    phone: str = field(repr=False)


def may_see(case: Case, hat: Hat, at: datetime) -> bool:
    """Whoever has to call: host, owner's head, intake, revisit officer. When it is over the last two, for thirty days.

    Of a confidential matter only those two, and nobody who has it in hand; of an anonymous one nobody.
    """
    held = standings(hat, case).keys()
    if case.anonymous or _long_over(case, at):
        return False
    if case.confidential:
        return not ASKING.isdisjoint(held) and not _has_in_hand(case, hat)
    return not (CALLING if case.is_open else ASKING).isdisjoint(held)


def contacts_of(case: Case) -> list[Contact]:
    """The reporter, then those they report for: all that left a number. Decides nothing about who asks."""
    return [one for one in (_reporter(case), *_represented(case)) if one.phone]


def is_offered(case: Case, hat: Hat, at: datetime) -> bool:
    """Whether the way to the numbers is shown: the hat may see them, and there are some, as far as the row tells."""
    represented: int = getattr(case, "represented", 0)
    by_account = case.reporter_id is not None and case.channel != Channel.PATROL
    return may_see(case, hat, at) and (bool(case.reporter_phone_hash) or represented > 0 or by_account)


def _long_over(case: Case, at: datetime) -> bool:
    """A merged case waits for the one that it was merged into: it is over when that is."""
    return not case.is_open and case.closed_at is not None and at - case.closed_at > REOPENED_WITHIN


def _has_in_hand(case: Case, hat: Hat) -> bool:
    """Whether it works on the case or has done so: at the host's or an assisting unit, or a handler in its history.

    A unit that was only sent a copy does not. A revisit officer at an assisting unit checks on it, as at any other.
    """
    if Who.HOST in standings(hat, case):
        return True
    assisting = {one.organisation_id for one in case.assisting.all() if one.why != AssistingUnit.Why.COPIED}
    for post in hat.posts:
        unit = post.organisation_id
        if unit and (unit == case.host_org_id or (unit in assisting and post.role != Role.REVISIT_OFFICER)):
            return True
    worked = {event.by_id for event in case.events.all() if event.kind in HANDLING_KINDS - _AT_INTAKE}
    return hat.person is not None and hat.person.pk in worked


def _reporter(case: Case) -> Contact:
    """By the number of the account where none was left; of the staff on patrol the account is no resident's."""
    account = case.reporter if case.reporter_id and case.channel != Channel.PATROL else None
    phone = case.reporter_phone or (account.phone if account else "")
    return Contact(False, case.reporter_name or (account.name if account else ""), phone)


def _represented(case: Case) -> list[Contact]:
    """No query where it was counted already that nobody is (`with_company`)."""
    if getattr(case, "represented", None) == 0:
        return []
    others = case.followers.filter(why=Follower.Why.REPRESENTED).order_by("pk")
    return [Contact(True, one.name, one.phone) for one in others]
