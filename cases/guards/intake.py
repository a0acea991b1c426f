"""What is asked when a matter comes in, is refused, merged, taken back, opened again."""

from datetime import timedelta

from cases import duplicates
from cases.guards.attempt import Attempt
from cases.models import Follower, Reason
from cases.terms import Purpose, Who
from grids.workflow import Level as PlaceLevel

REOPENED_WITHIN = timedelta(days=30)


def category_and_urgency(attempt: Attempt) -> bool:
    return bool(attempt.given["category"] and attempt.given["urgency"])


def grid_known(attempt: Attempt) -> bool:
    return attempt.given["place"].level == PlaceLevel.GRID


def duplicates_checked(attempt: Attempt) -> bool:
    """Looked at by a person, where there is anything to look at."""
    return bool(attempt.given["checked"]) or not duplicates.suggestions(attempt.case, attempt.hat, attempt.at)


def emergency(attempt: Attempt) -> bool:
    return attempt.who == Who.COMMAND_CENTRE or _is_emergency(attempt)


def not_emergency(attempt: Attempt) -> bool:
    category = attempt.case.category
    return not (_is_emergency(attempt) or (category and category.safety))


def _is_emergency(attempt: Attempt) -> bool:
    case = attempt.case
    reported_so = case.emergency_direct or case.purpose == Purpose.EMERGENCY
    return reported_so or bool(case.category and case.category.emergency)


def not_represented(attempt: Attempt) -> bool:
    """Said for nobody else: not for those of a head of building, of a merged case, of other households. Who only
    follows binds nobody: anybody may."""
    case = attempt.case
    represented = case.followers.filter(why=Follower.Why.REPRESENTED)
    return (case.households or 0) <= 1 and not (represented.exists() or case.merged.exists())


def legal_reason(attempt: Attempt) -> bool:
    """On the list, with the channel that is right for it; confirmed by what was asked."""
    detail = attempt.pending.detail if attempt.pending else attempt.given
    listed = Reason.objects.filter(kind=Reason.Kind.REFUSAL, is_active=True, name=detail.get("cause", ""))
    return bool(str(detail.get("channel", "")).strip()) and listed.exists()


def parent_open(attempt: Attempt) -> bool:
    parent = attempt.given["parent"]
    return parent.is_open and parent.pk != attempt.case.pk


def parent_not_below(attempt: Attempt) -> bool:
    """A matter does not come down by going on within another case: neither its level nor the rung that has it."""
    case, parent = attempt.case, attempt.given["parent"]
    return parent.owner_level >= case.owner_level and parent.rung >= case.rung


def same_subject(attempt: Attempt) -> bool:
    case, parent = attempt.case, attempt.given["parent"]
    one, other = case.place.community or case.place, parent.place.community or parent.place
    return one == other and (None in (case.category_id, parent.category_id) or case.category_id == parent.category_id)


def not_confidential(attempt: Attempt) -> bool:
    parent = attempt.given.get("parent")
    return not (attempt.case.confidential or (parent and parent.confidential))


def within_thirty_days(attempt: Attempt) -> bool:
    """Said within them; who decides later decides on what was said in time."""
    closed_at, said_at = attempt.case.closed_at, attempt.pending.asked_at if attempt.pending else attempt.at
    return closed_at is not None and said_at - closed_at <= REOPENED_WITHIN


def new_facts(attempt: Attempt) -> bool:
    return bool(attempt.given["facts"].strip())
