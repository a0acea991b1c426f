"""The demo district after its first start: everything is there, and every page of it opens."""

import json
from collections import Counter
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db.models import F
from django.test import Client
from django.urls import reverse

from accounts.models import User
from cases.models import Case, Event, Heartbeat
from cases.telling import timeline
from cases.terms import Level, State
from governance.demo.codes import ASKED_TRACKING_CODE, NANKOU_TRACKING_CODE
from governance.demo.people import ADMINISTRATOR, PASSWORD, SIGN_INS
from governance.demo.seed import seed
from grids.models import Level as PlaceLevel
from grids.models import Place
from notifications.models import Message
from partyorg.kinds import HEADS_OF_RUNG, RUNGS
from partyorg.models import Organisation, Post
from tests.factories import SHANGHAI

FRIDAY = datetime(2026, 11, 20, 15, 20, tzinfo=SHANGHAI)


@pytest.fixture
def demo(db: None, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT, settings.SMS_LOG = tmp_path / "media", tmp_path / "sms.log"
    seed(FRIDAY)


# One test: the district takes ten seconds to build, and nothing here changes it.
def test_the_demo_district_is_whole(demo: None) -> None:
    no_worker_is_said_to_have_swept()
    the_places_are_there()
    a_head_answers_for_every_unit_on_a_rung()
    there_are_cases_in_every_state_and_at_every_level()
    histories_are_real_and_in_order()
    nothing_waits_for_the_sweep()
    each_sign_in_leads_to_a_desk_with_work()
    the_greeting_s_tracking_codes_open()
    every_case_can_be_opened()
    a_second_start_changes_nothing()


def no_worker_is_said_to_have_swept() -> None:
    assert not Heartbeat.objects.exists()


def the_places_are_there() -> None:
    counts = Counter(Place.objects.values_list("level", flat=True))
    assert (counts[PlaceLevel.STREET], counts[PlaceLevel.COMMUNITY], counts[PlaceLevel.GRID]) == (22, 137, 1064)
    assert counts[PlaceLevel.BUILDING] > 50
    call_command("check_tree")


def a_head_answers_for_every_unit_on_a_rung() -> None:
    units = Organisation.objects.filter(kind__in=RUNGS)
    assert units.count() == 1 + 1 + 22 + 137 + 1064
    heads = set(
        Post.objects.filter(role__in=set().union(*HEADS_OF_RUNG.values())).values_list("organisation", flat=True)
    )
    assert not units.exclude(pk__in=heads).exists()
    assert Post.objects.filter(role="GRID_WORKER", place__level=PlaceLevel.GRID).count() == 1064


def there_are_cases_in_every_state_and_at_every_level() -> None:
    states = Counter(Case.objects.values_list("state", flat=True))
    assert set(states) == set(State)
    assert min(states.values()) >= 2
    assert set(Case.objects.values_list("owner_level", flat=True)) == set(Level)
    closed = Counter(Case.objects.filter(state=State.CLOSED).values_list("owner_level", flat=True))
    assert closed[1] / closed.total() > 0.6  # most matters never leave their grid
    assert Case.objects.filter(supervised__gt="", owner_level=5).count() >= 2
    assert Case.objects.filter(state=State.CLOSED, rework_count__gt=0).count() >= 2


def histories_are_real_and_in_order() -> None:
    for case in Case.objects.all():
        events = list(case.events.order_by("seq"))
        assert [event.seq for event in events] == list(range(1, case.version + 1))
        moments = [event.at for event in events]
        assert moments == sorted(moments)
        assert moments[-1] <= FRIDAY
        assert timeline(events, for_staff=True)
    assert not Event.objects.filter(to_level__lt=F("from_level")).exists()
    assert not Message.objects.exclude(created_at=F("event__at")).exists()


def nothing_waits_for_the_sweep() -> None:
    out = StringIO()
    call_command("sweep", "--at", FRIDAY.isoformat(), "--json", stdout=out)
    assert json.loads(out.getvalue())["moved"] == 0


def each_sign_in_leads_to_a_desk_with_work() -> None:
    for sign_in in SIGN_INS:
        assert sign_in.who in str(sign_in)
        if sign_in.username and sign_in.username != ADMINISTRATOR:
            desk = signed_in(sign_in.username)
            assert waiting(desk)["all"] > 0, sign_in
    assert all(waiting(signed_in("branch"))[name] for name in ("submitted", "accepted", "dispatched", "handling"))
    assert all(waiting(signed_in("worker"))[name] for name in ("dispatched", "handling", "checking"))
    assert waiting(signed_in("guide"))["checking"]
    assert waiting(signed_in("revisit"))["revisit"]
    assert waiting(signed_in("revisit-platform"))["revisit"]
    assert waiting(signed_in("leading"))["topped"]
    assert waiting(signed_in("housing"))["dispatched"]
    assert signed_in(ADMINISTRATOR).get("/admin/").status_code == 200


def the_greeting_s_tracking_codes_open() -> None:
    resident = SIGN_INS[0]
    assert not resident.username
    for code in (NANKOU_TRACKING_CODE, ASKED_TRACKING_CODE):
        assert code in str(resident)
        with time_machine.travel(FRIDAY, tick=False):
            page = Client().get(reverse("resident:find"), {"code": code}, follow=True)
        assert page.context["case"].tracking_code == code
    assert page.context["may_answer"]


def every_case_can_be_opened() -> None:
    platform, resident = signed_in("platform"), Client()
    with time_machine.travel(FRIDAY, tick=False):
        for case in Case.objects.all():
            assert platform.get(reverse("cases:case", args=[case.number])).status_code == 200
            assert resident.get(reverse("resident:progress", args=[case.tracking_code])).status_code == 200


def a_second_start_changes_nothing() -> None:
    before = [model.objects.count() for model in (Place, Organisation, User, Post, Case, Event, Message)]
    seed(FRIDAY + timedelta(days=3))
    assert [model.objects.count() for model in (Place, Organisation, User, Post, Case, Event, Message)] == before


def signed_in(username: str) -> Client:
    client = Client()
    with time_machine.travel(FRIDAY, tick=False):
        answer = client.post(reverse("accounts:sign_in"), {"username": username, "password": PASSWORD})
    assert answer.status_code == 302, username
    return client


def waiting(desk: Client) -> dict[str, int]:
    with time_machine.travel(FRIDAY, tick=False):
        page = desk.get(reverse("cases:queue"))
    assert page.status_code == 200
    return {queue.name: count for queue, count in page.context["queues"]}
