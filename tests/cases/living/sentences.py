"""What must hold after every deed. Each sentence of the agreed machine has a method; the others are the house's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from typing import Any, TypeVar

from hypothesis.stateful import invariant

from cases.deadlines import climbs_by_itself, earliest
from cases.models import Case, DutyItem, Event
from cases.terms import TERMINAL, TOP, Kind, Matter, Notice, Outcome, State
from cases.workflow import HANDLING_KINDS
from partyorg.kinds import Role
from tests.cases.living.life import Life

K, N = Kind, Notice
JUDGING = {K.CHECK_PASS, K.CHECK_FAIL, K.REVISIT_OK, K.REVISIT_BAD, N.UNREACHED}
CLOCKS = ("respond_from", "respond_limit", "respond_by", "handle_from", "handle_limit", "handle_by", "review_on")
LIKE = ("respond_by", "handle_by")

WITH_ITS_PARENT = [N.CLOSED_WITH_PARENT, N.REOPENED_WITH_PARENT]  # by turns

# «At level 4 the platform itself may only»: the sentence's own list; what it does as host; and what the table of
# transitions gives every owner from the street up. None of them leads down.
AT_THE_PLATFORM = (
    {K.DISPATCH, N.RULING, K.CONSULT, N.MINUTES, K.EXTEND_APPROVE, K.SUSPEND, K.RESUME, N.DECLINE, K.SUPERVISE}
    | {K.RAISE_TOP, N.RATED}
    | {K.SIGN, K.REPORT_IN, K.FINISH, K.REWORK_START, K.EXTEND_REQUEST, N.ASK_SUSPENSION, N.CONTACTED, N.CO_ANSWER}
    | {K.MERGE, N.JOINED, N.ASK_EXPLANATION, K.CLOSE_EXPLAINED}
)

Method = TypeVar("Method", bound=Callable[..., None])


def holds(sentence: str) -> Callable[[Method], Method]:
    """Marks a method as what this sentence of the agreed state machine says; "" is a sentence of the house."""

    def marked(method: Method) -> Method:
        method.sentence = sentence  # type: ignore[attr-defined]
        return method

    return marked


class WhatMustHold:
    """To be mixed into whatever lives a `life`."""

    life: Life

    @invariant()
    def everything_holds(self) -> None:
        for name in sorted(vars(WhatMustHold)):
            if hasattr(getattr(WhatMustHold, name), "sentence"):
                getattr(self, name)()

    def _cases(self) -> Iterator[tuple[Case, list[Event]]]:
        for pk, case in self.life.look.cases.items():
            yield case, self.life.look.events[pk]

    def _fresh(self) -> Iterator[tuple[Event, Case]]:
        for event in self.life.look.fresh:
            yield event, self.life.look.cases[event.case_id]

    # the ten of docs/case-state-machine.json

    @holds("owner_level never falls while the case is open")
    def the_owner_level_never_falls(self) -> None:
        for case, events in self._cases():
            levels = [event.to_level for event in events]
            assert levels == sorted(levels)
            assert case.owner_level == levels[-1]

    @holds(
        "no event of level 4 or 5 makes a lower level the host, unless the item is on that level's duty list and the "
        "higher level stays owner"
    )
    def from_the_fourth_level_on_no_lower_unit_is_made_host(self) -> None:
        for event, case in self._fresh():
            host = event.host_org
            if event.to_level >= 4 and host and host.rung and host.rung < event.to_level:
                assert DutyItem.objects.filter(level=host.rung, category=case.category).exists()
                assert event.owner_org.rung == event.to_level

    @holds(
        "at level 4 the platform itself may only: dispatch, rule a dispute, consult, extend_approve, approve 挂账, "
        "supervise, raise_top (plus host-side sign/report_in/finish); there is no 退回/打回 event"
    )
    def the_platform_leads_on_or_up(self) -> None:
        for event, case in self._fresh():
            if event.from_level == 4 and event.post and event.post.role == Role.PLATFORM_OFFICER:
                assert event.kind in AT_THE_PLATFORM
                assert case.owner_level >= 4

    @holds("every non-terminal case has owner_org, and respond_by or handle_by or review_on")
    def an_open_case_has_an_owner_and_a_clock(self) -> None:
        for case, _ in self._cases():
            assert case.owner_org_id
            assert case.owner_org.rung is not None
            assert case.state in TERMINAL or case.respond_by or case.handle_by or case.review_on

    @holds("dispute never stops or resets a clock; at most one dispute per case; after a ruling none")
    def a_dispute_stops_no_clock_and_comes_once(self) -> None:
        for case, events in self._cases():
            disputes = [event.seq for event in events if event.kind == K.DISPUTE]
            rulings = [event.seq for event in events if event.kind == N.RULING]
            assert len(disputes) <= 1, case.number
            assert len(rulings) <= len(disputes)
            assert all(ruling > dispute for ruling in rulings for dispute in disputes)
        for event, case in self._fresh():
            if event.kind in (K.DISPUTE, N.RULING):
                before = self.life.look.before[case.pk]
                assert all(getattr(before, clock) == getattr(case, clock) for clock in CLOCKS)

    @holds("the person who handled a case cannot check or revisit it")
    def nobody_judges_what_they_handled(self) -> None:
        for _, events in self._cases():
            handled: set[Any] = {None}
            for event in events:
                assert event.kind not in JUDGING or event.by_id is None or event.by_id not in handled
                handled |= {event.by_id} if event.kind in HANDLING_KINDS else set()

    @holds("every transition writes one immutable log row (who, role, from, to, reason, time, clock before/after)")
    def every_version_has_its_one_row_and_they_fit_together(self) -> None:
        """That they are immutable is tried at the end of each life."""
        for case, events in self._cases():
            assert [event.seq for event in events] == list(range(1, case.version + 1))
            assert all(event.role and event.at for event in events)
            for one, other in pairwise(events):
                assert (other.from_state, other.from_level) == (one.to_state, one.to_level)
                assert all(getattr(other, f"{by}_before") == getattr(one, f"{by}_after") for by in LIKE)
            last = events[-1]
            assert (last.to_state, last.to_level) == (case.state, case.owner_level)
            assert (last.owner_org_id, last.host_org_id) == (case.owner_org_id, case.host_org_id)
            assert all(getattr(last, f"{by}_after") == getattr(case, by) for by in LIKE)

    @holds("merged children close when the parent closes and each follower gets a result message")
    def what_was_merged_ends_with_its_parent(self) -> None:
        """And goes on with it when it is opened again. Whether each follower is told is read at the end of a life."""
        for case, events in self._cases():
            if case.state == State.MERGED:
                parent = self.life.look.cases[case.merged_into_id]  # type: ignore[index]
                assert parent.state != State.MERGED
                assert bool(case.closed_at) != parent.is_open, (case.number, parent.number)
                turns = [event.kind for event in events if event.kind in WITH_ITS_PARENT]
                in_turn = [WITH_ITS_PARENT[number % 2] for number in range(len(turns))]
                assert turns == in_turn
                assert len(turns) % 2 == bool(case.closed_at)

    @holds("confidential reporter identity is never visible to host_org or the unit complained of")
    def who_wants_to_stay_unnamed_is_in_no_row(self) -> None:
        """What their pages and messages say is read at the end of each life."""
        for event, case in self._fresh():
            if case.confidential or case.anonymous:
                assert not any(mark in f"{event.note}{event.data}{case.title}" for mark in MARKS)
                assert event.post_id or event.by_id is None or case.confidential

    @holds("closing is possible only from revisit")
    def only_a_revisit_closes(self) -> None:
        for event, _ in self._fresh():
            if event.to_state == State.CLOSED != event.from_state:
                assert event.from_state == State.REVISIT
                assert event.kind in (K.REVISIT_OK, K.CLOSE_EXPLAINED)

    # the house's own

    @holds("")
    def the_sweep_has_nothing_to_forget(self) -> None:
        for case, _ in self._cases():
            assert case.due_at == earliest(partial(getattr, case)), case.number

    @holds("")
    def each_case_takes_one_step_a_sweep(self) -> None:
        look = self.life.look
        if not look.swept:
            return
        stepped = [event.case_id for event in look.fresh]
        assert len(stepped) == len(set(stepped))
        for event, case in self._fresh():
            due_at = look.before[case.pk].due_at
            assert due_at
            assert 0 <= event.late_seconds <= (event.at - due_at).total_seconds()
        for case in look.cases.values():
            assert case.due_at is None or case.due_at > self.life.now
            assert not climbs_by_itself(case.state, case.rework_count, case.owner_level)

    @holds("")
    def what_is_refused_changes_nothing(self) -> None:
        look = self.life.look
        if look.refused:
            assert not look.fresh
            assert {pk: case.version for pk, case in look.cases.items()} == {
                pk: case.version for pk, case in look.before.items()
            }

    @holds("")
    def the_first_receiver_stays(self) -> None:
        for case, events in self._cases():
            assert case.first_receiver_id == events[0].owner_org_id

    @holds("")
    def one_question_waits_at_most_and_the_case_says_which(self) -> None:
        for case, _ in self._cases():
            waiting = [one.matter for one in self.life.look.proposals[case.pk] if one.outcome == ""]
            assert waiting == ([case.proposed] if case.proposed else [])

    @holds("")
    def time_is_added_once_and_not_more_than_there_was(self) -> None:
        """Twice at the top; half of what a case got before never counts as more."""
        for event, case in self._fresh():
            granted = [
                one
                for one in self.life.look.proposals[case.pk]
                if one.matter == Matter.EXTENSION and one.outcome == Outcome.GRANTED
            ]
            assert len(granted) <= (2 if case.owner_level == TOP else 1)
            if event.kind == K.EXTEND_APPROVE:
                before = self.life.look.before[case.pk]
                assert before.handle_from
                assert before.handle_by
                assert case.handle_by
                assert before.handle_by < case.handle_by
                if before.handle_limit:
                    assert amount(case.handle_limit) <= amount(before.handle_limit)

    @holds("")
    def what_is_put_off_is_looked_at_within_ninety_days(self) -> None:
        for event, case in self._fresh():
            if event.kind == K.SUSPEND:
                assert case.review_on
                assert 0 < (case.review_on - event.at.date()).days <= 91  # of the day in Shanghai, at most 90
        for case, _ in self._cases():
            assert (case.state == State.SUSPENDED) == (case.review_on is not None and case.is_open)


MARKS = ("马保密", "13955550001")


def amount(limit: str) -> tuple[str, int]:
    return limit.lstrip("0123456789"), int("".join(filter(str.isdigit, limit)))
