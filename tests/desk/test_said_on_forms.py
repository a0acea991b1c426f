"""What forms and promises say of an extension that was granted, and of minutes written before the meeting's hour."""

from datetime import timedelta

import time_machine

from cases import actions
from cases.terms import Matter
from tests.desk.conftest import page, text
from tests.desk.questions import asked
from tests.factories import MONDAY, Town


def test_a_deadline_that_was_put_off_says_so_before_and_after_the_old_one(
    town: Town, monday: time_machine.Traveller
) -> None:
    case = asked(town, Matter.EXTENSION)
    old = case.handle_by
    assert old
    street = town.client("street")
    assert "。延期 " not in text(street.get(page(case)))
    actions.extend_approve(case, by=town.hat("platform"), at=MONDAY)
    assert "。延期 " in text(street.get(page(case)))
    monday.move_to(old + timedelta(hours=1))
    assert "。延期 " in text(street.get(page(case)))


def test_minutes_before_the_hour_are_asked_about_and_taken(town: Town) -> None:
    case = town.handled_by(3)
    case = actions.consult(
        case, units=[town.units["station"]], about="怎么修", meets_at=MONDAY + timedelta(hours=5), where="会议室",
        by=town.hat("street"), at=MONDAY,
    )  # fmt: skip
    client = town.client("street")
    assert "会定在今天（11月16日 周一）14:00，还没到。" in text(client.get(page(case, "minutes")))
    answer = client.post(page(case, "minutes"), {"version": case.version, "minutes": "提前开了，由综合执法队牵头。"})
    assert answer.status_code == 303
