"""What stands now: counted from the open cases, within the place, through the one door."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases import actions
from cases.actions.sweep import sweep
from cases.deadlines import ends_first, is_late, late, late_from
from cases.models import Case
from cases.terms import Level, State
from dashboards.actions import catch_up
from dashboards.asked import Asked, asked
from dashboards.now import live
from tests.desk.questions import to_the_housing_bureau
from tests.factories import MONDAY, Town, build_town

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def town() -> Town:
    return build_town()


def ask(town: Town, who: str, where: str, **said: object) -> Asked:
    given = {name: str(value) for name, value in said.items()}
    return asked(given, place=town.places[where].pk, hat=town.hat(who), at=MONDAY)


def set_to(case: Case, **columns: object) -> Case:
    Case.objects.filter(pk=case.pk).update(**columns)
    case.refresh_from_db()
    return case


def far(town: Town, words: str = "别的街道") -> Case:
    return town.reported(words, place=town.places["far_grid"])


def test_what_is_late_now_is_told_by_level_and_stays_within_the_place(town: Town) -> None:
    set_to(town.reported(), respond_by=MONDAY)
    set_to(town.handling(), handle_by=MONDAY - HOUR)
    set_to(town.handled_by(3), handle_by=MONDAY - HOUR)
    set_to(town.handling(), handle_by=MONDAY + HOUR)
    set_to(far(town), respond_by=MONDAY)
    found = live.late_now(ask(town, "platform", "district"), town.hat("platform"), MONDAY)
    assert (found.number, found.by_level) == (4, {Level.GRID: 3, Level.STREET: 1})
    street = ask(town, "street", "street"), town.hat("street")
    assert live.late_now(*street, MONDAY).number == 3
    assert live.late_and_due(*street, MONDAY) == (3, 1)


def test_late_now_is_the_public_boards_late(town: Town) -> None:
    """One rule: of the table, of one case."""
    for state in State:
        for clock in ("respond_by", "handle_by", "report_in_by", "decide_by"):
            running = {"respond_by": MONDAY + DAY, "handle_by": MONDAY + DAY, clock: MONDAY - HOUR}
            set_to(town.reported(), state=state, handle_from=MONDAY, closed_at=MONDAY, **running)
    told = {case.pk for case in Case.objects.all() if is_late(case, MONDAY)}
    assert told == set(Case.objects.filter(late(MONDAY)).values_list("pk", flat=True))
    assert live.late_now(ask(town, "platform", "district"), town.hat("platform"), MONDAY).number == len(told) > 0
    since = Case.objects.annotate(since=late_from()).filter(since__lte=MONDAY)
    assert told == {case.pk for case in since}
    assert all(getattr(case, ends_first(case)) == case.since for case in since)


def test_each_child_has_its_own_late_ones(town: Town) -> None:
    set_to(town.reported(), respond_by=MONDAY)
    set_to(town.reported(place=town.places["next_grid"]), respond_by=MONDAY)
    set_to(far(town), respond_by=MONDAY)
    hat = town.hat("platform")
    assert live.late_by_child(ask(town, "platform", "district"), hat, MONDAY) == {
        town.places["street"].pk: 2,
        town.places["far_street"].pk: 1,
    }
    assert live.late_by_child(ask(town, "platform", "community"), hat, MONDAY) == {
        town.places["grid"].pk: 1,
        town.places["next_grid"].pk: 1,
    }
    assert live.late_by_child(ask(town, "platform", "grid"), hat, MONDAY) == {}


def test_who_has_waited_longest_comes_first_in_working_days(town: Town) -> None:
    old = town.handling(at=MONDAY - 7 * DAY, words="等得最久")
    set_to(old, state=State.SUSPENDED, review_on=(MONDAY + 30 * DAY).date())
    young = town.reported("刚来的")
    first, second = live.waiting_longest(ask(town, "street", "street"), town.hat("street"), MONDAY)
    assert (first.case, first.days, first.is_suspended) == (old, 5, True)
    assert (second.case, second.days, second.is_suspended) == (young, 0, False)
    assert first.holder == str(town.units["branch"])


def test_a_slice_narrows_everything(town: Town) -> None:
    leak = set_to(town.handling(), handle_by=MONDAY - HOUR)
    set_to(town.handling(category="PARKING"), handle_by=MONDAY - HOUR)
    hat = town.hat("street")

    def late_in(narrowed: Asked) -> int:
        return live.late_now(narrowed, hat, MONDAY).number

    leaks = ask(town, "street", "street", category=leak.category_id)
    assert late_in(leaks) == 1
    assert [one.case for one in live.waiting_longest(leaks, hat, MONDAY)] == [leak]
    assert late_in(ask(town, "street", "street", unit=town.units["branch"].pk)) == 2
    assert late_in(ask(town, "street", "street", channel="SNAPSHOT")) == 2
    assert [late_in(ask(town, "street", "street", level=level)) for level in (1, 3)] == [2, 0]


def test_what_went_up_within_the_hour_is_told_once_from_where_to_where(town: Town) -> None:
    case = town.handled_by(3, words="自治楼院墙体漏水")
    town.handled_by(2, at=MONDAY - 2 * HOUR, words="早就上去了")
    far_up = far(town)
    catch_up(at=MONDAY)
    street = ask(town, "street", "street"), town.hat("street")
    [climb] = live.climbing(*street, MONDAY + HOUR / 2)
    assert (climb.case, climb.words, climb.at) == (case, "网格 → 街道", MONDAY)
    assert live.climbing(*street, MONDAY + 2 * HOUR) == []
    assert far_up.pk not in {one.case.pk for one in live.climbing(*street, MONDAY)}


def test_a_step_its_moment_and_how_far_it_led_are_of_one_count(town: Town) -> None:
    """It has gone on since: that step is told with its own moment, once it is counted."""
    case = town.handled_by(3, words="自治楼院墙体漏水")
    catch_up(at=MONDAY)
    street = ask(town, "platform", "district"), town.hat("platform")
    actions.whistle(case, to=4, reason="本级办不了", study="需要部门", by=town.hat("street"), at=MONDAY + HOUR / 4)
    [climb] = live.climbing(*street, MONDAY + HOUR / 2)
    assert (climb.words, climb.at) == ("网格 → 街道", MONDAY)
    catch_up(at=MONDAY + HOUR / 2)
    [climb] = live.climbing(*street, MONDAY + HOUR / 2)
    assert (climb.words, climb.at) == ("网格 → 区平台", MONDAY + HOUR / 4)


def test_an_emergency_climbs_too(town: Town) -> None:
    case = set_to(town.reported("井盖没了"), emergency_direct=True)
    catch_up(at=MONDAY)
    [climb] = live.climbing(ask(town, "street", "street"), town.hat("street"), MONDAY)
    assert (climb.case, climb.words) == (case, "突发直报")


def test_who_was_called_and_has_not_come_is_named_with_the_oldest(town: Town) -> None:
    """Before the system has noted it, after, and no more once somebody has come."""
    case = actions.sign(to_the_housing_bureau(town), by=town.hat("housing"), at=MONDAY)
    district, hat = ask(town, "platform", "district"), town.hat("platform")
    by = case.report_in_by
    assert by
    assert live.not_reported_in(district, hat, by - HOUR / 60) == []
    [absent] = live.not_reported_in(district, hat, by)
    assert (absent.unit, absent.number, absent.oldest) == (town.units["housing"], 1, by)
    sweep(at=by)
    case.refresh_from_db()
    assert case.report_in_by is None
    [absent] = live.not_reported_in(district, hat, by + HOUR)
    assert (absent.unit, absent.number, absent.oldest) == (town.units["housing"], 1, by)
    actions.report_in(case, person="褚科长", arrived_at=by, where="现场", by=town.hat("housing"), at=by)
    assert live.not_reported_in(district, hat, by + HOUR) == []


def test_a_department_reads_what_it_has_in_hands_alone(town: Town) -> None:
    mine = set_to(to_the_housing_bureau(town), respond_by=MONDAY)
    set_to(town.reported(), respond_by=MONDAY)
    hat = town.hat("housing")
    own = ask(town, "housing", "district", unit=town.units["housing"].pk)
    assert live.late_now(own, hat, MONDAY).number == 1
    assert [one.case for one in live.waiting_longest(own, hat, MONDAY)] == [mine]


def test_the_number_of_queries_grows_with_nothing(town: Town) -> None:
    def cost() -> list[int]:
        district, hat = ask(town, "platform", "district"), town.hat("platform")
        found = []
        for question in (live.late_now, live.late_and_due, live.late_by_child, live.waiting_longest,
                         live.climbing, live.not_reported_in):  # fmt: skip
            with CaptureQueriesContext(connection) as caught:
                question(district, hat, MONDAY)
            found.append(len(caught))
        return found

    def add() -> None:
        set_to(town.handled_by(3), handle_by=MONDAY)
        set_to(actions.sign(to_the_housing_bureau(town), by=town.hat("housing"), at=MONDAY), report_in_by=MONDAY)
        catch_up(at=MONDAY)

    add()
    once = cost()
    add()
    add()
    assert cost() == once
    assert max(once) <= 3
