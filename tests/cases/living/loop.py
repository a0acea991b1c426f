"""The machine: at random somebody reports, goes on, forces a step, waits; the sweep comes by or does not."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from cases import actions
from cases.models import Category, DutyItem, Limit
from cases.terms import Channel, Kind, Notice, Purpose
from tests.cases.living.ends import LAST_LOOKS
from tests.cases.living.life import HATS, Life
from tests.cases.living.sentences import MARKS, WhatMustHold
from tests.factories import MONDAY, SHANGHAI, Town
from worktime.actions import change_day
from worktime.models import CalendarDay

K, N = Kind, Notice
BEGINNINGS_AT = [
    MONDAY,
    MONDAY + timedelta(days=4, hours=8, minutes=20),  # late on a Friday
    datetime(2026, 9, 30, 17, 0, tzinfo=SHANGHAI),  # before the long holidays
    datetime(2026, 12, 31, 16, 30, tzinfo=SHANGHAI),  # the next year's calendar is a provisional one
]
IN_HAND = (K.ACCEPT, K.DISPATCH, K.SIGN)
TO_THE_STREET = (*IN_HAND, K.MATCH_RESOURCE, K.WHISTLE, K.SIGN, K.WHISTLE, K.SIGN)
TO_THE_PLATFORM = (*TO_THE_STREET, K.WHISTLE, K.SIGN)
TO_THE_TOP = (*TO_THE_PLATFORM, K.RAISE_TOP)
BEGINNINGS: list[tuple[Kind | Notice, ...]] = [
    (),
    (N.ASK_REFUSAL,),
    IN_HAND,
    (*IN_HAND, K.FINISH, K.CHECK_FAIL),
    (*IN_HAND, K.FINISH, K.CHECK_PASS),
    TO_THE_STREET,
    (*TO_THE_STREET, K.CONSULT, N.MINUTES, K.DISPATCH),
    (*TO_THE_STREET, K.CONSULT, N.MINUTES, K.DISPATCH, K.DISPUTE),
    (*TO_THE_STREET, K.FINISH, K.CHECK_PASS),
    (*TO_THE_STREET, K.FINISH, K.CHECK_PASS, N.ASK_EXPLANATION),
    TO_THE_PLATFORM,
    (*TO_THE_PLATFORM, N.ASK_SUSPENSION, K.SUSPEND),
    (*TO_THE_PLATFORM, K.FINISH, K.CHECK_PASS, K.REVISIT_OK),
    TO_THE_TOP,
    (*TO_THE_TOP, K.TOP_DECIDE, K.SIGN),
]
MOST_CASES = 4
SPANS = [timedelta(hours=hours) for hours in (0, 1, 1, 5, 5, 24, 24, 72, 400)] + [timedelta(days=95)]
CATEGORIES = [None, "LEAK", "LEAK", "HOUSING", "NEIGHBOURS", "LIGHTING", "HAZARD", "UTILITY", "EMERGENCY"]
WORDS = ["地下室漏水，墙皮洇湿", "地下室漏水，墙皮洇湿", "楼道灯不亮"]
LEAK = {"words": WORDS[0], "category": "LEAK"}
# These lead nowhere, and these to an end, the first of them first.
BESIDE: set[Kind | Notice] = {N.ADDED, N.URGED, N.RATED, K.SUPERVISE, K.WITHDRAW, K.EMERGENCY_DIRECT, N.CONTACTED}
HOMEWARD = [K.MERGE, K.REVISIT_OK, K.CHECK_PASS, N.CO_ANSWER, K.FINISH, N.MINUTES, K.SIGN, K.TOP_DECIDE, K.DISPATCH]
HOMEWARD += [K.ACCEPT, K.REWORK_START, K.RESUME, K.REOPEN]

moments, names = st.sampled_from(BEGINNINGS_AT), st.sampled_from(HATS)
any_kind = st.sampled_from([*Kind, *Notice])
picks, whiches = st.integers(0, 59), st.integers(0, MOST_CASES - 1)
steps = st.lists(picks, min_size=1, max_size=5)
reports = st.fixed_dictionaries(
    {
        "words": st.sampled_from(WORDS),
        "category": st.sampled_from(CATEGORIES),
        "channel": st.sampled_from(list(Channel)),
        "purpose": st.sampled_from([None, *Purpose]),
        "place": st.sampled_from(["grid", "grid", "grid", "next_grid", "community", "far_grid", "street"]),
        "phone": st.sampled_from(["13800000001", "13800000002", "13800000003", ""]),
        "unnamed": st.sampled_from(["", "", "anonymous", "confidential"]),
        "represents": st.booleans(),
        "who": st.sampled_from(["路人", "路人", "居民", "guide", "worker", "intake"]),
    }
)


class Loop(WhatMustHold, RuleBasedStateMachine):
    """`town` is built once; what a life does to it is taken back at its end, whatever came of it."""

    town: Town

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.savepoint()
        self.life = Life(self.town, MONDAY)

    @initialize(at=moments, way=st.sampled_from(BEGINNINGS), flags=st.tuples(*[st.booleans()] * 4))
    def it_begins(self, at: datetime, way: tuple[Kind | Notice, ...], flags: tuple[bool, bool, bool, bool]) -> None:
        """Somebody, or two, report the same; one of them goes some way. `duty`: the community may host it."""
        auto, duty, twice, hidden = flags
        leak = Category.objects.filter(code="LEAK")
        leak.update(auto_whistle=auto)
        if duty:
            DutyItem.objects.create(level=2, category=leak.get(), name="小修小补")
        self.life.now = at
        first = self._said(**LEAK, phone="13800000000", unnamed="confidential" if hidden else "")
        self.life.report(first, "居民" if hidden and twice else "路人")
        self.life.goes_as(*way)
        if twice:
            self.life.report(self._said(**LEAK, phone="13800000005"), "路人")

    def _said(
        self, *, place: str = "grid", category: str | None = None, unnamed: str = "", **said: Any
    ) -> actions.Report:
        if said.pop("represents", False):
            said["represented"] = [actions.Represented("李代报", "13800000009")]
        if unnamed:
            said[unnamed] = True
            said["name"], said["phone"] = MARKS
        kind = Category.objects.get(code=category) if category else None
        return actions.Report(place=self.town.places[place], category=kind, **{"name": "刘居民", **said})

    @precondition(lambda self: len(self.life.look.cases) < MOST_CASES)
    @rule(said=reports)
    def somebody_reports(self, said: dict[str, Any]) -> None:
        said = dict(said)
        who = said.pop("who")
        self.life.report(self._said(**said), who)

    @rule(which=whiches, steps=steps)
    def people_go_on(self, which: int, steps: list[int]) -> None:
        self._go_on(which, steps)

    @rule(which=whiches, steps=steps)
    def people_take_it_further(self, which: int, steps: list[int]) -> None:
        self._go_on(which, steps)

    def _go_on(self, which: int, steps: list[int]) -> None:
        """Some steps in a row that lead on."""
        for pick in steps:
            self._does_what_is_offered(which, pick, but=BESIDE)
            self.everything_holds()
            self.life.wait(timedelta(minutes=10))

    @rule(which=whiches, most=st.integers(1, 6))
    def people_make_an_end(self, which: int, most: int) -> None:
        for _ in range(most):
            self.ends(which)
            self.everything_holds()
            self.life.wait(timedelta(minutes=10))

    def ends(self, which: int) -> None:
        """A step on the way to its end: merged, if it can be, or finished, checked and closed."""
        case = self.life.case(which)
        offers = {kind: name for name, kind in reversed(self.life.everybody_s_offers(case)) if kind in HOMEWARD}
        others = [other for other in self.life.look.cases.values() if other.is_open and other.pk != case.pk]
        if all(other.owner_level < case.owner_level for other in others):
            offers.pop(K.MERGE, None)
        if offers:
            kind = min(offers, key=HOMEWARD.index)
            self.life.do(offers[kind], case, kind)

    @rule(which=whiches, pick=picks, good=st.booleans())
    def somebody_does_what_the_page_offers(self, which: int, pick: int, good: bool) -> None:
        self._does_what_is_offered(which, pick, good=good)

    def _does_what_is_offered(
        self, which: int, pick: int, *, good: bool = True, but: Collection[Kind | Notice] = ()
    ) -> None:
        """By somebody to whose page it belongs; half of the time it is what was done least in this life."""
        case = self.life.case(which)
        offers = [(name, kind) for name, kind in self.life.everybody_s_offers(case) if kind not in but]
        if offers:
            kinds = sorted({kind for _, kind in offers})
            rest, nth = divmod(pick, len(kinds))
            in_turn = kinds[nth:] + kinds[:nth]
            kind = in_turn[0] if pick % 2 else min(in_turn, key=lambda kind: self.life.look.done[kind])
            names = [name for name, offered in offers if offered == kind]
            self.life.do(names[rest % len(names)], case, kind, pick=pick, good=good)

    @rule(which=whiches, name=names, kind=any_kind, pick=picks, good=st.booleans())
    def somebody_forces_any_step(self, which: int, name: str, kind: Kind | Notice, pick: int, good: bool) -> None:
        self.life.do(name, self.life.case(which), kind, pick=pick, good=good)

    @rule(which=whiches, pick=picks, first=st.sampled_from(["sweep", "hand"]))
    def somebody_was_quicker(self, which: int, pick: int, first: str) -> None:
        """The page was read before: what has changed meanwhile is not stepped over."""
        stale = self.life.case(which)
        if not (offers := self.life.everybody_s_offers(stale)):
            return
        if first == "sweep":
            self.life.until_the_next_clock()
        else:
            self._does_what_is_offered(which, pick + 1, but=BESIDE)
        version = self.life.look.cases[stale.pk].version
        name, kind = offers[pick % len(offers)]
        refusal = self.life.do(name, stale, kind, pick=pick)
        assert refusal or version == stale.version or kind == N.ADDED  # the same words twice are added once

    @rule(span=st.sampled_from(SPANS), swept=st.booleans())
    def time_passes(self, span: timedelta, swept: bool) -> None:
        self.life.wait(span)
        if swept:
            self.life.sweep()

    @rule(late=st.sampled_from([timedelta(), timedelta(seconds=15), timedelta(days=3)]))
    def the_next_clock_runs_out(self, late: timedelta) -> None:
        self.life.until_the_next_clock(late)

    @rule(which=st.sampled_from(["told", "calendar", "limits"]), span=st.sampled_from(["1wd", "30wd", "3wh"]))
    def something_else_happens(self, which: str, span: str) -> None:
        """People are told so far; or an administrator changes the calendar or the limits, for open cases too."""
        if which == "told":
            self.life.tell()
        elif which == "limits":
            Limit.objects.filter(clock="HANDLE").update(limit=span)
            actions.ask_for_recomputation(because="新办法", by=self.town.people["platform"], at=self.life.now)
            self.life.recompute("改了时限")
        elif day := CalendarDay.objects.filter(date__gt=localdate(self.life.now)).order_by("date").first():
            change_day(date=day.date, is_workday=not day.is_workday, name="调休", by=None, at=self.life.now)
            self.life.recompute("改了日历")

    def end(self) -> None:
        """What is read once; then all of it is taken back."""
        try:
            for look in LAST_LOOKS if self.life.look.cases else ():
                look(self.life)
        finally:
            transaction.savepoint_rollback(self.undone)

    def teardown(self) -> None:
        try:
            self.end()
        finally:
            note(self.story())

    def story(self) -> str:
        return "\n".join(["这一生：", *self.life.story()])
