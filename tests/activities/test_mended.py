"""What somebody from outside stumbled over: the way to the activities, a place that cannot be kept, time lost at the
roll call, rules changed under the signed-up.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from activities import actions
from activities.kinds import End
from activities.models import Activity, Presence, SignUp
from activities.workflow import Standing
from tests.activities.calling import ENDS_AT, HOUR, MONDAY, STARTS_AT, at, called, filled, phone_of, scanned, volunteer
from tests.factories import Town
from tests.resident.conftest import text
from volunteers.models import Service

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def page_of(activity: Activity) -> str:
    return f"/volunteer/activities/{activity.pk}/"


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
