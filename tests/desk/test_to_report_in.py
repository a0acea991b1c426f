"""待报到 says in SQL what the guard `called_here` says in Python: held against each other, person by person."""

from cases import actions, queues
from cases.models import Case
from cases.terms import Kind
from tests.desk.questions import to_the_housing_bureau
from tests.factories import MONDAY, Town


def waiting(town: Town, who: str) -> set[Case]:
    [queue] = [queue for queue in queues.QUEUES if queue.name == "report_in"]
    return set(queues.in_queue(queue, town.hat(who), MONDAY))


def may_come(town: Town, who: str, case: Case) -> bool:
    read = Case.objects.with_faces().get(pk=case.pk)
    return Kind.REPORT_IN in {move.kind for move in actions.moves_for(read, town.hat(who), at=MONDAY)}


def signed(town: Town) -> Case:
    return actions.sign(to_the_housing_bureau(town), by=town.hat("housing"), at=MONDAY)


def come(town: Town) -> Case:
    return actions.report_in(
        signed(town), person="褚科长", arrived_at=MONDAY, where="现场", by=town.hat("housing"), at=MONDAY
    )


def called_again(town: Town) -> Case:
    case = come(town)
    Case.objects.filter(pk=case.pk).update(state="rework", respond_by=None)
    case.refresh_from_db()
    case = actions.dispatch(case, host=town.units["housing"], by=town.hat("platform"), at=MONDAY)
    return actions.sign(case, by=town.hat("housing"), at=MONDAY)


def test_the_queue_is_what_the_guard_lets_them_do(town: Town) -> None:
    called = {signed(town), called_again(town)}
    others = {come(town), to_the_housing_bureau(town), *(town.handled_by(level) for level in (1, 2, 3, 4))}
    for who in town.people:
        may = {case for case in called | others if may_come(town, who, case)}
        assert may == (called if who == "housing" else set()), who
        hosted = {case for case in waiting(town, who) if case.host_org_id in town.hat(who).unit_ids}
        assert hosted == may, who
    assert waiting(town, "platform") == called  # it called them, and sees who has not come
