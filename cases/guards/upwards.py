"""What is asked of a host, of a whistle, of those who meet and decide at the top. Nothing may go down."""

from cases.deadlines import climbs_by_itself
from cases.guards.attempt import Attempt
from cases.models import Case, DutyItem
from cases.terms import Kind, Level, State, WhistleKind
from grids.models import Place
from partyorg.kinds import HOSTS_OF_RUNG, Role
from partyorg.models import Organisation

# How far a whistle reaches, from each rung.
REACH: dict[int, int] = {Level.GRID: 2, Level.COMMUNITY: 1, Level.STREET: 1}
_LEADERS = frozenset({Role.STREET_SECRETARY, Role.STREET_DIRECTOR})


def not_climbing(attempt: Attempt) -> bool:
    case = attempt.case
    return not climbs_by_itself(case.state, case.rework_count, case.owner_level)


def resource_matched(attempt: Attempt) -> bool:
    case = attempt.case
    if case.owner_level != Level.GRID or attempt.is_urgent:
        return True
    return any(event.kind == Kind.MATCH_RESOURCE for event in attempt.events)


def grid_tried(attempt: Attempt) -> bool:
    case = attempt.case
    if case.owner_level != Level.GRID or attempt.is_urgent or not (case.category and case.category.small):
        return True
    return any(event.kind == Kind.MATCH_RESOURCE and event.data.get("tried") for event in attempt.events)


def study_note(attempt: Attempt) -> bool:
    return attempt.case.rung != Level.STREET or bool(attempt.given["study"].strip())


def upwards(attempt: Attempt) -> bool:
    return int(attempt.given["to"]) > attempt.case.rung


def next_rung(attempt: Attempt) -> bool:
    rung = attempt.case.rung
    return int(attempt.given["to"]) - rung <= REACH.get(rung, 0)


def leaders_whistle(attempt: Attempt) -> bool:
    """攻坚克难哨: blown by the secretary or the director of the owning street, by nobody else and on no other rung.

    A case that was whistled for so stays so: the platform that answers the whistle calls its departments by it.
    """
    case = attempt.case
    if attempt.given.get("whistle_kind") != WhistleKind.BREAKTHROUGH or case.whistle_kind == WhistleKind.BREAKTHROUGH:
        return True
    return any(post.organisation_id == case.owner_org_id and post.role in _LEADERS for post in attempt.hat.posts)


def minutes_kept(attempt: Attempt) -> bool:
    if attempt.case.state != State.CONSULTING:
        return True
    return all(meeting.minutes for meeting in attempt.case.consultations.all())


def units_invited(attempt: Attempt) -> bool:
    given = attempt.given
    return bool(given["units"] and given["about"].strip() and given["meets_at"])


def host_not_below(attempt: Attempt) -> bool:
    """Never a lower rung as host; but for what stands on that rung's own duty list, the owner staying the owner."""
    host: Organisation = attempt.given["host"]
    case = attempt.case
    if host.rung is None or host.rung >= case.rung or host.pk == case.owner_org_id:
        return True
    return _is_its_duty(host, attempt)


def host_has_duty(attempt: Attempt) -> bool:
    """The unit itself, or one of the kinds its rung may name and which works where the matter is."""
    host, case = attempt.given["host"], attempt.case
    if host.pk == case.owner_org_id:
        return True
    return _works_here(host, case) and (host.kind in HOSTS_OF_RUNG[case.rung] or _is_its_duty(host, attempt))


def _works_here(unit: Organisation, case: Case) -> bool:
    return not unit.is_ended and (unit.place is None or _related(unit.place, case.place))


def _is_its_duty(host: Organisation, attempt: Attempt) -> bool:
    category = attempt.given.get("category") or attempt.case.category
    if host.rung is None or category is None or host.rung >= attempt.case.rung:
        return False
    return DutyItem.objects.filter(level=host.rung, category=category, is_active=True).exists()


def _related(one: Place, other: Place) -> bool:
    return one.tree_id == other.tree_id and (
        (one.lft <= other.lft and one.rght >= other.rght) or (other.lft <= one.lft and other.rght >= one.rght)
    )


def category_settled(attempt: Attempt) -> bool:
    return attempt.given["category"] is not None


def decision_complete(attempt: Attempt) -> bool:
    given = attempt.given
    return all((given["leader"].strip(), given["decision"].strip(), given["host"], given["milestones"]))


def assistants_have_duty(attempt: Attempt) -> bool:
    """Of the kinds that the owner's rung may name, working where the matter is; and not the host once more."""
    given, case = attempt.given, attempt.case
    kinds = HOSTS_OF_RUNG[case.rung]
    return all(
        unit.kind in kinds and _works_here(unit, case) and unit.pk != given["host"].pk for unit in given["assisting"]
    )


def money_not_negative(attempt: Attempt) -> bool:
    return attempt.given["money"] >= 0
