"""What the system does by itself when a clock runs out."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases import actions, telling
from cases.models import Case, Category, Event, Heartbeat, Limit, SetAside
from partyorg.models import Organisation
from tests.factories import MONDAY, SHANGHAI, Town
from worktime.actions import change_day
from worktime.limits import Limit as Span


def moment(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


def test_an_unaccepted_report_is_accepted_and_the_community_sees_it(town: Town) -> None:
    case = town.reported()
    swept = actions.sweep(at=MONDAY + timedelta(hours=3))
    case.refresh_from_db()
    assert (swept.moved, case.state, case.owner_level, case.yellow_card) == (1, "accepted", 1, True)
    assert case.handle_by == moment(17, 17, 30)
    assert case in Case.objects.on_desk_of(town.hat("community"))


def test_an_unsigned_dispatch_is_signed_with_a_yellow_card(town: Town) -> None:
    case = town.accepted()
    actions.sweep(at=MONDAY + timedelta(hours=3))
    case.refresh_from_db()
    assert (case.state, case.yellow_card, case.owner_level) == ("handling", True, 1)


@pytest.mark.parametrize(
    ("level", "state", "card"),
    [
        (1, "dispatched", "yellow_card"),
        (2, "dispatched", "yellow_card"),
        (3, "dispatched", "yellow_card"),
        (4, "topped", "red_card"),
    ],
)
def test_when_handling_time_ends_the_case_climbs_one_level(town: Town, level: int, state: str, card: str) -> None:
    case = town.handled_by(level)
    late = Organisation.objects.get(pk=case.host_org_id)
    assert case.handle_by is not None
    at = case.handle_by + timedelta(minutes=1)
    swept = actions.sweep(at=at)
    climbed = Case.objects.get(pk=case.pk)
    assert swept.moved == 1
    assert (climbed.owner_level, climbed.state, climbed.overdue) == (level + 1, state, True)
    assert getattr(climbed, card)
    assert climbed.owner_org.rung == level + 1
    assert climbed.handle_by is not None
    assert climbed.handle_by > at
    assert climbed.assisting.filter(organisation=late, why="LATE").exists()
    assert climbed.events.get(seq=climbed.version).late_seconds == 60


def test_a_request_that_nobody_decided_ends_with_the_climb_and_staff_read_that_it_did(town: Town) -> None:
    case, limit = town.handling(), Span.parse("1wd")
    case = actions.extend_request(case, limit=limit, reason="等配件", by=town.hat("worker"), at=MONDAY)
    assert case.handle_by is not None
    actions.sweep(at=case.handle_by)
    [newest, *_] = telling.timeline(case.events.all(), for_staff=True)
    assert (newest.headline, newest.note) == ("到时没办好，系统自动吹哨到社区", "提请的延期没等到决定，已失效")
    assert "失效" not in telling.timeline(case.events.all(), for_staff=False)[0].note


def test_a_second_sweep_finds_nothing(town: Town) -> None:
    town.reported()
    at = MONDAY + timedelta(hours=3)
    assert actions.sweep(at=at).moved == 1
    assert actions.sweep(at=at).moved == 0
    assert Event.objects.filter(kind="accept").count() == 1


def test_before_the_deadline_there_is_a_reminder_and_nothing_moves(town: Town) -> None:
    case = town.handled_by(3)
    assert case.handle_by is not None
    assert actions.sweep(at=case.handle_by - timedelta(seconds=1)).steps == {"reminded": 1}
    still = Case.objects.get(pk=case.pk)
    assert (still.state, still.owner_level, still.handle_by) == ("handling", 3, case.handle_by)


def test_after_three_days_of_outage_each_case_takes_one_step(town: Town) -> None:
    cases = [town.reported(), town.accepted(), town.handling()]
    at = MONDAY + timedelta(days=3)
    assert actions.sweep(at=at).moved == 3
    assert actions.sweep(at=at + timedelta(seconds=15)).moved == 0
    levels = [Case.objects.get(pk=case.pk).owner_level for case in cases]
    assert levels == [1, 2, 2]  # the unaccepted one is accepted, the two late ones climb one level, not more
    assert all(event.late_seconds > 86_400 for event in Event.objects.filter(at=at))


def test_a_category_that_does_not_whistle_by_itself_is_marked_overdue_once(town: Town) -> None:
    Category.objects.filter(code="LEAK").update(auto_whistle=False)
    case = town.handling()
    assert case.handle_by is not None
    assert actions.sweep(at=case.handle_by).steps == {"overdue": 1}
    assert actions.sweep(at=case.handle_by + timedelta(days=9)).moved == 0
    case.refresh_from_db()
    assert (case.state, case.owner_level, case.overdue) == ("handling", 1, True)


def test_a_row_that_cannot_be_moved_is_set_aside_and_the_others_go_on(town: Town) -> None:
    orphan, healthy = town.handling(), town.handling()
    Case.objects.filter(pk=orphan.pk).update(place=town.places["far_grid"])
    Organisation.objects.filter(pk__in=[town.units["far_community_unit"].pk, town.units["far_street_unit"].pk]).update(
        kind="TEAM"
    )
    Organisation.objects.filter(pk__in=[town.units["platform"].pk, town.units["leading_group"].pk]).update(kind="TEAM")
    at = MONDAY + timedelta(days=3)
    swept = actions.sweep(at=at)
    assert (swept.moved, swept.set_aside) == (1, 1)
    assert SetAside.objects.get().case == orphan
    assert Case.objects.get(pk=healthy.pk).owner_level == 2
    assert actions.sweep(at=at).set_aside == 0  # an hour's rest
    assert actions.sweep(at=at + timedelta(hours=1)).set_aside == 1


def test_the_sweep_leaves_its_heartbeat(town: Town) -> None:
    actions.sweep(at=MONDAY)
    assert Heartbeat.objects.get(name="sweep").last_at == MONDAY


def test_a_second_rework_climbs_by_itself(town: Town) -> None:
    case = town.handled_by(2)
    for turn in (1, 2):
        case = actions.finish(case, result="已处理", by=town.hat("community"), at=MONDAY)
        case = actions.check_fail(case, reason="还在漏", by=town.hat("guide"), at=MONDAY)
        if turn == 1:
            assert actions.sweep(at=MONDAY).moved == 0
            case = actions.rework_start(case, by=town.hat("community"), at=MONDAY)
    assert actions.sweep(at=MONDAY).steps == {"auto_whistle": 1}
    case.refresh_from_db()
    assert (case.owner_level, case.state, case.rework_count) == (3, "dispatched", 2)


def test_a_unit_that_had_a_copy_stays_to_assist_as_a_late_one(town: Town) -> None:
    case = town.reported()
    for _ in range(3):  # accepted with a copy to the community, whistled up to it, run late there
        case.refresh_from_db()
        assert case.due_at is not None
        actions.sweep(at=max(filter(None, [case.respond_by, case.handle_by])))
    case.refresh_from_db()
    assert case.owner_level == 3
    assert case.assisting.get(organisation=town.units["community_unit"]).why == "LATE"


def test_what_is_noted_once_stays_noted_whatever_happens_next(town: Town) -> None:
    Category.objects.filter(code="LEAK").update(auto_whistle=False)
    case = town.handling()
    assert case.handle_by is not None
    later = case.handle_by + timedelta(hours=1)
    actions.sweep(at=case.handle_by)
    case = Case.objects.with_faces().get(pk=case.pk)
    actions.match_resource(case, resource=None, tried="看过", by=town.hat("secretary"), at=later)
    assert actions.sweep(at=later).moved == 0


def test_an_unsigned_case_is_signed_even_after_its_handling_time_was_noted(town: Town) -> None:
    Category.objects.filter(code="LEAK").update(auto_whistle=False)
    Limit.objects.filter(clock="SIGN", level=1).update(limit="3wd")
    case = town.accepted()
    assert case.handle_by is not None
    assert actions.sweep(at=case.handle_by).steps == {"overdue": 1}
    assert actions.sweep(at=case.handle_by + timedelta(days=4)).steps == {"sign": 1}


def test_a_second_rework_is_not_begun_again_but_climbs(town: Town) -> None:
    case = town.handled_by(2)
    for _ in range(2):
        case = actions.finish(case, result="已处理", by=town.hat("community"), at=MONDAY)
        case = actions.check_fail(case, reason="还在漏", by=town.hat("guide"), at=MONDAY)
        if case.rework_count == 1:
            case = actions.rework_start(case, by=town.hat("community"), at=MONDAY)
    with pytest.raises(actions.Refused) as refusal:
        actions.rework_start(case, by=town.hat("community"), at=MONDAY)
    assert refusal.value.rule == "not_climbing"
    change_day(date=date(2026, 12, 1), is_workday=False, name="临时放假", by=None, at=MONDAY)
    actions.recompute_open_deadlines(at=MONDAY)
    assert actions.sweep(at=MONDAY).steps == {"auto_whistle": 1}
    event = case.events.order_by("seq").last()
    assert event is not None
    assert event.data == {"reworks": 2}


def test_a_first_rework_that_runs_late_is_not_called_the_second(town: Town) -> None:
    case = actions.finish(town.handled_by(2), result="已处理", by=town.hat("community"), at=MONDAY)
    case = actions.check_fail(case, reason="还在漏", by=town.hat("guide"), at=MONDAY)
    assert case.handle_by is not None
    actions.sweep(at=case.handle_by + timedelta(minutes=1))
    event = case.events.get(kind="auto_whistle")
    assert (event.late_seconds, "reworks" in event.data) == (60, False)


def test_at_the_top_supervision_grows_a_working_day_apart_whatever_is_answered_between(town: Town) -> None:
    case = actions.raise_top(town.handled_by(4), reason="难", by=town.hat("platform"), at=MONDAY)
    assert case.handle_by is not None
    end = case.handle_by + timedelta(minutes=1)
    assert actions.sweep(at=end).steps == {"supervise": 1}
    case.assisting.create(organisation=town.units["finance"], why="NAMED", since_at=MONDAY)
    case = Case.objects.with_faces().get(pk=case.pk)
    actions.co_answer(case, answer="已拨款", by=town.hat("finance"), at=end)
    assert actions.sweep(at=end + timedelta(hours=1)).moved == 0
    kinds = []
    for day in (4, 8, 12):
        actions.sweep(at=end + timedelta(days=day))
        kinds.append(Case.objects.get(pk=case.pk).supervised)
    assert kinds == ["LISTED", "INTERVIEW", "INTERVIEW"]
    assert case.events.latest("seq").kind == "pressed"  # what can grow no more is brought up again day by day


@pytest.mark.by_hand
def test_a_row_whose_personal_data_cannot_be_read_moves_all_the_same(town: Town) -> None:
    case = town.reported(name="张三", phone="13800000001")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_case SET reporter_phone = 'broken' WHERE id = %s", [case.pk])
    assert actions.sweep(at=MONDAY + timedelta(hours=3)).moved == 1


@pytest.mark.parametrize(("waits", "hours"), [("reported", 3), ("accepted", 3), ("handling", 34)])
def test_many_due_cost_as_many_queries_as_one(town: Town, waits: str, hours: int) -> None:
    """To be accepted, to be signed (which starts the time to get in touch), to be whistled on."""

    def queries(number: int) -> int:
        for one in range(number):
            getattr(town, waits)(phone=f"138{number:04}{one:04}")
        with CaptureQueriesContext(connection) as asked:
            assert actions.sweep(at=MONDAY + timedelta(hours=hours)).moved == number
        return len(asked)

    assert queries(1) >= queries(6)


def test_with_nothing_due_the_registers_are_not_read(town: Town) -> None:
    town.reported()
    with CaptureQueriesContext(connection) as asked:
        assert actions.sweep(at=MONDAY).moved == 0
    assert not [query["sql"] for query in asked if "grids_place" in query["sql"]]


def test_a_community_that_stands_in_for_a_grid_is_whistled_past_not_to(town: Town) -> None:
    case = town.reported(place=town.places["community"])
    actions.sweep(at=MONDAY + timedelta(hours=3))
    case.refresh_from_db()
    assert case.handle_by is not None
    actions.sweep(at=case.handle_by)
    case.refresh_from_db()
    assert (case.owner_level, case.owner_org) == (3, town.units["street_unit"])
    assert case.assisting.get().organisation == town.units["community_unit"]


def test_what_is_neither_signed_nor_done_and_does_not_climb_takes_one_step_too(town: Town) -> None:
    Category.objects.filter(code="LEAK").update(auto_whistle=False)
    case = town.accepted()
    at = MONDAY + timedelta(days=3)
    assert actions.sweep(at=at).steps == {"sign": 1}
    assert case.handle_by is not None
    event = case.events.latest("seq")
    assert (event.data["also"][0], event.late_seconds) == ("handle_by", int((at - moment(16, 11)).total_seconds()))
    now = Case.objects.get(pk=case.pk)
    assert (now.state, now.overdue, now.yellow_card, now.handle_noted_at) == ("handling", True, True, at)
