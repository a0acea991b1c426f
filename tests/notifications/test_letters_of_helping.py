"""帮办预约: who hears what of it, once, and never of what they did themselves."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from notifications import helping
from notifications.actions import write_letters
from notifications.helping import TOLD
from notifications.models import Letter
from teams import actions
from teams.models import Booking, Team
from teams.workflow import Deed
from tests.factories import MONDAY, Town, build_town
from tests.teams.conftest import TODAY, booked, couriers, monday, settled, skill, station, team, with_electrician
from volunteers.models import Volunteer

HOUR = timedelta(hours=1)
__all__ = ["monday"]  # a fixture of the teams' tests, used here as well


@pytest.fixture
def town(db: None) -> Town:
    town = settled(build_town())
    made = team(town)
    station(town)
    with_electrician(town, made)
    made.members.get(person=town.people["electrician"]).skills.add(skill())
    write_letters(at=MONDAY)
    return town


def told(at: Any = MONDAY) -> set[tuple[str, str]]:
    """Who has new letters, and what they say."""
    before = set(Letter.objects.values_list("pk", flat=True))
    write_letters(at=at)
    return {(one.person.username, one.text) for one in Letter.objects.exclude(pk__in=before).select_related("person")}


def who(news: set[tuple[str, str]], says: str) -> set[str]:
    return {name for name, text in news if says in text}


def fresh(booking: Booking) -> Booking:
    return Booking.objects.with_faces().get(pk=booking.pk)


def test_taken_moved_and_done_the_two_hear_of_it(town: Town) -> None:
    barber, other, resident = (town.people[name] for name in ("barber", "electrician", "resident"))
    booking = actions.take(booked(town), by=barber, at=MONDAY)
    assert told() == {("resident", "您约的“理发”（11月16日上午）有人接单了：田*，上门前会打您电话。")}
    assert told() == set()  # once
    booking = actions.reassign(booking, other, by=town.hat("community"), at=MONDAY)
    news = told()
    assert (who(news, "改由雷*上门"), who(news, "派您去帮办"), who(news, "改派给别的队员")) == (
        {"resident"}, {"electrician"}, {"barber"},
    )  # fmt: skip
    booking = actions.say_done(booking, 40, by=other, at=MONDAY)
    assert who(told(), "雷*报办好了，40 分钟") == {"resident"}
    booking = actions.dispute(booking, "做了两个小时", by=resident, at=MONDAY)
    news = told()
    assert {"electrician", "community"} <= who(news, "时长不对：做了两个小时")
    assert "resident" not in {name for name, _ in news}
    actions.confirm(fresh(booking), by=resident, at=MONDAY)
    assert who(told(), "预约人确认了") == {"electrician"}


def test_given_back_the_booker_and_the_desk_hear_of_it(town: Town) -> None:
    booking = actions.take(booked(town), by=town.people["barber"], at=MONDAY)
    told()
    actions.give_back(booking, by=town.people["barber"], at=MONDAY)
    news = told()
    assert who(news, "接单的田*去不了了") == {"resident"}
    assert who(news, "接单的队员去不了了") == {"electrician"}  # who could go instead
    assert "community" in who(news, "又在等人接单")
    assert "barber" not in {name for name, _ in news}
    link = Letter.objects.filter(text__contains="又在等人接单").first()
    assert link
    assert town.client("community").get(link.link).status_code == 200


def test_a_new_booking_is_told_to_those_who_could_take_it_and_to_the_desk_where_it_is_near(town: Town) -> None:
    """Nobody who could help heard of it, and the desk only in the night before a day that had begun."""
    born = (TODAY - timedelta(days=365 * 17)).isoformat()
    Volunteer.objects.filter(person=town.people["electrician"]).update(birthday=born)  # no child goes there
    booked(town)
    news = told()
    assert who(news, "有人约“理发”（11月16日上午），在太平镇社区第1网格") == {"barber"}
    assert "community" in who(news, "刚约的“理发”（11月16日上午）在等人接单")
    assert "resident" not in {name for name, _ in news}
    assert not Letter.objects.exclude(next_try_at=None).exists()  # nobody's telephone rings for it
    assert told() == set()  # once
    booked(town, wanted_on=TODAY + timedelta(days=2))
    assert {name for name, _ in told(MONDAY + timedelta(seconds=30))} == {"barber"}


def test_what_was_taken_at_once_is_told_to_no_other(town: Town) -> None:
    actions.take(booked(town), by=town.people["barber"], at=MONDAY)
    assert {name for name, _ in told()} == {"resident"}


def test_of_one_booking_some_tens_are_told(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(helping, "MOST_TOLD", 1)
    booked(town)
    assert len(who(told(), "有人约")) == 1


def test_in_the_night_nobody_is_asked_for_what_is_over(town: Town) -> None:
    booked(town)
    told()
    night = MONDAY.replace(hour=0, minute=1)
    assert who(told(night + timedelta(days=1)), "还没有人接单") == set()


def test_taken_out_of_the_team_they_hear_that_they_need_not_go(town: Town) -> None:
    actions.take(booked(town), by=town.people["electrician"], at=MONDAY)
    told()
    member = Team.objects.get().members.get(person=town.people["electrician"])
    actions.leave(member, by=town.hat("community"), at=MONDAY)
    news = told()
    assert who(news, "您不用去：您已经不在能去的队里") == {"electrician"}
    assert who(news, "接单的雷*去不了了") == {"resident"}
    assert "community" not in {name for name, _ in news}  # it was they who did it


@pytest.mark.parametrize("deed", ["cancel", "call_off"])
def test_whoever_was_to_go_hears_that_it_is_off(town: Town, deed: str) -> None:
    booking = actions.take(booked(town), by=town.people["barber"], at=MONDAY)
    told()
    if deed == "cancel":
        actions.cancel(booking, by=town.people["resident"], at=MONDAY)
    else:
        actions.call_off(booking, "这几天没有人手", by=town.hat("community"), at=MONDAY)
    news = told()
    assert who(news, "您不用去") == {"barber"}
    assert who(news, "这几天没有人手") == (set() if deed == "cancel" else {"barber", "resident"})


def test_finished_and_closed_both_hear_of_it(town: Town) -> None:
    done = actions.take(booked(town), by=town.people["barber"], at=MONDAY)
    actions.take(booked(town), by=town.people["barber"], at=MONDAY)
    booked(town)
    actions.finish(done, 60, by=town.hat("community"), at=MONDAY)
    assert who(told(), "登记办好了，60 分钟") == {"barber", "resident"}
    late = MONDAY + timedelta(days=15)
    assert actions.expire_bookings(at=late) == 2
    news = told(late)
    assert who(news, "自动取消了：约的日子过了 7 天，没有人接单") == {"resident"}
    assert who(news, "接单的人没有报办好") == {"resident", "barber"}


def test_what_nobody_takes_or_reports_is_chased_by_day(town: Town) -> None:
    tomorrow = TODAY + timedelta(days=1)
    booked(town, wanted_on=tomorrow)
    actions.take(booked(town, wanted_on=tomorrow), by=town.people["barber"], at=MONDAY)
    told(MONDAY + HOUR)
    night = MONDAY.replace(hour=0, minute=1)
    assert who(told(night + timedelta(days=1)), "还没有人接单") >= {"community"}
    news = told(night + timedelta(days=2))
    assert (who(news, "办好了吗"), who(news, "还没有人接单")) == ({"barber"}, set())
    news = told(night + timedelta(days=8))
    assert (who(news, "办好了吗"), "community" in who(news, "过了 7 天没有报办好")) == ({"barber"}, True)


def test_after_days_without_letters_nobody_is_passed_over(town: Town) -> None:
    for day in range(3):
        actions.take(booked(town, wanted_on=TODAY + timedelta(days=day)), by=town.people["barber"], at=MONDAY)
    told(MONDAY + HOUR)
    news = told(MONDAY + timedelta(days=3))
    assert len([text for name, text in news if "办好了吗" in text]) == 3
    assert not [text for name, text in told(MONDAY + timedelta(days=4)) if "办好了吗" in text]


def test_a_dispute_that_is_answered_before_it_is_told_is_not_told(town: Town) -> None:
    barber, resident = town.people["barber"], town.people["resident"]
    booking = actions.say_done(actions.take(booked(town), by=barber, at=MONDAY), 40, by=barber, at=MONDAY)
    told()
    booking = actions.dispute(booking, "做了一个小时", by=resident, at=MONDAY)
    actions.say_done(booking, 60, by=barber, at=MONDAY)
    news = told()
    assert who(news, "时长不对") == set()
    assert who(news, "60 分钟") == {"resident"}


def test_who_gets_a_post_and_loses_it_hears_of_it(town: Town) -> None:
    couriers(town)
    told()  # of the team
    barber = town.people["barber"]
    post = actions.give_post(
        barber, community=town.places["community"], kind="SAFETY", by=town.hat("community"), at=MONDAY
    )  # fmt: skip
    assert told() == {("barber", "您担任了太平镇社区的平安巡查员。")}
    actions.end_post(post, by=town.hat("community"), at=MONDAY + HOUR)
    assert told(MONDAY + HOUR) == {("barber", "您不再担任太平镇社区的平安巡查员。")}
    assert told(MONDAY + 2 * HOUR) == set()


def test_every_deed_is_told_to_somebody() -> None:
    assert set(TOLD) == set(Deed)
