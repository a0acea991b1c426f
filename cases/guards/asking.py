"""What is asked of matters that take two people: one proposes, another decides."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from cases.deadlines import longest_extension
from cases.guards.attempt import Attempt
from cases.models import Reason
from cases.notes import ASKINGS, ROWS
from cases.standing import standings
from cases.terms import TOP, Kind, Matter, Outcome, Who
from worktime.limits import Limit

LONGEST_SUSPENSION = timedelta(days=90)


def nothing_pending(attempt: Attempt) -> bool:
    return not attempt.case.proposed


def something_pending(attempt: Attempt) -> bool:
    return bool(attempt.case.proposed)


def asked_for(attempt: Attempt) -> bool:
    """That very matter was proposed."""
    return bool(attempt.case.proposed) and ASKINGS[Matter(attempt.case.proposed)].granted == attempt.kind


def dispute_pending(attempt: Attempt) -> bool:
    return attempt.case.proposed == Matter.DISPUTE


def ruled_first(attempt: Attempt) -> bool:
    """Nobody walks past a dispute: the centre that called rules on it before it does anything else."""
    return attempt.case.proposed != Matter.DISPUTE


def second_officer(attempt: Attempt) -> bool:
    pending, person = attempt.pending, attempt.hat.person
    return pending is None or person is None or pending.asked_by_id != person.pk


def decider(attempt: Attempt) -> bool:
    return deciding_as(attempt) is not None


def deciding_as(attempt: Attempt) -> Who | None:
    """Whoever may grant it may decline it, being the same to the case; a dispute is only ruled on."""
    if attempt.case.proposed in ("", Matter.DISPUTE):
        return None
    granting = ROWS[ASKINGS[Matter(attempt.case.proposed)].granted]
    if attempt.case.owner_level not in granting.levels:
        return None
    held = standings(attempt.hat, attempt.case)
    return next((who for who in sorted(granting.who) if who in held), None)


def disputed_once(attempt: Attempt) -> bool:
    return not any(event.kind == Kind.DISPUTE for event in attempt.events)


def within_a_day(attempt: Attempt) -> bool:
    """Until when, the dispatch says that brought it here: a limit that is changed later does not reach back."""
    said = [event.data["dispute_by"] for event in attempt.events if "dispute_by" in event.data]
    return bool(said) and attempt.at <= max(map(datetime.fromisoformat, said))


def legal_basis(attempt: Attempt) -> bool:
    return bool(attempt.given["reason"].strip() and attempt.given["basis"].strip())


def before_expiry(attempt: Attempt) -> bool:
    return attempt.case.handle_by is not None and attempt.at < attempt.case.handle_by


def extensions_left(attempt: Attempt) -> bool:
    granted = [one for one in attempt.case.proposals.all() if one.matter == Matter.EXTENSION]
    used = sum(one.outcome != Outcome.LAPSED for one in granted)
    return used < (2 if attempt.case.owner_level == TOP else 1)


def within_original_length(attempt: Attempt) -> bool:
    asked: Limit = attempt.given["limit"]
    longest = longest_extension(attempt.case)
    return longest is not None and asked.unit == longest.unit and 0 < asked.amount <= longest.amount


def listed_cause(attempt: Attempt) -> bool:
    detail = attempt.pending.detail if attempt.pending else attempt.given
    causes = Reason.objects.filter(kind=Reason.Kind.SUSPENSION, is_active=True)
    return causes.filter(name=detail.get("cause", "")).exists()


def plan_and_review_date(attempt: Attempt) -> bool:
    """As asked; and still ahead when it is granted."""
    pending, today = attempt.pending, localdate(attempt.at)
    given = attempt.given if pending is None else {**pending.detail, "statement": pending.reason}
    review_on = given["review_on"]
    latest = today + LONGEST_SUSPENSION
    return bool(given["statement"].strip() and given["plan"].strip()) and str(today) < str(review_on) <= str(latest)


def leader_decides(attempt: Attempt) -> bool:
    """组长 decides: at the top a second rework waits for a new dispatch."""
    case = attempt.case
    return case.owner_level < TOP or case.rework_count < 2
