"""The fold: event by event, who owed what, and whether it came in time.

Every rule of counting is a method named for what it finds. An obligation counts when it is settled, kept or not, and
never twice; what is still running counts nowhere. Moments: the step that settled it; of the clocks for signing and
handling that ran out, their end; of a review that is due, its date. What comes at the last moment itself is in time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from cases.deadlines import BEING_HANDLED, REWORKS_BEFORE_CLIMBING
from cases.terms import NOT_REPORTED_IN, TERMINAL, TOP, Kind, Level, Notice, State, Who
from dashboards.folding.clearing import Clearing
from dashboards.folding.found import Found, Step, Subject, forgotten_after
from dashboards.folding.lasting import Lasting
from dashboards.terms import What

Minutes = Callable[[datetime, datetime], float]
_AUTOMATIC = frozenset({Kind.AUTO_WHISTLE, Kind.AUTO_RAISE})
_UPWARDS = _AUTOMATIC | {Kind.WHISTLE, Kind.RAISE_TOP}
_NAMES_A_HOST = frozenset({Kind.DISPATCH, Kind.TOP_DECIDE, Kind.EMERGENCY_DIRECT})
_SENT_BACK = frozenset({Kind.CHECK_FAIL, Kind.REVISIT_BAD})
_SOLVED = {"YES": What.SOLVED_YES, "PARTLY": What.SOLVED_PARTLY, "NO": What.SOLVED_NO}
_SATISFIED = {"YES": What.SATISFIED_YES, "MOSTLY": What.SATISFIED_MOSTLY, "NO": What.SATISFIED_NO}
# Steps after which nobody waits any more that the host gets in touch.
_CONTACT_LAPSES = _UPWARDS | {Kind.FINISH, Kind.SUSPEND, Kind.DISPATCH, Kind.TOP_DECIDE}


def facts_of(case: Subject, steps: Sequence[Step], working_minutes: Minutes) -> list[Found]:
    """All that counts of this case. `steps`: its whole history in its order; `working_minutes`: the calendar's."""
    if not steps:
        return []  # it begins with its first
    fold = _Fold(case, working_minutes, forgotten_after(case, steps))
    for step in steps:
        fold.take(step)
    return list(fold.ended())


class _Fold:
    def __init__(self, case: Subject, minutes: Minutes, forgotten: int) -> None:
        self.case = case
        self.forgotten = forgotten  # until this step the reporter was known; 0: as the case says
        self.lasting = Lasting(case.submitted_at, minutes)
        self.clearing = Clearing()
        self.found: list[Found] = []
        self.called: dict[int, tuple[int, int]] = {}  # seq of a step → who was called by it, on which rung
        self.holder = case.holder  # before the step that is being taken
        self.ran_out: set[datetime] = set()  # ends of handling clocks that were counted
        self.whistle: tuple[int, int] | None = None  # whom a whistle called, on which rung; unanswered yet
        self.response: tuple[int, int] | None = None  # who signed in time, on which rung; to get in touch yet
        self.reworks = 0  # since it came or was opened again
        self.to_reopen = False  # somebody has said that the matter is there again
        self.finisher = case.holder
        self.topped_at: datetime | None = None
        self.supervised_at: datetime | None = None

    def take(self, step: Step) -> None:
        for rule in (
            self._flows, self._clocks, self._signing, self._whistling, self._calling, self._contact, self._reporting_in,
            self._disputes, self._cards, self._judging, self._rating, self._insisting,
        ):  # fmt: skip
            rule(step)
        for what, level, hours, at in self.lasting.take(step):
            self._add(what, at, unit=self.holder, level=level, hours=hours)
        self.found.extend(self.clearing.take(step))
        self.holder = step.holder
        self.called[step.seq] = step.holder, step.to_level

    def ended(self) -> Iterator[Found]:
        """What was found, and what is said of the case as a whole, as it stands now."""
        case = self.case
        yield from self.found
        yield self._whole(What.CAME, case.submitted_at)
        if case.repeat:
            yield self._whole(What.CAME_AGAIN, case.submitted_at)
        closed = case.state == State.CLOSED
        if self.topped_at:
            yield self._whole(What.TOPPED, self.topped_at)
            if closed:
                yield self._whole(What.TOPPED_CLOSED, self.topped_at)
        if case.supervised:
            since = self.supervised_at or case.submitted_at
            yield self._whole(What.SUPERVISED, since)
            if closed:
                yield self._whole(What.SUPERVISED_CLOSED, since)

    def _whole(self, what: What, at: datetime) -> Found:
        return Found(what, at, self.case.holder, self.case.owner_level)

    def _add(
        self, what: What, at: datetime, *, unit: int, level: int | None, number: int = 1, hours: int | None = None
    ) -> None:
        self.found.append(Found(what, at, unit, level or Level.GRID, number, hours))

    def _flows(self, step: Step) -> None:
        """In and out of work, and in and out of 挂账: what is open or suspended on a day is the sum of what went in.

        Handed on it goes out of one's work and into another's: each unit and rung has what it has.
        """
        was_open = step.kind != Kind.SUBMIT and step.from_state not in TERMINAL
        is_open = step.to_state not in TERMINAL
        handed_on = (self.holder, step.from_level) != (step.holder, step.to_level)
        if was_open and (handed_on or not is_open):
            self._add(What.ENDED, step.at, unit=self.holder, level=step.from_level)
        if is_open and (handed_on or not was_open):
            self._add(What.OPENED, step.at, unit=step.holder, level=step.to_level)
        if step.to_state == State.SUSPENDED != step.from_state:
            self._add(What.PUT_ASIDE, step.at, unit=self.holder, level=step.to_level)
        if step.from_state == State.SUSPENDED != step.to_state:
            self._add(What.TAKEN_UP, step.at, unit=self.holder, level=step.from_level)
        if step.to_level == TOP and self.topped_at is None:
            self.topped_at = step.at
        if self.supervised_at is None and self._presses(step):
            self.supervised_at = step.at

    def _presses(self, step: Step) -> bool:
        """督办: said in the row, or what comes with climbing, and at the top with the second rework."""
        again = step.kind in _SENT_BACK and self.reworks + 1 >= REWORKS_BEFORE_CLIMBING
        return "supervised" in step.data or step.kind in _AUTOMATIC or (again and step.to_level == TOP)

    def _clocks(self, step: Step) -> None:
        """按时办结: a handling clock is kept by finishing before its end, and counts once where it ran out."""
        by = step.handle_by_before
        if by is None or step.from_state not in BEING_HANDLED:
            return
        if by in self.ran_out:
            return
        if step.kind == Kind.FINISH and step.at <= by:
            self._add(What.FINISHED_IN_TIME, step.at, unit=self.holder, level=step.from_level)
        elif by <= step.at:
            self.ran_out.add(by)
            self._add(What.RAN_OUT, by, unit=self.holder, level=step.from_level)

    def _signing(self, step: Step) -> None:
        """签收: by the host before the limit. Signed for by the system, or gone up unsigned past the limit: late."""
        if step.from_state != State.DISPATCHED or (step.to_state == State.DISPATCHED and not step.rises):
            return
        by = step.respond_by_before or step.at
        if step.kind == Kind.SIGN and step.role != Who.SYSTEM and step.at <= by:
            self._add(What.SIGNED_IN_TIME, step.at, unit=self.holder, level=step.from_level)
            self._whistle_settled(What.WHISTLE_ANSWERED, step.at)
            if self._could_be_contacted(step):
                self.response = (self.holder, step.to_level)
            else:
                self._add(What.ANSWERED, step.at, unit=self.holder, level=step.to_level)
        elif by <= step.at:
            self._add(What.SIGNED_LATE, by, unit=self.holder, level=step.from_level)
            self._add(What.NOT_ANSWERED, by, unit=self.holder, level=step.from_level)
            self._whistle_settled(What.WHISTLE_NOT_ANSWERED, by)
        self.whistle = None

    def _could_be_contacted(self, step: Step) -> bool:
        """As the case was at this step: its reporter may have been forgotten since."""
        if step.seq <= self.forgotten:
            return not self.case.is_kept_from_the_host
        return self.case.may_be_contacted

    def _whistling(self, step: Step) -> None:
        """吹哨: counts for whoever whistled; whether it was answered counts for whoever it called."""
        if step.from_state == State.TOPPED and step.to_state != State.TOPPED:
            by = step.respond_by_before or step.at
            late = by < step.at
            self._whistle_settled(What.WHISTLE_NOT_ANSWERED if late else What.WHISTLE_ANSWERED, by if late else step.at)
        if step.kind in _UPWARDS:
            what = What.CLIMBED if step.kind in _AUTOMATIC else What.WHISTLED
            self._add(what, step.at, unit=self.holder, level=step.from_level)
            self.whistle = (step.owner_org_id, step.to_level)

    def _whistle_settled(self, what: What, at: datetime) -> None:
        if self.whistle:
            unit, level = self.whistle
            self._add(what, at, unit=unit, level=level)
            self.whistle = None

    def _calling(self, step: Step) -> None:
        if step.kind in _NAMES_A_HOST or _names_another(step):
            self._add(What.DISPATCHED, step.at, unit=step.holder, level=step.to_level)

    def _contact(self, step: Step) -> None:
        """响应: signed in time, and the reporter contacted in time where one can be. Nobody to contact: signing is all.
        Work that has gone on meanwhile owes no contact any more."""
        if self.response is None:
            return
        unit, level = self.response
        missed = step.data.get("waited_for") == "contact" or "contact_by" in step.data.get("also", ())
        late = step.kind == Notice.CONTACTED and step.data.get("on_time") is False
        settled = missed or step.kind == Notice.CONTACTED or step.kind in _CONTACT_LAPSES
        if settled:
            self._add(What.NOT_ANSWERED if missed or late else What.ANSWERED, step.at, unit=unit, level=level)
        if settled or step.to_state in TERMINAL:
            self.response = None

    def _reporting_in(self, step: Step) -> None:
        """报到: in time, or the clock ran out first; later is no longer in time."""
        if step.data.get("why") == NOT_REPORTED_IN or "report_in_by" in step.data.get("also", ()):
            self._add(What.NOT_REPORTED_IN, step.at, unit=self.holder, level=step.to_level)
        elif step.kind == Kind.REPORT_IN and step.data.get("on_time", True):
            self._add(What.REPORTED_IN, step.at, unit=self.holder, level=step.to_level)

    def _disputes(self, step: Step) -> None:
        if step.kind == Kind.DISPUTE:
            self._add(What.DISPUTED, step.at, unit=self.holder, level=step.to_level)
        elif step.kind == Notice.RULING:
            what = What.DISPUTE_UPHELD if step.data.get("upheld") else What.DISPUTE_GRANTED
            self._add(what, step.at, unit=self.holder, level=step.to_level)

    def _cards(self, step: Step) -> None:
        """黄红牌: given by the system when a clock ran out. At the top, and for reaching it by itself, red."""
        if step.role != Who.SYSTEM:
            return
        if step.kind == Kind.AUTO_RAISE or (step.kind == Kind.SUPERVISE and _presses_the_top(step)):
            self._add(What.RED, step.at, unit=self.holder, level=step.from_level)
        elif step.kind in _YELLOW or step.data.get("why") == NOT_REPORTED_IN:
            self._add(What.YELLOW, step.at, unit=self.holder, level=step.from_level)
        if step.kind == Kind.SIGN and step.to_level == TOP and "handle_by" in step.data.get("also", ()):
            self._add(What.RED, step.at, unit=self.holder, level=step.from_level)  # neither signed nor done

    def _judging(self, step: Step) -> None:
        """Closed, and what the resident said. Whoever was not asked, or is anonymous, said nothing; a case closed by
        explaining stays among the dissatisfied."""
        if step.kind == Kind.FINISH:
            self.finisher = self.holder
        if step.kind in _SENT_BACK:
            self.reworks += 1
        if step.kind in (Kind.REVISIT_OK, Kind.REVISIT_BAD) and not self._was_anonymous(step):
            for answers, key in ((_SOLVED, "solved"), (_SATISFIED, "satisfied")):
                if what := answers.get(step.data.get(key, "")):
                    self._add(what, step.at, unit=self.finisher, level=step.to_level)
        if step.kind == Kind.CLOSE_EXPLAINED:
            self._add(What.SATISFIED_NO, step.at, unit=self.finisher, level=step.to_level)
        if step.to_state == State.CLOSED != step.from_state:
            self._closed(step)
        if step.kind == Kind.REOPEN:
            self.reworks = 0

    def _was_anonymous(self, step: Step) -> bool:
        return self.case.anonymous and step.seq > self.forgotten

    def _insisting(self, step: Step) -> None:
        """又反映: urged, said once more, another report merged into it, there again after it was closed. Whoever asks
        that it be opened again and is heard has said it once."""
        said = step.kind in _SAID_AGAIN or (step.kind == Notice.ADDED and bool(step.data.get("again")))
        if said or (step.kind == Kind.REOPEN and not self.to_reopen):
            self._add(What.SAID_AGAIN, step.at, unit=step.holder, level=step.to_level)
        if step.kind == Notice.ASK_REOPENING or step.kind == Kind.REOPEN:
            self.to_reopen = step.kind == Notice.ASK_REOPENING

    def _closed(self, step: Step) -> None:
        counts = {
            What.CLOSED: True,
            What.CLOSED_REWORKED: self.reworks > 0,
            What.CLOSED_IN_GRID: step.to_level == Level.GRID,
            What.CLOSED_IN_COMMUNITY: step.to_level == Level.COMMUNITY,
        }
        for what in (what for what, counted in counts.items() if counted):
            self._add(what, step.at, unit=self.finisher, level=step.to_level)

    def _rating(self, step: Step) -> None:
        """双考核: how the one who whistled rates the one who was called."""
        said = step.data
        if step.kind != Notice.RATED or said.get("of") != "RESPONSE":
            return
        unit, level = self.called.get(said["whistle"], (self.holder, step.to_level))
        numbers = {What.RATED: 1, What.RATED_MANNER: said.get("manner") or 0}
        numbers |= {
            What.RATED_ON_TIME: int(bool(said.get("on_time"))),
            What.RATED_SOLVED: int(bool(said.get("solved"))),
        }
        for what, number in numbers.items():
            if number:
                self._add(what, step.at, unit=unit, level=level, number=number)


_SAID_AGAIN = frozenset({Notice.URGED, Notice.JOINED, Notice.ASK_REOPENING})
_YELLOW = frozenset({Kind.ACCEPT, Kind.SIGN, Kind.AUTO_WHISTLE, Notice.OVERDUE})


def _names_another(step: Step) -> bool:
    """改派: a dispute was granted, and the ruling named who hosts instead."""
    return step.kind == Notice.RULING and not step.data.get("upheld")


def _presses_the_top(step: Step) -> bool:
    return step.to_level == TOP and step.data.get("why") is None
