"""Checked in and out: by the code that renews itself, by the place, by the roster; two of three make a record."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from activities import actions, codes
from activities.kinds import End
from activities.models import Activity, Presence, SignUp
from activities.rules import Refused
from activities.workflow import Standing, State
from tests.activities.calling import (
    ENDS_AT,
    FAR_AWAY,
    HOUR,
    MONDAY,
    STARTS_AT,
    at,
    called,
    phone_of,
    scanned,
    volunteer,
    was_there,
)
from tests.factories import IN_FIRST_GRID, Town
from tests.resident.conftest import Browser, text
from volunteers.actions import approve_all
from volunteers.checking import check_ledger
from volunteers.models import Service

pytestmark = pytest.mark.django_db
HERE = dict(zip(("lat", "lon"), map(str, IN_FIRST_GRID), strict=True))


@pytest.fixture
def activity(town: Town) -> Activity:
    return called(town)


@pytest.fixture
def person(town: Town, activity: Activity) -> User:
    one = volunteer(town)
    actions.sign_up(activity, one, at=MONDAY)
    return one


def shown(town: Town, activity: Activity, end: str, moment: datetime) -> tuple[str, str]:
    """The link in the code on the desk's screen, and its digits."""
    with at(moment):
        page: Any = town.client("community").get(reverse("activities:screen", args=[activity.pk, end]))
    assert page.status_code == 200
    assert "<svg" in text(page)
    assert 0 < int(page["Refresh"]) <= codes.SLOT  # it renews itself, without a script
    return page.context["link"].removeprefix("http://testserver"), page.context["digits"]


def scan(phone: Browser, link: str, moment: datetime, **said: str) -> Any:
    """Camera, page, one tap."""
    with at(moment):
        opened = phone.get(link)
        return opened if opened.status_code != 302 else phone.post(opened.url, said)


def test_scanned_in_and_out_at_the_place_it_is_a_record(town: Town, activity: Activity, person: User) -> None:
    phone = phone_of(person)
    for end, moment in [("in", STARTS_AT), ("out", STARTS_AT + 1.5 * HOUR)]:
        link, _ = shown(town, activity, end, moment)
        assert scan(phone, link, moment + timedelta(seconds=20), **HERE).status_code == 302
    service = Service.objects.get()
    assert (service.person, service.minutes, service.held) == (person, 90, [])
    assert (service.title, service.came_lat, service.recorded_by) == (activity.title, IN_FIRST_GRID[0], None)
    assert len(service.device) == 64
    assert "已送审核" in text(phone.get(f"/volunteer/activities/{activity.pk}/"))


def test_an_old_code_replayed_is_refused(town: Town, activity: Activity, person: User) -> None:
    link, digits = shown(town, activity, "in", STARTS_AT)
    late = STARTS_AT + timedelta(seconds=90)
    answer = scan(phone_of(person), link, late)
    assert answer.status_code == 410
    assert "这个码过期了" in text(answer)
    with at(late):
        typed = phone_of(person).post(f"/volunteer/activities/{activity.pk}/code/in/", {"digits": digits})
    assert typed.status_code == 409
    assert "码不对" in text(typed)
    assert Client().get("/volunteer/activities/scan/made-up/").status_code == 410
    assert not Presence.objects.exists()


def test_what_was_scanned_is_of_no_use_on_another_phone(town: Town, activity: Activity, person: User) -> None:
    link, _ = shown(town, activity, "in", STARTS_AT)
    with at(STARTS_AT):
        ticket = Browser().get(link).url
        assert phone_of(person).get(ticket).status_code == 410


def test_signing_in_may_come_between_the_scan_and_the_tap(town: Town, activity: Activity, person: User) -> None:
    link, _ = shown(town, activity, "in", STARTS_AT)
    phone = Browser()
    with at(STARTS_AT):
        ticket = phone.get(link).url
        assert "sign-in" in phone.get(ticket).url
    with at(STARTS_AT + timedelta(minutes=4)):
        later = phone_of(person)
        later.cookies["device"] = phone.cookies["device"].value
        assert later.post(ticket).status_code == 302
    with at(STARTS_AT + timedelta(minutes=14)):
        assert later.get(ticket).status_code == 410
    assert Presence.objects.count() == 1


def test_one_code_serves_many_people_each_once(town: Town, activity: Activity, person: User) -> None:
    other = volunteer(town)
    actions.sign_up(activity, other, at=MONDAY)
    link, _ = shown(town, activity, "in", STARTS_AT)
    for one in (person, other):
        assert scan(phone_of(one), link, STARTS_AT).status_code == 302
    again = scan(phone_of(person), link, STARTS_AT)
    assert again.status_code == 409
    assert "您已经签到了" in text(again)
    assert Presence.objects.count() == 2


def test_typed_digits_do_the_same_and_guessing_is_braked(town: Town, activity: Activity, person: User) -> None:
    phone, path = phone_of(person), f"/volunteer/activities/{activity.pk}/code/in/"
    _, digits = shown(town, activity, "in", STARTS_AT)
    wrong = f"{(int(digits) + 1) % 1_000_000:06d}"
    with at(STARTS_AT):
        for _ in range(5):
            assert "码不对" in text(phone.post(path, {"digits": wrong}))
        assert "错得太多" in text(phone.post(path, {"digits": digits}))
    with at(STARTS_AT + timedelta(minutes=11)):
        now = codes.digits(activity.pk, End.IN, STARTS_AT + timedelta(minutes=11))
        assert phone.post(path, {"digits": f" {now} "}).status_code == 302


def test_digits_are_taken_in_whatever_width(town: Town, activity: Activity, person: User) -> None:
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    for end, moment in (("in", STARTS_AT), ("out", STARTS_AT + HOUR)):
        _, digits = shown(town, activity, end, moment)
        with at(moment):
            typed = f"{digits[:3].translate(wide)}　{digits[3:].translate(wide)}"
            answer = phone_of(person).post(f"/volunteer/activities/{activity.pk}/code/{end}/", {"digits": typed})
        assert answer.status_code == 302
    assert (SignUp.objects.get().wrong_codes, Presence.objects.get().proofs) == (0, ["扫码"])


def test_the_place_alone_checks_in_but_is_not_enough(town: Town, activity: Activity, person: User) -> None:
    phone, path = phone_of(person), f"/volunteer/activities/{activity.pk}/code"
    far = dict(zip(("lat", "lon"), map(str, FAR_AWAY), strict=True))
    with at(STARTS_AT):
        assert phone.post(f"{path}/in/", {"digits": "", **far}).status_code == 409
        assert phone.post(f"{path}/in/", {"digits": "", **HERE}).status_code == 302
    with at(STARTS_AT + HOUR):
        assert phone.post(f"{path}/out/", {"digits": "", **HERE}).status_code == 302
    assert not Service.objects.exists()
    actions.roll(activity, came=[SignUp.objects.get().pk], left=[], by=town.hat("community"), at=ENDS_AT)
    service = Service.objects.get()
    assert (service.held, service.minutes, service.recorded_by) == ([], 60, town.people["community"])


def test_with_one_proof_the_record_is_held(town: Town, activity: Activity, person: User) -> None:
    desk = town.client("community")
    one = SignUp.objects.get()
    with at(ENDS_AT):
        desk.post(reverse("activities:roll", args=[activity.pk]), {"came": [one.pk], "left": [one.pk, "x", "9" * 20]})
        assert '<span class="xs faint">点名<' in text(desk.get(reverse("activities:activity", args=[activity.pk])))
        assert not Service.objects.exists()
        assert desk.post(reverse("activities:close", args=[activity.pk])).status_code == 302
    service = Service.objects.get()
    assert service.minutes == 120
    assert service.held[0][0] == "EVIDENCE"
    assert "只有“点名”一样" in service.held[0][1]


def test_closing_writes_down_who_did_not_come_and_who_did_not_check_out(
    town: Town, activity: Activity, person: User
) -> None:
    absent = volunteer(town)
    actions.sign_up(activity, absent, at=MONDAY)
    actions.come(activity, person, scanned(activity, End.IN, STARTS_AT), at=STARTS_AT)
    assert actions.close(activity, by=town.hat("worker"), at=ENDS_AT + HOUR) == 1
    assert "没有签退" in Service.objects.get().held[0][1]
    assert SignUp.objects.get(volunteer__person=absent).standing == Standing.NO_SHOW
    activity.refresh_from_db()
    assert activity.state == State.CLOSED
    with pytest.raises(Refused, match="已结束"):
        actions.close(activity, by=town.hat("worker"), at=ENDS_AT + HOUR)


def test_a_roster_that_nobody_closed_closes_by_itself(town: Town, activity: Activity, person: User) -> None:
    assert actions.close_forgotten(at=ENDS_AT + timedelta(days=2)) == 0
    assert actions.close_forgotten(at=ENDS_AT + timedelta(days=4)) == 1
    assert SignUp.objects.get().standing == Standing.NO_SHOW


def test_too_early_too_late_too_short_too_often(town: Town, activity: Activity, person: User) -> None:
    def come(moment: datetime) -> Presence:
        return actions.come(activity, person, scanned(activity, End.IN, moment), at=moment)

    def leave(moment: datetime) -> Presence:
        return actions.leave(activity, person, scanned(activity, End.OUT, moment), at=moment)

    for moment, sentence in [(MONDAY, "现在还不能签到"), (ENDS_AT + 2 * HOUR, "已经结束")]:
        with pytest.raises(Refused, match=sentence):
            come(moment)
    with pytest.raises(Refused, match="先扫“签到”的码"):
        leave(STARTS_AT)
    come(STARTS_AT)
    with pytest.raises(Refused, match="不到一分钟"):
        leave(STARTS_AT + timedelta(seconds=30))
    leave(STARTS_AT + timedelta(minutes=10))
    for number in (2, 3):
        come(STARTS_AT + number * timedelta(minutes=20))
        leave(STARTS_AT + number * timedelta(minutes=20) + timedelta(minutes=5))
    with pytest.raises(Refused, match="一天最多签 3 次"):
        come(STARTS_AT + timedelta(minutes=100))


def test_who_waits_or_never_signed_up_is_sent_to_the_organiser(town: Town) -> None:
    made, people = called(town, quota=1), [volunteer(town) for _ in range(3)]
    for one in people[:2]:
        actions.sign_up(made, one, at=MONDAY)
    for one, sentence in [(people[1], "还在候补"), (people[2], "没有报名")]:
        with pytest.raises(Refused, match=sentence):
            actions.come(made, one, scanned(made, End.IN, STARTS_AT), at=STARTS_AT)


def test_a_walk_up_is_added_by_telephone_number(town: Town, activity: Activity) -> None:
    desk, path = town.client("worker"), reverse("activities:walk_up", args=[activity.pk])
    unknown: Any = desk.post(path, {"phone": "13712345678"})
    assert unknown.status_code == 409
    assert "还没有注册志愿者" in str(unknown.context["form"].errors["phone"])
    one = volunteer(town)
    assert desk.post(path, {"phone": one.phone}).status_code == 302
    sign_up = SignUp.objects.get()
    assert (sign_up.walked_up, sign_up.standing) == (True, Standing.SIGNED)


def test_the_leader_does_it_all_on_their_own_telephone(town: Town) -> None:
    leader, one = volunteer(town, "队长"), volunteer(town)
    made = called(town, leader=leader)
    for each in (leader, one):
        actions.sign_up(made, each, at=MONDAY)
    phone, path = phone_of(leader), f"/volunteer/activities/{made.pk}/lead/"
    with at(STARTS_AT):
        assert "<svg" in text(phone.get(f"{path}in/"))
        own, other = SignUp.objects.order_by("id")
        phone.post(path, {"came": [own.pk, other.pk]})
    assert Presence.objects.get().sign_up == other  # nobody ticks themselves
    with at(ENDS_AT):
        assert phone.post(f"{path}close/").status_code == 302
    for page in ("", "in/", "walk-up/", "close/"):
        assert phone_of(one).get(path + page).status_code == 404
    assert "我是负责人" not in text(phone_of(one).get(f"/volunteer/activities/{made.pk}/"))


def test_there_is_no_code_before_or_after(town: Town, activity: Activity) -> None:
    desk, path = town.client("community"), reverse("activities:screen", args=[activity.pk, "in"])
    assert "<svg" not in text(desk.get(path))
    assert desk.get(reverse("activities:screen", args=[activity.pk, "both"])).status_code == 404
    assert town.client("far_street").get(path).status_code == 404


def test_whoever_forgot_to_check_out_comes_again_the_next_day(town: Town) -> None:
    made, one = called(town, ends_at=ENDS_AT + timedelta(days=2)), volunteer(town)
    actions.sign_up(made, one, at=MONDAY)
    for days in (0, 1):
        moment = STARTS_AT + timedelta(days=days)
        actions.come(made, one, scanned(made, End.IN, moment), at=moment)
    assert Presence.objects.still_there().count() == 1


def test_three_stays_of_one_activity_are_capped_as_one(town: Town) -> None:
    one, other = volunteer(town), volunteer(town)
    made, another = called(town, ends_at=ENDS_AT + 4 * HOUR), called(town, starts_at=STARTS_AT + 6 * HOUR,
                                                                    ends_at=ENDS_AT + 6 * HOUR)  # fmt: skip
    was_there(made, other, hours=1)
    was_there(made, one, hours=1.5)
    for hours in (2, 4):
        moment = STARTS_AT + hours * HOUR
        actions.come(made, one, scanned(made, End.IN, moment), at=moment)
        actions.leave(made, one, scanned(made, End.OUT, moment + HOUR), at=moment + HOUR)
    was_there(another, one, hours=1)
    rows = list(Service.objects.filter(person=one).order_by("pk").values_list("pk", flat=True))
    hat, end = town.hat("community"), STARTS_AT + 9 * HOUR
    assert approve_all([*rows[:2], Service.objects.get(person=other).pk], by=hat, at=end) == (3, 0)
    assert approve_all(rows[2:], by=hat, at=end) == (2, 0)
    counted = list(Service.objects.filter(person=one).order_by("pk").values_list("minutes", "counted"))
    assert counted == [(90, 90), (60, 30), (60, 0), (60, 60)]
    assert check_ledger().amiss == []
