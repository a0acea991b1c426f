"""Three days without a sweep, with every kind of clock overdue, several in one case: one step each, one digest each."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from cases import actions
from cases.models import Case, Category, Event
from cases.terms import Kind, Notice
from notifications import actions as outbox
from notifications.models import Message
from tests.factories import MONDAY, Town
from tests.front_door import day

BACK = MONDAY + timedelta(days=3)  # Thursday morning: nothing has swept since Monday
PHONE = "13800010001"


def _not_whistling_by_itself(town: Town) -> Case:
    """Dispatched and neither signed nor done; of a category that stays where it is."""
    Category.objects.filter(code="LIGHTING").update(auto_whistle=False)
    return town.accepted(category="LIGHTING")


def _called(town: Town) -> Case:
    """The street has called the housing bureau: to be signed, reported in to, done."""
    case = town.handled_by(3)
    meeting: dict[str, Any] = {"about": "谁来修", "meets_at": MONDAY, "where": "街道"}
    case = actions.consult(case, units=[town.units["housing"]], **meeting, by=town.hat("street"), at=MONDAY)
    case = actions.keep_minutes(case, minutes="住建局修", by=town.hat("street"), at=MONDAY)
    return actions.dispatch(case, host=town.units["housing"], by=town.hat("street"), at=MONDAY)


def _disputed(town: Town) -> Case:
    """Unsigned and disputed: nobody has ruled either."""
    return actions.dispute(_called(town), reason="不归我们", basis="三定方案", by=town.hat("housing"), at=MONDAY)


def _reworked_twice(town: Town) -> Case:
    case = town.handled_by(2)
    for turn in (1, 2):
        case = actions.finish(case, result="已处理", by=town.hat("community"), at=MONDAY)
        case = actions.check_fail(case, reason="还在漏", by=town.hat("guide"), at=MONDAY)
        if turn == 1:
            case = actions.rework_start(case, by=town.hat("community"), at=MONDAY)
    return case


def _put_off(town: Town) -> Case:
    asked = {"cause": "资金尚未落实", "statement": "下周才有钱", "plan": "下周买材料"}
    case = actions.ask_suspension(
        town.handled_by(4), **asked, review_on=date(2026, 11, 18), by=town.hat("platform"), at=MONDAY
    )
    return actions.suspend(case, by=town.hat("leading"), at=MONDAY)


def _raised(town: Town) -> Case:
    return actions.raise_top(town.handled_by(4), reason="难", by=town.hat("platform"), at=MONDAY)


def _finished(town: Town) -> Case:
    return actions.finish(town.handling(), result="修好了", by=town.hat("worker"), at=MONDAY)


# what lies there on Monday → the one step of Thursday
OVERDUE: dict[Callable[[Town], Case], tuple[Kind | Notice, str]] = {
    lambda town: town.reported(phone=PHONE): (Kind.ACCEPT, "accepted"),
    lambda town: town.accepted(): (Kind.AUTO_WHISTLE, "dispatched"),
    _not_whistling_by_itself: (Kind.SIGN, "handling"),
    lambda town: town.handling(): (Kind.AUTO_WHISTLE, "dispatched"),
    lambda town: town.handled_by(2): (Kind.AUTO_WHISTLE, "dispatched"),
    _called: (Kind.SIGN, "handling"),
    _disputed: (Kind.SIGN, "handling"),
    _reworked_twice: (Kind.AUTO_WHISTLE, "dispatched"),
    _put_off: (Kind.RESUME, "handling"),
    _raised: (Kind.SUPERVISE, "topped"),
    _finished: (Notice.OVERDUE, "checking"),
}


@pytest.fixture
def lying_there(town: Town) -> list[Case]:
    """People have been told of all that happened until Monday."""
    cases = [case(town) for case in OVERDUE]
    outbox.announce(at=MONDAY)
    for case in cases:
        case.refresh_from_db()
        assert case.due_at is not None
        assert case.due_at < BACK
    return cases


def test_each_case_takes_the_heaviest_step_and_no_other(lying_there: list[Case]) -> None:
    swept = actions.sweep(at=BACK)
    assert (swept.moved, swept.set_aside) == (len(OVERDUE), 0)
    assert actions.sweep(at=BACK + timedelta(seconds=15)).moved == 0
    for case, (kind, state) in zip(lying_there, OVERDUE.values(), strict=True):
        [step] = case.events.filter(seq__gt=case.version)
        assert (step.kind, step.to_state, step.role) == (kind, state, "系统")
        assert step.to_level <= case.owner_level + 1


def test_the_record_says_how_late_the_system_was(lying_there: list[Case]) -> None:
    swept = actions.sweep(at=BACK)
    late = {step.case_id: timedelta(seconds=step.late_seconds) for step in Event.objects.filter(at=BACK)}
    for case in lying_there:
        assert case.due_at is not None
        assert timedelta(0) < late[case.pk] <= BACK - case.due_at
    assert late[lying_there[0].pk] == BACK - day(16, 11)  # it had two working hours to be accepted
    assert late[lying_there[8].pk] == BACK - day(18, 0)  # looked at again with the first minute of its day
    assert swept.latest_seconds == max(late.values()).total_seconds()


def test_each_of_the_staff_reads_one_digest_and_a_resident_one_text(town: Town, lying_there: list[Case]) -> None:
    actions.sweep(at=BACK)
    before = Message.objects.count()
    outbox.announce(at=BACK)
    told = Message.objects.order_by("id")[before:]
    in_app = [message for message in told if message.channel == "IN_APP"]
    assert all(message.catching_up_id for message in in_app)
    digests = Counter(message.recipient_id for message in in_app)
    assert set(digests.values()) == {1}
    names = ("secretary", "community", "street", "director", "platform", "leading", "housing", "guide")
    assert digests.keys() >= {town.people[name].pk for name in names}
    assert [message.phone for message in told if message.channel == "SMS"] == [PHONE]
