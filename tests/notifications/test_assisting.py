"""协办: those whom a dispatch names hear it; whoever was named before does not hear it again."""

from cases import actions
from cases.models import Case
from tests.factories import MONDAY, Town
from tests.notifications.conftest import Told


def test_units_that_a_dispatch_names_to_assist_hear_it_and_those_named_before_do_not_again(
    town: Town, told: Told
) -> None:
    case = _named(town, town.handled_by(3), "finance")
    case = _named(town, case, "station")
    words = f"镇江路街道党工委请贵单位协办：{case.title}（{case.number}），主办区住建局。办了什么，请答复。"
    assert told("finance") == [words]
    assert told("station") == [words]


def _named(town: Town, case: Case, unit: str) -> Case:
    """Dispatched to the housing department, with this unit beside it; as if it had come back for that."""
    Case.objects.filter(pk=case.pk).update(state="rework")
    case = Case.objects.with_faces().get(pk=case.pk)
    beside = [town.units[unit]]
    return actions.dispatch(case, host=town.units["housing"], assisting=beside, by=town.hat("street"), at=MONDAY)


def test_whoever_only_revisits_or_supervises_at_a_unit_is_not_asked_to_take_its_work_up(town: Town, told: Told) -> None:
    town.handled_by(4)
    assert told("street") != []
    assert told("platform") != []
    assert [told(name) for name in ("revisitor", "supervisor")] == [[], []]
