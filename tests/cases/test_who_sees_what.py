"""One queryset says who may see a case; the workflow asks the same posts who may move it."""

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from accounts.models import User
from cases import actions
from cases.models import Case
from partyorg.hats import RESIDENT, SYSTEM, Hat, hat_of
from partyorg.models import Post
from tests.anyone import Drawn, World, drawings
from tests.factories import MONDAY, PASSWORD, Town


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("secretary", True), ("worker", True), ("community", True), ("street", True), ("platform", True),
        ("leading", True), ("revisitor", True), ("intake", True), ("next_worker", False), ("far_secretary", False),
        ("far_street", False), ("housing", False), ("station", False),
    ],
)  # fmt: skip
def test_a_case_in_the_first_grid_is_seen_by_its_line_and_by_nobody_else(town: Town, who: str, sees: bool) -> None:
    case = town.reported()
    assert (case in Case.objects.visible_to(town.hat(who))) is sees


def test_a_host_sees_what_it_hosts(town: Town) -> None:
    case = town.reported()
    Case.objects.filter(pk=case.pk).update(host_org=town.units["housing"])
    assert case in Case.objects.visible_to(town.hat("housing"))
    assert case not in Case.objects.visible_to(town.hat("finance"))


def test_an_assisting_unit_sees_it_once(town: Town) -> None:
    case = town.reported()
    case.assisting.create(organisation=town.units["finance"], why="NAMED", since_at=MONDAY)
    assert list(Case.objects.visible_to(town.hat("finance"))) == [case]


def test_a_reporter_sees_their_own(town: Town) -> None:
    case = town.reported()
    assert list(Case.objects.visible_to(Hat(reporter_of=case.pk))) == [case]
    assert not Case.objects.visible_to(RESIDENT).exists()
    assert not Case.objects.visible_to(SYSTEM).exists()


def test_a_post_that_has_ended_shows_nothing(town: Town) -> None:
    case = town.reported()
    Post.objects.filter(person=town.people["secretary"]).update(to_date=date(2026, 11, 15))
    assert case not in Case.objects.visible_to(hat_of(town.people["secretary"], MONDAY))


def test_an_administrator_without_a_post_sees_no_case(town: Town) -> None:
    town.reported()
    town.people["finance"].is_superuser = True
    assert not Case.objects.visible_to(town.hat("finance")).exists()


def test_a_grid_workers_desk_holds_the_grids_own_work_and_every_check(town: Town) -> None:
    own, whistled_up = town.handling(), town.handled_by(3)
    to_check = actions.finish(town.handled_by(2), result="好了", by=town.hat("community"), at=MONDAY)
    desk = Case.objects.on_desk_of(town.hat("worker"))
    assert own in desk
    assert to_check in desk
    assert whistled_up not in desk
    assert whistled_up in Case.objects.visible_to(town.hat("worker"))


def test_a_neighbouring_grid_worker_sees_a_case_while_it_waits_for_a_check(town: Town) -> None:
    case = town.handling()
    assert case not in Case.objects.visible_to(town.hat("next_worker"))
    case = actions.finish(case, result="好了", by=town.hat("worker"), at=MONDAY)
    assert case in Case.objects.visible_to(town.hat("next_worker"))
    assert case in Case.objects.on_desk_of(town.hat("next_worker"))
    assert case not in Case.objects.visible_to(town.hat("far_secretary"))


def test_a_unit_that_ran_late_once_is_not_kept_waiting_for_it(town: Town) -> None:
    case = town.handling()
    assert case.handle_by is not None
    actions.sweep(at=case.handle_by)
    assert case in Case.objects.visible_to(town.hat("secretary"))
    assert case not in Case.objects.on_desk_of(town.hat("secretary"))
    assert case in Case.objects.on_desk_of(town.hat("community"))


def test_an_anonymous_reporter_with_an_account_is_in_no_event(town: Town) -> None:
    resident = User.objects.create_user("resident", PASSWORD, name="张三丰")
    hat = Hat(person=resident)
    case = actions.report(actions.Report(words="油烟", place=town.grid, anonymous=True), by=hat, at=MONDAY)
    actions.withdraw(case, by=Hat(person=resident, reporter_of=case.pk), at=MONDAY)
    assert [event.by for event in case.events.all()] == [None, None]


def test_anybody_sees_what_their_posts_open_and_moves_nothing_else(town: Town) -> None:
    world = World.of(town)

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(drawings)
    def whoever_it_is(drawn: Drawn) -> None:
        with transaction.atomic():
            people, cases = world.settled(drawn)
            for person in people:
                hat = hat_of(person, MONDAY)
                seen = set(Case.objects.visible_to(hat))
                assert seen == {case for case in cases if world.may_see(person, case)}
                assert all(case in seen for case in cases if actions.moves_for(case, hat, at=MONDAY))
                assert set(Case.objects.on_desk_of(hat)) <= seen
            transaction.set_rollback(True)

    whoever_it_is()
