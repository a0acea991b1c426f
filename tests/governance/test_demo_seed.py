"""The demo district after its first start: everything is there, and every page of it opens."""

import json
from collections import Counter
from datetime import date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.contrib.admin import site
from django.core.management import call_command
from django.db.models import F
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.models import User
from burden.meter import loads
from burden.models import Assignment
from burden.workflow import State as TaskState
from cases.models import AssistingUnit, Case, Event, Follower, Heartbeat, Proposal, PublicNotice, Rating
from cases.telling import timeline
from cases.terms import Channel, Kind, Level, Matter, Mediation, Notice, Outcome, State, Supervision, WhistleKind
from dashboards.checking import faults
from dashboards.models import Appeal, Closing, ScoreScheme
from governance.demo.codes import ASKED_TRACKING_CODE, CLOSED_TRACKING_CODE, HOME_COMMUNITY, NANKOU_TRACKING_CODE
from governance.demo.seed import seed
from governance.demo.sign_ins import ADMINISTRATOR, BUILDING_HEAD, PARTY_OFFICER, SIGN_INS
from grids.models import Level as PlaceLevel
from grids.models import Place
from notifications.models import Message, Untold
from partyorg.kinds import HEADS_OF_RUNG, RUNGS
from partyorg.models import Organisation, Post
from tests.factories import SHANGHAI
from tests.governance.desks import case_of, offered, pressed, signed_in, tried, waiting

FRIDAY = datetime(2026, 11, 20, 15, 20, tzinfo=SHANGHAI)


@pytest.fixture
def demo(db: None, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT, settings.SMS_LOG = tmp_path / "media", tmp_path / "sms.log"
    seed(FRIDAY)


# One test: the district takes its time to build, on a busy machine minutes, and nothing but the end changes it.
@pytest.mark.enough_on("sqlite")
@pytest.mark.timeout(900)
def test_the_demo_district_is_whole(demo: None) -> None:
    no_worker_is_said_to_have_swept()
    the_places_are_there()
    a_head_answers_for_every_unit_on_a_rung()
    there_are_cases_in_every_state_and_at_every_level()
    every_question_waits_somewhere_and_was_answered_elsewhere()
    units_are_called_pressed_and_rated()
    matters_come_by_every_channel_and_from_all_sorts_of_people()
    communities_bear_tasks()
    the_community_has_something_on_its_board()
    the_months_behind_are_closed_and_appealed_against()
    property_companies_can_be_compared()
    everybody_was_told()
    histories_are_real_and_in_order()
    nothing_waits_for_the_sweep()
    each_sign_in_leads_to_a_desk_with_work()
    the_greeting_s_tracking_codes_open()
    every_case_can_be_opened()
    a_second_start_changes_nothing()
    each_register_opens()
    each_way_in_leads_to_a_move_that_succeeds()


def no_worker_is_said_to_have_swept() -> None:
    assert not Heartbeat.objects.exists()


def each_register_opens() -> None:
    """Its list, the newest row in it, and the page on which one adds, where one may."""
    admin = signed_in(ADMINISTRATOR, FRIDAY)
    with time_machine.travel(FRIDAY, tick=False):
        for model, register in site._registry.items():
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
            listed = admin.get(reverse(f"{name}_changelist"))
            assert listed.status_code == 200, name
            assert admin.get(reverse(f"{name}_add")).status_code in (200, 403), name
            if row := register.get_queryset(listed.wsgi_request).order_by("-pk").first():
                assert admin.get(reverse(f"{name}_change", args=[row.pk])).status_code == 200, name


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


def every_question_waits_somewhere_and_was_answered_elsewhere() -> None:
    """Granted, that is; a dispute is ruled on each way."""
    asked = set(Proposal.objects.values_list("matter", "outcome"))
    assert asked >= {(matter, outcome) for matter in Matter for outcome in ("", Outcome.GRANTED)}
    assert (Matter.DISPUTE, Outcome.DECLINED) in asked
    assert not Proposal.objects.filter(outcome=Outcome.LAPSED).exists()
    assert set(Case.objects.exclude(proposed="").values_list("proposed", flat=True)) == set(Matter)


def units_are_called_pressed_and_rated() -> None:
    cases = Case.objects.all()
    called = cases.filter(whistle_kind=WhistleKind.PROGRESS, state=State.HANDLING, owner_level=Level.PLATFORM)
    assert called.filter(report_in_by__gt=FRIDAY).exists()
    assert called.filter(report_in_by=None, events__kind=Kind.REPORT_IN).exists()
    assert cases.filter(whistle_kind=WhistleKind.BREAKTHROUGH).exists()
    met = cases.filter(state=State.CONSULTING)
    assert met.count() == 2
    assert met.filter(consultations__minutes="").count() == 1
    assert AssistingUnit.objects.filter(why=AssistingUnit.Why.NAMED, answered_at=None, case__in=cases.open()).exists()
    assert AssistingUnit.objects.filter(why=AssistingUnit.Why.NAMED, answered_at__isnull=False).exists()
    assert set(cases.open().values_list("supervised", flat=True)) == set(Supervision)
    assert set(Rating.objects.values_list("of", flat=True)) == set(Rating.Of)
    climbed = cases.filter(events__kind=Kind.AUTO_WHISTLE, rework_count=2)
    assert climbed.filter(supervised=Supervision.LISTED, owner_level=Level.COMMUNITY).exists()


def matters_come_by_every_channel_and_from_all_sorts_of_people() -> None:
    cases = Case.objects.all()
    assert set(cases.values_list("channel", flat=True)) == set(Channel) - {Channel.API}
    assert Follower.objects.filter(why=Follower.Why.REPRESENTED, case__in=cases.open()).count() >= 2
    assert cases.open().filter(anonymous=True).exists()
    assert cases.open().filter(confidential=True).exists()
    assert cases.open().filter(emergency_direct=True).exists()
    assert cases.filter(repeat=True, events__kind=Notice.ADDED).exists()
    assert cases.filter(state=State.CLOSED, explained=True).exists()
    assert cases.filter(state=State.CLOSED, solved="", anonymous=False, explained=False).count() == 1  # 未联系上
    assert set(cases.values_list("mediation", flat=True)) >= {Mediation.SUCCEEDED, Mediation.LITIGATION}
    assert Event.objects.filter(kind=Notice.UNREACHED, case__state=State.REVISIT).count() == 1


def the_community_has_something_on_its_board() -> None:
    board = PublicNotice.objects.on_board(Place.objects.get(code=HOME_COMMUNITY))
    assert board.running().count() >= 2
    assert board.done().count() >= 5


def communities_bear_tasks() -> None:
    assert set(Assignment.objects.values_list("state", flat=True)) == set(TaskState)
    communities = Place.objects.filter(level=PlaceLevel.COMMUNITY)
    most, *others = loads(communities, today=localdate(FRIDAY))
    assert most.community.code == HOME_COMMUNITY
    assert most.now.tasks > others[0].now.tasks > 0


def the_months_behind_are_closed_and_appealed_against() -> None:
    """One appeal is decided, one waits; another may still be made. Both sides read it in their inboxes."""
    last = Closing.objects.latest("month")
    assert last.month == date(2026, 10, 1)
    assert last.closed_at < FRIDAY < last.appeal_by
    scored = Closing.objects.get(pk=last.pk).scores.filter(score__isnull=False)
    assert scored.filter(subject="STREET").count() >= 3
    assert scored.filter(subject="COMMUNITY").count() >= 3
    decided, waits = Appeal.objects.order_by("pk")
    assert (decided.verdict, decided.adjustment.score is not None, waits.verdict) == ("UPHELD", True, "")
    assert decided.decided_at
    assert last.closed_at < decided.appealed_at < waits.appealed_at < decided.decided_at < FRIDAY
    with time_machine.travel(FRIDAY, tick=False):
        for username, words in {"platform": "请裁定", "street": "申诉成立"}.items():
            assert words in signed_in(username, FRIDAY).get("/desk/messages/").content.decode()
        page = signed_in("platform", FRIDAY).get(f"/board/scores/{waits.score_id}/").content.decode()
    assert 'name="verdict"' in page
    assert not list(faults(at=FRIDAY))


def property_companies_can_be_compared() -> None:
    """By what they were rated for and have in hands: too few to be ranked, as everything here, but not nothing."""
    district, platform = Place.objects.get(level=PlaceLevel.DISTRICT), signed_in("platform", FRIDAY)
    minimum = ScoreScheme.objects.values_list("minimum", flat=True).first() or 0
    with time_machine.travel(FRIDAY, tick=False):
        page = platform.get(reverse("dashboards:league", args=[district.pk]), {"period": "quarter"})
    shown = [one for _, one in page.context["league"].companies.rows]
    assert len([one for one in shown if one.figures["in_time"].denominator >= minimum > 0]) >= 2
    assert len([one for one in shown if one.figures["satisfied"].denominator >= minimum]) >= 2
    assert any(one.open for one in shown)


def everybody_was_told() -> None:
    assert not Untold.objects.exists()


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
    desks = {one.username: signed_in(one.username, FRIDAY) for one in SIGN_INS if one.username}
    with time_machine.travel(FRIDAY, tick=False):
        for administrator in (ADMINISTRATOR, "sysadmin", "secadmin", "auditor"):
            assert desks.pop(administrator).get("/admin/").status_code == 200
        for office, page in [(PARTY_OFFICER, "/desk/members/"), (BUILDING_HEAD, "/desk/visits/")]:
            assert desks.pop(office).get(page).context["page"].paginator.count
    queues = {username: waiting(desk, FRIDAY) for username, desk in desks.items()}
    assert all(counts["all"] for counts in queues.values()), queues
    assert all(queues["branch"][name] for name in ("submitted", "accepted", "dispatched", "handling"))
    assert all(queues["worker"][name] for name in ("dispatched", "handling", "checking"))
    assert queues["guide"]["checking"]
    assert queues["revisit"]["revisit"]
    assert queues["revisit-platform"]["revisit"]
    assert queues["leading"]["topped"]
    assert queues["housing"]["dispatched"]


def the_greeting_s_tracking_codes_open() -> None:
    resident = SIGN_INS[0]
    assert not resident.username
    pages = {}
    for code in (NANKOU_TRACKING_CODE, ASKED_TRACKING_CODE, CLOSED_TRACKING_CODE):
        assert code in str(resident)
        with time_machine.travel(FRIDAY, tick=False):
            pages[code] = Client().get(reverse("resident:find"), {"code": code}, follow=True)
        assert pages[code].context["case"].tracking_code == code
    assert "answer" in pages[ASKED_TRACKING_CODE].context["may"]
    assert "reopen" in pages[CLOSED_TRACKING_CODE].context["may"]


def every_case_can_be_opened() -> None:
    platform, resident = signed_in("platform", FRIDAY), Client()
    with time_machine.travel(FRIDAY, tick=False):
        for case in Case.objects.all():
            assert platform.get(reverse("cases:case", args=[case.number])).status_code == 200
            assert resident.get(reverse("resident:progress", args=[case.tracking_code])).status_code == 200


def a_second_start_changes_nothing() -> None:
    before = [model.objects.count() for model in (Place, Organisation, User, Post, Case, Event, Message)]
    seed(FRIDAY + timedelta(days=3))
    assert [model.objects.count() for model in (Place, Organisation, User, Post, Case, Event, Message)] == before


def each_way_in_leads_to_a_move_that_succeeds() -> None:
    """Carried by hand: what the greeting names is there, offered, and can be done; the page says what follows."""
    desks = {one.username: signed_in(one.username, FRIDAY) for one, _ in tried()}
    for sign_in, one in tried():
        desk = desks[sign_in.username]
        case = case_of(one, desk, FRIDAY)
        assert one.move in offered(case, desk, FRIDAY), f"{sign_in.who}: {one}"
        assert pressed(case, one, desk, FRIDAY)
