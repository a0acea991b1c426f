"""Put into a team or out of it, made to lead one, sent on patrol: whoever it concerns hears of it, once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from notifications.actions import write_letters
from notifications.letters import FINDERS
from notifications.models import Letter, LetterMark
from patrols import actions as patrols
from patrols.models import CheckItem, PatrolPlan
from teams import actions
from teams.models import Team
from tests.factories import MONDAY, Town, build_town
from tests.notifications.test_letters_of_helping import told
from tests.teams.conftest import TODAY, as_resident, monday, settled, skill, team, text, with_electrician

__all__ = ["monday"]  # a fixture of the teams' tests, used here as well


@pytest.fixture
def town(db: None) -> Town:
    town = settled(build_town())
    write_letters(at=MONDAY - timedelta(minutes=30))
    return town


@pytest.fixture
def made(town: Town) -> Team:
    made = team(town)
    told()
    return made


def test_who_is_put_into_a_team_and_out_of_it_hears_of_it(town: Town, made: Team) -> None:
    with_electrician(town, made)
    skills = "登记的特长：水电，有人约的时候会告诉您。"
    said = f"社区把您登记为“便民帮办队”（太平镇社区）的队员。{skills}没有答应过的，请告诉社区。"
    assert told() == {("electrician", said)}
    assert told() == set()  # once
    assert said in text(as_resident(town.people["electrician"]).get("/me/"))
    actions.leave(made.members.get(person=town.people["electrician"]), by=town.hat("community"), at=MONDAY)
    assert told() == {("electrician", "您不再是“便民帮办队”（太平镇社区）的队员。")}
    assert not Letter.objects.exclude(next_try_at=None).exists()  # no telephone rings for it


def test_who_leads_a_team_and_who_does_no_more_hear_of_it(town: Town) -> None:
    made = team(town)
    lead = "社区请您担任“便民帮办队”（太平镇社区）的队长。不方便的，请告诉社区。"
    assert told() == {("barber", lead)}
    actions.lead(made, town.people["electrician"], by=town.hat("community"), at=MONDAY)
    no_more = "“便民帮办队”（太平镇社区）换了队长，您不再担任，仍是队员。"
    assert told() == {("electrician", lead), ("barber", no_more)}


def test_of_a_team_that_is_disbanded_each_hears_why(town: Town, made: Team) -> None:
    with_electrician(town, made)
    actions.leave(made.members.get(person=town.people["electrician"]), by=town.hat("community"), at=MONDAY)
    told()
    actions.disband(made, reason="并入别队", by=town.hat("community"), at=MONDAY)
    assert told() == {("barber", "“便民帮办队”（太平镇社区）解散了：并入别队")}  # the other is out of it already


def test_who_put_themselves_into_a_team_or_left_reads_nothing_of_it(town: Town, made: Team) -> None:
    actions.join(made, town.people["worker"], skills=[skill()], by=town.hat("worker"), at=MONDAY)
    assert told() == set()
    as_resident(town.people["barber"]).post("/volunteer/leave/", {"sure": "on"})
    assert told() == set()


def planned(town: Town, who: str, **said: Any) -> PatrolPlan:
    asked = {
        "grid": town.grid, "patroller": town.people[who], "items": [CheckItem.objects.get(name="车辆乱停")],
        "weekdays": "1234567", "since": TODAY, **said,
    }  # fmt: skip
    return patrols.plan(patrols.Planned(**asked), by=town.hat("community"), at=MONDAY)


def test_a_volunteer_who_is_put_on_a_daily_patrol_hears_of_it_by_text(town: Town) -> None:
    plan = planned(town, "barber")
    [(name, words)] = told()
    assert (name, "安排您巡查太平镇社区第1网格：每天，2026-11-16 起。走不了的请告诉社区" in words) == ("barber", True)
    assert Letter.objects.exclude(next_try_at=None).count() == 1
    patrols.end_plan(plan, by=town.hat("community"), at=MONDAY)
    assert told() == {("barber", "您在太平镇社区第1网格的巡查（每天）到 2026-11-16 为止，以后不用去。")}


def test_one_that_was_to_come_and_is_called_off_is_told_as_that(town: Town) -> None:
    plan = planned(town, "barber", since=TODAY + timedelta(days=3))
    told()
    patrols.end_plan(plan, by=town.hat("community"), at=MONDAY)
    assert told() == {("barber", "您在太平镇社区第1网格的巡查（每天）社区取消了，不用去。")}


def test_who_walks_on_duty_reads_it_at_the_desk(town: Town) -> None:
    planned(town, "worker", until=TODAY + timedelta(days=3))
    [(name, words)] = told()
    assert (name, "2026-11-16 到 2026-11-19" in words, "走不了" in words) == ("worker", True, False)
    letter = Letter.objects.get()
    assert (town.client("worker").get(letter.link).status_code, letter.next_try_at) == (200, None)


def test_who_leaves_the_volunteers_reads_no_letter_of_what_ended_with_it(town: Town) -> None:
    planned(town, "barber")
    told()
    as_resident(town.people["barber"]).post("/volunteer/leave/", {"sure": "on"})
    assert told() == set()


def test_each_finder_has_a_name_that_its_mark_can_keep() -> None:
    """One was longer: PostgreSQL refused its mark, and no letter of any kind was written."""
    most = LetterMark._meta.get_field("kind").max_length or 0
    assert [name for name in FINDERS if len(name) > most] == []
