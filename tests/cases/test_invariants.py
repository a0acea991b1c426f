"""The invariants of the loop, held against any order of deeds, hats and leaps in time."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from cases import actions
from cases.deadlines import BEING_HANDLED, WAITS_FOR_RESPONSE, pending_clock
from cases.models import Case, Category, Event
from cases.terms import TERMINAL, Kind
from cases.workflow import HANDLING_KINDS, MOVES
from partyorg.hats import Hat
from tests.factories import MONDAY, PEOPLE, Town, build_town

HATS = ["reporter", "secretary who reported it", *PEOPLE]
JUDGING = {Kind.CHECK_PASS, Kind.CHECK_FAIL, Kind.REVISIT_OK, Kind.REVISIT_BAD}


class Loop(RuleBasedStateMachine):
    """One case, handed around at random. Hypothesis prints a failing life of it as the steps that were taken."""

    town: Town

    def __init__(self) -> None:
        super().__init__()
        self.before = transaction.savepoint()
        self.now = MONDAY
        self.case: Case

    @initialize(whistles=st.booleans())
    def reported(self, whistles: bool) -> None:
        Category.objects.filter(code="LEAK").update(auto_whistle=whistles)
        self.case = self.town.reported(category=Category.objects.get(code="LEAK"))
        self.highest = 1
        self.versions = 1

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.before)

    def hat(self, name: str) -> Hat:
        if name == "reporter":
            return Hat(reporter_of=self.case.pk)
        if name == "secretary who reported it":
            return replace(self.town.hat("secretary", self.now), reporter_of=self.case.pk)
        return self.town.hat(name, self.now)

    @rule(hours=st.sampled_from([0, 1, 5, 24, 80, 400]))
    def time_passes_and_the_sweep_comes_by(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        actions.sweep(at=self.now)

    @rule(name=st.sampled_from(HATS), pick=st.integers(0, 9), good=st.booleans())
    def somebody_does_what_the_page_offers(self, name: str, pick: int, good: bool) -> None:
        hat, case = self.hat(name), Case.objects.with_faces().get(pk=self.case.pk)
        moves = actions.moves_for(case, hat)
        if moves:
            self._try(case, moves[pick % len(moves)].kind, hat, good)

    @rule(name=st.sampled_from(HATS), kind=st.sampled_from(list(MOVES)), good=st.booleans())
    def somebody_forces_any_move(self, name: str, kind: Kind, good: bool) -> None:
        self._try(Case.objects.with_faces().get(pk=self.case.pk), kind, self.hat(name), good)

    def _try(self, case: Case, kind: Kind, hat: Hat, good: bool) -> None:
        with suppress(actions.Refused):
            self._deed(case, kind, good)(by=hat, at=self.now)

    def _deed(self, case: Case, kind: Kind, good: bool) -> Any:
        units = self.town.units
        host = units["housing"] if case.owner_level > 2 else case.owner_org
        filled: dict[Kind, tuple[Any, dict[str, Any]]] = {
            Kind.ACCEPT: (actions.accept, {"category": case.category, "urgency": "NORMAL", "place": self.town.grid}),
            Kind.DISPATCH: (actions.dispatch, {"host": host if good else units["branch"]}),
            Kind.SIGN: (actions.sign, {}),
            Kind.MATCH_RESOURCE: (actions.match_resource, {"resource": None, "tried": "看过"}),
            Kind.WHISTLE: (
                actions.whistle, {"to": case.owner_level + (1 if good else -1), "reason": "难", "study": "已研判"},
            ),
            Kind.RAISE_TOP: (actions.raise_top, {"reason": "难"}),
            Kind.TOP_DECIDE: (
                actions.top_decide,
                {
                    "leader": "张", "decision": "修", "money": Decimal(1), "host": host,
                    "milestones": [("完工", (self.now + timedelta(days=30)).date())],
                },
            ),
            Kind.FINISH: (actions.finish, {"result": "办好了"}),
            Kind.CHECK_PASS: (actions.check_pass, {"on_site": True}),
            Kind.CHECK_FAIL: (actions.check_fail, {"reason": "没办好"}),
            Kind.REVISIT_OK: (actions.revisit, {"solved": "YES", "satisfied": "YES"}),
            Kind.REVISIT_BAD: (actions.revisit, {"solved": "NO", "satisfied": "NO", "reason": "没好"}),
            Kind.REWORK_START: (actions.rework_start, {}),
            Kind.WITHDRAW: (actions.withdraw, {}),
            Kind.EMERGENCY_DIRECT: (actions.emergency_direct, {}),
        }  # fmt: skip
        if kind not in filled:
            return lambda **hat_and_time: actions.permit(case, kind, by=hat_and_time["by"])
        verb, words = filled[kind]
        return lambda **hat_and_time: verb(case, **words, **hat_and_time)

    @invariant()
    def the_owner_level_never_falls(self) -> None:
        level = Case.objects.values_list("owner_level", flat=True).get(pk=self.case.pk)
        assert level >= self.highest
        self.highest = level

    @invariant()
    def an_open_case_has_an_owner_and_a_clock(self) -> None:
        case = Case.objects.get(pk=self.case.pk)
        assert case.owner_org_id
        assert case.state in TERMINAL or case.respond_by or case.handle_by

    @invariant()
    def every_version_has_its_one_event(self) -> None:
        version = Case.objects.values_list("version", flat=True).get(pk=self.case.pk)
        seqs = list(Event.objects.filter(case=self.case).order_by("seq").values_list("seq", flat=True))
        assert seqs == list(range(1, version + 1))

    @invariant()
    def from_the_fourth_level_on_no_lower_unit_hosts(self) -> None:
        case = Case.objects.with_faces().get(pk=self.case.pk)
        if case.owner_level >= 4 and case.host_org and case.host_org.rung:
            assert case.host_org.rung >= case.owner_level

    @invariant()
    def nobody_judged_what_they_handled(self) -> None:
        events = list(Event.objects.filter(case=self.case, by__isnull=False).order_by("seq"))
        handled: set[int | None] = set()
        for event in events:
            if event.kind in JUDGING:
                assert event.by_id not in handled
            if event.kind in HANDLING_KINDS:
                handled.add(event.by_id)

    @invariant()
    def closing_is_possible_only_from_revisit(self) -> None:
        closings = Event.objects.filter(case=self.case, to_state="closed")
        assert all(event.from_state == "revisit" for event in closings)

    @invariant()
    def the_sweep_has_nothing_to_forget(self) -> None:
        """No clock that a state waits for has an end that nobody will look at."""
        case = Case.objects.get(pk=self.case.pk)
        if case.state in WAITS_FOR_RESPONSE and pending_clock(case.respond_by, case.respond_noted_at):
            assert case.due_at
            assert case.respond_by
            assert case.due_at <= case.respond_by
        if case.state in BEING_HANDLED and pending_clock(case.handle_by, case.handle_noted_at):
            assert case.due_at
            assert case.handle_by
            assert case.due_at <= case.handle_by


class TestLoop(TestCase):
    def test_any_life_of_a_case_keeps_the_invariants(self) -> None:
        Loop.town = build_town()
        quick = settings(
            max_examples=40, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        )
        run_state_machine_as_test(Loop, settings=quick)
