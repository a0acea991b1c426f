"""结束并送审 is asked for with what it does, keeps the ticks, makes no-shows of nobody unsaid, and is taken back."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from accounts.models import User
from activities import actions
from activities.kinds import End
from activities.models import Activity, Presence, SignUp
from activities.rules import Refused
from activities.standing import Actor
from activities.workflow import Standing, State
from notifications.actions import write_letters
from notifications.models import Letter
from tests.activities.calling import (
    ENDS_AT,
    HOUR,
    STARTS_AT,
    at,
    called,
    page_of,
    phone_of,
    scanned,
    volunteer,
    volunteer_of,
)
from tests.factories import MONDAY, Town
from tests.resident.conftest import Browser, text
from volunteers.models import Service

pytestmark = pytest.mark.django_db
EARLY = STARTS_AT + HOUR
NEXT_DAY = ENDS_AT + timedelta(days=1)


@pytest.fixture
def leader(town: Town) -> User:
    return volunteer(town, "领队长")


@pytest.fixture
def made(town: Town, leader: User) -> Activity:
    """The leader and three more have signed up for it."""
    made = called(town, leader=leader)
    for one in (leader, *(volunteer(town, f"邻居{number}") for number in "甲乙丙")):
        actions.sign_up(made, one, at=MONDAY)
    return made


@pytest.fixture
def phone(leader: User) -> Browser:
    return phone_of(leader)


def of(name: str) -> SignUp:
    return SignUp.objects.get(volunteer__name=name)


def standings() -> list[str]:
    return [one.standing for one in SignUp.objects.order_by("pk")]


def ended(phone: Browser, made: Activity, moment: datetime, **said: str) -> None:
    with at(moment):
        assert phone.post(f"{page_of(made)}lead/close/", said).status_code == 302


def test_what_is_ticked_is_kept_and_the_page_says_what_closing_does(made: Activity, phone: Browser) -> None:
    with at(EARLY):
        assert 'name="then" value="close"' in text(phone.get(f"{page_of(made)}lead/"))
        page = text(phone.post(f"{page_of(made)}lead/", {"then": "close", "came": [of("邻居甲").pk]}, follow=True))
    assert Presence.objects.get().sign_up == of("邻居甲")
    assert "活动到 14:00 才结束，现在还没有到。来了 1 人，还没点名 2 人。" in page
    assert "您自己还没有人点" in page
    assert "没点名的 2 人，现在就记为“没有到场”" in page
    assert Activity.objects.get().is_published


def test_before_its_end_nobody_is_a_no_show_unsaid(made: Activity, phone: Browser, leader: User) -> None:
    ended(phone, made, EARLY)
    assert standings() == [Standing.SIGNED] * 4
    with at(EARLY):
        assert "邻居甲 · 没有签到" in text(phone.get(f"{page_of(made)}lead/"))
        other = phone_of(of("邻居甲").volunteer.person)
        assert "其实来了的，请在12月16日" in text(other.get(page_of(made)))
        assert "没有签到" in text(other.get("/volunteer/activities/mine/"))
    write_letters(at=EARLY)
    assert not Letter.objects.filter(key__startswith="missed:").exists()


def test_before_its_end_they_are_where_whoever_closes_it_says_so(made: Activity, phone: Browser) -> None:
    ended(phone, made, EARLY, missed="on")
    assert standings() == [Standing.SIGNED, *[Standing.NO_SHOW] * 3]


def test_whoever_leads_or_closes_it_is_no_no_show_and_is_put_right(town: Town, made: Activity, leader: User) -> None:
    desk, path = town.client("community"), reverse("activities:close", args=[made.pk])
    with at(ENDS_AT):
        page = text(desk.get(path))
        assert "还没点名 3 人，记为“没有到场”，通知他们。" in page
        assert "负责人领队长还没有人点" in page
        assert desk.post(path).status_code == 302
    assert standings() == [Standing.SIGNED, *[Standing.NO_SHOW] * 3]
    write_letters(at=ENDS_AT)
    assert not Letter.objects.filter(person=leader, key__startswith="missed:").exists()
    assert Letter.objects.filter(key__startswith="missed:").count() == 3
    right = reverse("activities:right", args=[made.pk, of("领队长").pk])
    with at(NEXT_DAY):
        roster = text(desk.get(reverse("activities:activity", args=[made.pk])))
        assert right in roster
        said = {"came_at": "2026-11-16T12:00", "left_at": "2026-11-16T14:00", "reason": "她带的队"}
        assert desk.post(right, said).status_code == 302
    assert Service.objects.get(person=leader).minutes == 120


def test_of_what_is_over_the_figures_are_one_everywhere(town: Town, made: Activity, phone: Browser) -> None:
    actions.come(made, of("邻居甲").volunteer.person, scanned(made, End.IN, STARTS_AT), at=STARTS_AT)
    actions.close(made, by=town.hat("community"), at=ENDS_AT)
    desk, said = town.client("community"), "报名 4，到场 1，没到 3"
    with at(ENDS_AT):
        assert said in text(desk.get(reverse("activities:list") + "?q=over"))
        assert text(desk.get(reverse("activities:activity", args=[made.pk]))).count(said) == 2
        lead = text(phone.get(f"{page_of(made)}lead/"))
        assert f"名单，{said}" in lead
        assert lead.count("<fieldset") == 4
        assert "来了 1 人" in text(phone.get(page_of(made)))


def test_closed_by_mistake_it_goes_on_and_those_who_were_told_are_told(made: Activity, phone: Browser) -> None:
    with at(STARTS_AT):
        phone.post(f"{page_of(made)}lead/", {"came": [of("邻居甲").pk]})
    ended(phone, made, EARLY, missed="on")
    write_letters(at=EARLY)
    later = EARLY + timedelta(minutes=10)
    with at(later):
        assert "lead/reopen/" in text(phone.get(f"{page_of(made)}lead/"))
        assert phone.post(f"{page_of(made)}lead/reopen/").status_code == 302
    made.refresh_from_db()
    assert (made.state, standings()) == (State.PUBLISHED, [Standing.SIGNED] * 4)
    write_letters(at=later)
    told = Letter.objects.filter(key__startswith="put_right:")
    assert {one.person for one in told} == {of(name).volunteer.person for name in ("邻居乙", "邻居丙")}
    assert "点早了结束，已经撤回：不再记您没有到场" in told[0].text
    with at(ENDS_AT):
        phone.post(f"{page_of(made)}lead/", {"came": [of("邻居甲").pk, of("邻居乙").pk]})
    ended(phone, made, ENDS_AT)
    minutes = {
        name: [one.minutes for one in Service.objects.filter(person=of(name).volunteer.person).order_by("pk")]
        for name in ("邻居甲", "邻居乙", "邻居丙")
    }
    assert minutes == {"邻居甲": [60, 60], "邻居乙": [120], "邻居丙": []}
    assert standings()[-1] == Standing.NO_SHOW
    write_letters(at=ENDS_AT)
    assert Letter.objects.filter(key__startswith="missed:", person=of("邻居丙").volunteer.person).count() == 2
    assert told.count() == 2


def test_who_was_put_right_alone_is_told_nothing_by_the_reopening(town: Town, made: Activity) -> None:
    by = town.hat("community")
    actions.close(made, by=by, at=ENDS_AT)
    write_letters(at=ENDS_AT)
    row = of("邻居甲")
    actions.right_no_show(row, came_at=STARTS_AT, left_at=ENDS_AT, reason="一起干的", by=by, at=NEXT_DAY)
    actions.reopen(made, by=by, at=NEXT_DAY)
    write_letters(at=NEXT_DAY)
    people = set(Letter.objects.filter(key__startswith="put_right:").values_list("person", flat=True))
    assert row.volunteer.person_id not in people
    assert len(people) == 2


def test_long_after_it_the_leader_still_reads_the_roster(made: Activity, leader: User, phone: Browser) -> None:
    ended(phone, made, ENDS_AT)
    for days in (1, 40):
        with at(ENDS_AT + timedelta(days=days)):
            answer = phone_of(leader).get(f"{page_of(made)}lead/")
            assert (answer.status_code, "lead/reopen/" in text(answer)) == (200, False)


def test_the_leader_on_that_day_the_desk_for_a_month_and_nobody_else(
    town: Town, made: Activity, leader: User, phone: Browser
) -> None:
    def refused(by: Actor, moment: datetime) -> str:
        with pytest.raises(Refused) as found:
            actions.reopen(made, by=by, at=moment)
        return found.value.rule

    assert refused(leader, EARLY) == "not_now"
    actions.close(made, by=leader, at=ENDS_AT)
    assert refused(town.hat("far_street"), ENDS_AT) == "not_yours"
    assert refused(volunteer_of(of("邻居甲").volunteer.person).person, ENDS_AT) == "not_yours"
    with at(NEXT_DAY):
        assert "lead/reopen/" not in text(phone.get(f"{page_of(made)}lead/"))
        answer = phone.post(f"{page_of(made)}lead/reopen/")
        assert (answer.status_code, "请社区来撤回" in text(answer)) == (409, True)
    assert refused(town.hat("community"), ENDS_AT + timedelta(days=30)) == "too_late_to_reopen"
    desk, path = town.client("community"), reverse("activities:reopen", args=[made.pk])
    with at(NEXT_DAY + timedelta(days=8)):
        assert path in text(desk.get(reverse("activities:activity", args=[made.pk])))
        assert "活动接着办，名单接着点" in text(desk.get(path))
        assert desk.post(path).status_code == 302
    made.refresh_from_db()
    assert made.is_published
    reopened_at = NEXT_DAY + timedelta(days=8)
    assert actions.close_forgotten(at=reopened_at + timedelta(days=2)) == 0
    assert actions.close_forgotten(at=reopened_at + timedelta(days=4)) == 1
