"""A street that stands in for a grid calls as a street does: whoever it calls has to come, and may object."""

from datetime import timedelta

from cases import actions
from cases.models import Case, Category
from cases.queues import QUEUES, in_queue
from partyorg.kinds import Kind
from partyorg.models import Organisation
from tests.factories import MONDAY, Town, build_town

REPORT_IN = next(queue for queue in QUEUES if queue.name == "report_in")


def called(town: Town) -> Case:
    """The grid has no branch and the community no committee: the street owns it on the grid's level, and calls."""
    Organisation.objects.filter(name__in=["太平镇社区第1网格党支部", "太平镇社区党委"]).update(kind=Kind.PARTY_GROUP)
    case = town.reported()
    actions.sweep(at=MONDAY + timedelta(hours=3))
    Case.objects.filter(pk=case.pk).update(category=leak(), state="accepted")
    case = Case.objects.with_faces().get(pk=case.pk)
    assert (case.owner_level, case.owner_org) == (1, town.units["street_unit"])
    return actions.dispatch(case, host=town.units["station"], by=town.hat("street"), at=MONDAY)


def leak() -> int:
    return Category.objects.get(code="LEAK").pk


def test_who_is_called_has_to_report_in_stands_in_the_queue_and_may_come(db: None) -> None:
    town = build_town()
    case = called(town)
    assert case.report_in_by
    case = actions.sign(case, by=town.hat("station"), at=MONDAY)
    assert list(in_queue(REPORT_IN, town.hat("station"), MONDAY)) == [case]
    assert list(in_queue(REPORT_IN, town.hat("street"), MONDAY)) == [case]
    came = actions.report_in(case, person="蒋队长", arrived_at=MONDAY, where="现场", by=town.hat("station"), at=MONDAY)
    assert came.report_in_by is None
    assert not in_queue(REPORT_IN, town.hat("station"), MONDAY).exists()
