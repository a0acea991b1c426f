"""Who led an activity is a volunteer no more, or its team is no more: nobody leads in their name, nobody is put in
unasked, it is held all the same, and the desk reads that somebody is to be named.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import AuditEntry, User
from activities import actions
from activities.models import Activity, Template
from activities.models.called import LEADER_GONE, TEAM_GONE
from teams.actions import Founding, disband, found
from teams.models import Team
from tests.activities.calling import MONDAY, at, called, filled, page_of, phone_of, volunteer
from tests.activities.test_changing_what_recurs import pattern
from tests.factories import Town
from tests.resident.conftest import text
from volunteers.actions import Joining, join, withdraw

DAY = timedelta(days=1)


@pytest.fixture
def leader(town: Town) -> User:
    return volunteer(town, "田队长")


@pytest.fixture
def team(town: Town, leader: User) -> Team:
    return found(
        Founding(town.places["community"], "绿马甲", "CLEANING", "", leader), by=town.hat("community"), at=MONDAY
    )


@pytest.fixture
def led(town: Town, leader: User, team: Team) -> Activity:
    return called(town, leader=leader, team=team, roles=[("搬运", 10)])


def leaves(person: User) -> None:
    assert phone_of(person).post("/volunteer/leave/", {"sure": "on"}).status_code == 302


def as_it_stands(page: Any) -> dict[str, Any]:
    """The form as it was opened: nothing typed, and sent."""
    form = page.context["form"]
    return {name: value for name in form.fields if (value := form[name].value()) not in (None, False)}


def test_who_has_left_leads_nothing_and_the_desk_reads_it(town: Town, leader: User, led: Activity) -> None:
    desk, page = town.client("community"), reverse("activities:activity", args=[led.pk])
    assert LEADER_GONE not in text(desk.get(page))
    assert phone_of(leader).get(f"{page_of(led)}lead/").status_code == 200
    leaves(leader)
    for path in ("lead/", "lead/in/", "lead/close/", "lead/walk-up/"):
        assert phone_of(leader).get(f"{page_of(led)}{path}").status_code == 404
    assert "我是负责人" not in text(phone_of(leader).get(page_of(led)))
    for path in (page, reverse("activities:list"), reverse("activities:edit", args=[led.pk])):
        assert LEADER_GONE in text(desk.get(path)), path
    assert AuditEntry.objects.get(action="活动负责人退出").by == leader


def test_what_is_over_keeps_who_led_it(town: Town, leader: User, led: Activity) -> None:
    with at(led.ends_at):
        actions.close(led, by=town.hat("community"), at=led.ends_at)
        leaves(leader)
        led.refresh_from_db()
        assert (led.leader, led.lacks) == (leader, [])


def test_whoever_works_here_leads_by_their_post(town: Town) -> None:
    """Who is a volunteer besides, and is one no more."""
    clerk, made = town.people["community"], called(town)
    withdraw(join(clerk, Joining("陈社区", date(1980, 1, 1), made.community), at=MONDAY), by=clerk, at=MONDAY)
    made.refresh_from_db()
    assert (made.leader, made.lacks) == (clerk, [])
    called(town, title="擦洗健身器械", leader=clerk)


def test_saved_without_a_change_it_is_as_it_was(town: Town, leader: User, team: Team, led: Activity) -> None:
    """The clerk was put in as the leader, and the team was dropped."""
    leaves(leader)
    disband(team, reason="没有人了", by=town.hat("community"), at=MONDAY)
    desk, path = town.client("community"), reverse("activities:edit", args=[led.pk])
    page: Any = desk.get(path)
    assert "绿马甲（已解散）" in text(page)
    assert desk.post(path, as_it_stands(page)).status_code == 302
    led.refresh_from_db()
    assert (led.leader, led.team, led.lacks) == (None, team, [LEADER_GONE, TEAM_GONE])
    sent = {**as_it_stands(desk.get(path)), "leader_phone": volunteer(town, "张新").phone, "team": ""}
    assert desk.post(path, sent).status_code == 302
    led.refresh_from_db()
    assert (led.leader and led.leader.volunteer.name, led.team, led.lacks) == ("张新", None, [])


def test_a_disbanded_team_organises_nothing_for_residents(town: Town, team: Team, led: Activity) -> None:
    anybody = phone_of(volunteer(town))
    assert "<dd>绿马甲</dd>" in text(anybody.get(page_of(led)))
    disband(team, reason="没有人了", by=town.hat("community"), at=MONDAY)
    page = text(anybody.get(page_of(led)))
    assert ("绿马甲" in page, f"<dd>{town.places['community']}</dd>" in page) == (False, True)
    assert TEAM_GONE in text(town.client("community").get(reverse("activities:activity", args=[led.pk])))


def test_what_recurs_is_held_without_them_and_says_so(town: Town, leader: User, team: Team) -> None:
    made = actions.keep_template(pattern(town, leader=leader, team=team), by=town.hat("community"), at=MONDAY)
    leaves(leader)
    disband(team, reason="没有人了", by=town.hat("community"), at=MONDAY)
    before = set(Activity.objects.values_list("pk", flat=True))
    assert actions.generate_all(at=MONDAY + 14 * DAY)
    new = Activity.objects.exclude(pk__in=before)
    assert {(one.leader, one.team, *one.lacks) for one in new} == {(None, None, LEADER_GONE)}
    desk = town.client("community")
    for path in (reverse("activities:templates"), reverse("activities:list")):
        assert LEADER_GONE in text(desk.get(path))
    path = reverse("activities:edit_template", args=[made.pk])
    assert desk.post(path, as_it_stands(desk.get(path))).status_code == 302
    made.refresh_from_db()
    assert (made.leader, made.team) == (None, team)
    with at(MONDAY + 21 * DAY):
        answer: Any = town.client("community").post(reverse("activities:generate", args=[made.pk]), follow=True)
    assert f"{LEADER_GONE}；{TEAM_GONE}。" in text(answer)


@pytest.mark.parametrize("which", ["activities:new", "activities:new_template"])
def test_nobody_who_has_left_is_named_anew_nor_a_team_that_is_no_more(
    town: Town, leader: User, team: Team, which: str
) -> None:
    leaves(leader)
    desk, sent = town.client("community"), filled(town)
    more = {"rhythm": "WEEKLY", "first_on": "2026-11-18", "starts": "09:00", "minutes": "60"}
    for changes, field, words in (
        ({"leader_phone": leader.phone}, "leader_phone", "已经退出了"),
        ({"team": team.pk}, "leader_phone", "没有队长"),
    ):
        answer: Any = desk.post(reverse(which), {**sent, **more, **changes})
        assert (answer.status_code, words in str(answer.context["form"].errors[field])) == (409, True)
    disband(team, reason="没有人了", by=town.hat("community"), at=MONDAY)
    answer = desk.post(reverse(which), {**sent, **more, "team": team.pk})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["team"])
    assert not Activity.objects.exists()
    assert not Template.objects.exists()


def test_whoever_is_about_to_leave_reads_what_ends(town: Town, leader: User, team: Team, led: Activity) -> None:
    actions.keep_template(pattern(town, leader=leader, title="每周清洁"), by=town.hat("community"), at=MONDAY)
    other = called(town, title="擦洗健身器械", starts_at=led.ends_at + DAY, ends_at=led.ends_at + 2 * DAY)
    actions.sign_up(other, leader, at=MONDAY)
    page = text(phone_of(leader).get("/volunteer/leave/"))
    for words in (
        f"您负责的“清理楼道杂物”（{led.when_said}）", "您负责的“每周清洁”，每周一次",
        f"您报名的“擦洗健身器械”（{other.when_said}）", "您是“绿马甲”（太平镇社区）的队长",
    ):  # fmt: skip
        assert words in page, words
    assert "这些就不算了" not in text(phone_of(volunteer(town)).get("/volunteer/leave/"))
