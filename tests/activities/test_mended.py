"""What somebody from outside stumbled over: the way to the activities, a place that cannot be kept, time lost at the
roll call, rules changed under the signed-up.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from activities import actions
from activities.kinds import End, Minors
from activities.models import Activity, Presence, SignUp, Suggestion
from activities.workflow import Standing
from tests.activities.calling import (
    ENDS_AT,
    HOUR,
    MONDAY,
    STARTS_AT,
    at,
    called,
    filled,
    page_of,
    phone_of,
    scanned,
    volunteer,
)
from tests.factories import Town
from tests.resident.conftest import text
from volunteers.models import Service

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def test_the_hub_leads_to_the_activities(town: Town) -> None:
    phone = phone_of(volunteer(town))
    hub = text(phone.get("/volunteer/"))
    assert '<a class="btn act wide" href="/volunteer/activities/">身边的活动</a>' in hub
    assert 'href="/volunteer/activities/mine/"' in hub
    assert 'href="/volunteer/activities/">看看能做什么' in text(phone.get("/volunteer/mine/?show=records"))
    assert 'href="/volunteer/activities/"' in text(Client().get("/volunteer/"))


def test_an_activity_with_a_place_off_the_map_is_edited_as_it_was_filled_in(town: Town) -> None:
    made = called(town, spot=(36.08049999999999, 120.35094749999999))
    desk, path = town.client("community"), reverse("activities:edit", args=[made.pk])
    spot = desk.get(path).context["form"].initial["spot"]
    assert spot == "36.0805, 120.350947"
    assert desk.post(path, filled(town, spot="36.08049999999999,120.35094749999999")).status_code == 302
    made.refresh_from_db()
    assert made.spot == (36.0805, 120.350947)


def ticked(town: Town, activity: Activity, moment: Any, *names: str) -> None:
    rows = list(SignUp.objects.filter(activity=activity).values_list("pk", flat=True))
    with at(moment):
        town.client("community").post(reverse("activities:roll", args=[activity.pk]), dict.fromkeys(names, rows))


def closed(town: Town, activity: Activity, moment: Any) -> None:
    with at(moment):
        answer = town.client("community").post(reverse("activities:close", args=[activity.pk]))
        assert answer.status_code == 302


@pytest.mark.parametrize(
    ("ticks", "minutes", "held"),
    [
        ([(STARTS_AT + HOUR, ("came", "left"))], 60, "只有“点名”一样"),
        ([(STARTS_AT + 10 * MINUTE, ("came",)), (ENDS_AT, ("left",))], 120, "只有“点名”一样"),
        ([(STARTS_AT + HOUR, ("came",))], 105, "没有签退"),
        ([(STARTS_AT - 10 * MINUTE, ("came", "left"))], 105, "点名时没有算出时长，请核实。"),
    ],
)
def test_whoever_was_ticked_has_a_record_to_be_looked_at(town: Town, ticks: Any, minutes: int, held: str) -> None:
    made, one = called(town), volunteer(town)
    actions.sign_up(made, one, at=MONDAY)
    for moment, names in ticks:
        ticked(town, made, moment, *names)
    closes_at = ENDS_AT if minutes == 120 else ENDS_AT - 15 * MINUTE
    closed(town, made, closes_at)
    service = Service.objects.get()
    assert service.minutes == minutes
    assert held in service.held[0][1]
    page = text(phone_of(one).get(page_of(made)))
    assert "已送审核" in page
    assert held in page
    assert "等组织者点名" not in page


def test_in_its_first_minute_an_activity_is_not_closed(town: Town) -> None:
    made = called(town)
    with at(STARTS_AT + timedelta(seconds=59)):
        answer = town.client("community").post(reverse("activities:close", args=[made.pk]))
    assert answer.status_code == 409
    assert "刚刚开始" in text(answer)


def test_over_several_days_each_day_s_roll_call_is_a_record_of_its_own(town: Town) -> None:
    made, one = called(town, ends_at=ENDS_AT + timedelta(days=2)), volunteer(town)
    actions.sign_up(made, one, at=MONDAY)
    actions.come(made, one, scanned(made, End.IN, STARTS_AT), at=STARTS_AT)  # and goes without a word
    for days in (1, 2):
        ticked(town, made, STARTS_AT + timedelta(days=days) + HOUR, "came", "left")
    closed(town, made, ENDS_AT + timedelta(days=2))
    assert list(Service.objects.order_by("day").values_list("minutes", flat=True)) == [120, 60, 60]
    assert not Presence.objects.unrecorded().exists()
    assert SignUp.objects.get().standing == Standing.SIGNED


@pytest.mark.parametrize(("minors", "number"), [(Minors.NONE, 2), (Minors.FROM_14, 1)])
def test_an_edit_that_shuts_out_who_signed_up_is_refused_with_how_many(town: Town, minors: str, number: int) -> None:
    made = called(town, minors=Minors.WITH_GUARDIAN)
    for born in ("2016-05-01", "2011-05-01", "1990-05-01"):
        actions.sign_up(made, volunteer(town, born=born), with_guardian=True, at=MONDAY)
    desk, path = town.client("community"), reverse("activities:edit", args=[made.pk])
    answer: Any = desk.post(path, filled(town, minors=minors, title="改了名"))
    assert answer.status_code == 409
    assert f"有 {number} 位未成年人" in str(answer.context["form"].errors["minors"])
    assert "改了名" in text(answer)
    assert desk.post(path, filled(town, minors=Minors.WITH_GUARDIAN)).status_code == 302


def test_a_minor_leads_nothing_and_the_leader_is_called_by_name(town: Town) -> None:
    desk, young, old = town.client("community"), volunteer(town, "林小小", born="2010-05-01"), volunteer(town, "林队长")
    answer: Any = desk.post(reverse("activities:new"), filled(town, leader_phone=young.phone))
    assert answer.status_code == 409
    assert "满 18 周岁" in str(answer.context["form"].errors["leader_phone"])
    User.objects.filter(pk=old.pk).update(name="居民")
    assert desk.post(reverse("activities:new"), filled(town, leader_phone=old.phone)).status_code == 302
    page = text(desk.get(reverse("activities:activity", args=[Activity.objects.get().pk])))
    assert "林队长" in page
    assert "居民<" not in page


def test_whoever_leaves_the_volunteers_gives_up_their_place(town: Town) -> None:
    made = called(town, quota=1, starts_at=ENDS_AT, ends_at=ENDS_AT + HOUR)
    over = called(town, title="已经到场的")
    going, waiting = volunteer(town), volunteer(town)
    for one in (going, waiting):
        actions.sign_up(made, one, at=MONDAY)
    actions.sign_up(over, going, at=MONDAY)
    actions.come(over, going, scanned(over, End.IN, STARTS_AT - 10 * MINUTE), at=STARTS_AT - 10 * MINUTE)
    with at(STARTS_AT - MINUTE):
        assert phone_of(going).post("/volunteer/leave/", {"sure": "on"}).status_code == 302
    standings = list(SignUp.objects.order_by("id").values_list("standing", flat=True))
    assert standings == [Standing.CANCELLED, Standing.SIGNED, Standing.SIGNED]


KEY = "2f1c7a8e-6f63-4a5b-9a8b-0c1d2e3f4a5b"


@pytest.mark.parametrize("changes", [{"title": "另一件事"}, {"roles": "搬运 10"}, {"draft": "on"}])
def test_a_form_sent_again_with_other_words_is_not_taken_for_the_first(town: Town, changes: dict[str, str]) -> None:
    desk, path = town.client("community"), reverse("activities:new")
    for _ in range(2):
        assert desk.post(path, filled(town, key=KEY)).status_code == 302
    answer: Any = desk.post(path, filled(town, key=KEY, **changes))
    assert answer.status_code == 409
    assert "这张表刚才交过一次" in text(answer)
    assert Activity.objects.count() == 1
    fresh = answer.context["form"]["key"].value()
    assert desk.post(path, filled(town, key=fresh, **changes)).status_code == 302
    assert Activity.objects.count() == 2


def test_a_second_suggestion_from_the_same_page_is_kept(town: Town) -> None:
    made, person = called(town, suggestions=True), volunteer(town)
    phone, path = phone_of(person), f"{page_of(made)}suggest/"
    for words in ("加一排长椅", "加一排长椅", "路灯修一修", "路灯修一修"):
        assert phone.post(path, {"words": words, "key": KEY}).status_code == 302
    assert sorted(Suggestion.objects.values_list("words", flat=True)) == ["加一排长椅", "路灯修一修"]
    assert phone.get(path).context["form"]["key"].value() != phone.get(path).context["form"]["key"].value()


def test_on_the_spot_whoever_did_not_sign_up_is_shown_the_way(town: Town) -> None:
    made, person = called(town, closes_at=ENDS_AT), volunteer(town)
    phone, path = phone_of(person), f"{page_of(made)}code/in/"
    with at(STARTS_AT):
        assert f'href="{page_of(made)}sign-up/"' in text(phone.get(path))
        actions.sign_up(made, person, at=STARTS_AT)
        page = text(phone.get(path))
    assert "sign-up" not in page
    assert "就不用等组织者点名" in page
    with at(ENDS_AT):
        assert "请组织者把您加进名单" in text(phone_of(volunteer(town)).get(path))


def test_a_minor_reads_why_there_is_no_button(town: Town) -> None:
    made, young = called(town), phone_of(volunteer(town, born="2011-05-01"))
    page = text(young.get(page_of(made)))
    assert "这个活动只招成年人" in page
    assert "我要报名" not in page
    assert "我要报名" in text(phone_of(volunteer(town)).get(page_of(made)))


def test_the_roster_says_who_is_there(town: Town) -> None:
    made, person = called(town), volunteer(town)
    actions.sign_up(made, person, at=MONDAY)
    desk, path = town.client("community"), reverse("activities:activity", args=[made.pk])
    assert '<td data-label="状态">已报名' in text(desk.get(path))
    actions.come(made, person, scanned(made, End.IN, STARTS_AT), at=STARTS_AT)
    with at(STARTS_AT + MINUTE):
        assert '<td data-label="状态">已签到' in text(desk.get(path))
        assert "已签到" in text(phone_of(person).get(page_of(made)))
