"""Every figure, counted a second time from the raw rows of random histories (second/), is the one the board shows."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils.timezone import localdate
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule, run_state_machine_as_test

from accounts.models import User
from cases import actions
from cases.terms import Kind, Notice
from dashboards.actions import catch_up
from dashboards.checking import faults
from dashboards.models import Fact
from dashboards.periods import Period
from dashboards.terms import What
from tests.cases.living.curious import lives
from tests.cases.living.life import HATS, Life
from tests.cases.living.loop import IN_HAND, TO_THE_PLATFORM, TO_THE_TOP, Loop
from tests.dashboards.second.comparing import figures_are_those_of_the_histories
from tests.factories import MONDAY, Town, build_town

K = Kind
RARE = {"cleared", "closed_in_grid", "not_cleared", "solved_no", "supervised_closed", "topped_closed"}
HOW_MANY = 40 if os.environ.get("PROOFS") == "1" else 4
LIVES = settings(
    max_examples=HOW_MANY, stateful_step_count=16, deadline=None, suppress_health_check=list(HealthCheck),
    phases=[Phase.reuse, Phase.generate, Phase.shrink],
)  # fmt: skip


class Traffic(Loop):
    """Lives as in tests/cases, in which somebody looks at the board now and then."""

    seen: set[str]

    def everything_holds(self) -> None:
        """What must hold of cases is asked in tests/cases/test_invariants.py."""

    @rule(back=st.integers(0, 120), days=st.integers(0, 100))
    def somebody_looks_at_the_board(self, back: int, days: int) -> None:
        first = localdate(self.life.now) - timedelta(days=back)
        catch_up(at=self.life.now)
        figures_are_those_of_the_histories(Period("days", first, first + timedelta(days=days)))

    @precondition(lambda self: len(self.life.look.cases) > 1)
    @rule()
    def a_resident_leaves(self) -> None:
        actions.forget_reporter(self.town.people["resident"])

    def end(self) -> None:
        try:
            if self.life.look.cases:
                assert not list(faults(at=self.life.now))
                figures_are_those_of_the_histories(Period("days", date(2026, 1, 1), date(2028, 12, 31)))
                self.seen |= set(Fact.objects.values_list("what", flat=True))
        finally:
            transaction.savepoint_rollback(self.undone)


@pytest.fixture
def town(db: None, settings: Any, tmp_path: Path) -> Town:
    settings.MEDIA_ROOT = tmp_path
    town = build_town()
    town.people["resident"] = User.objects.create_user("resident", name="刘居民")
    Traffic.town, Traffic.seen = town, set()
    return town


@pytest.mark.timeout(900)  # a failing life is made shorter before it is told
def test_the_figures_of_any_life_are_those_of_its_rows(town: Town) -> None:
    run_state_machine_as_test(Traffic, settings=LIVES)


def test_what_is_rare_in_these_lives_counts_too(town: Town) -> None:
    """Sent back twice and closed one rung up; decided at the top and closed; closed in the grid; put aside and closed
    before the review date, and not before it."""
    life = Life(town, MONDAY)
    for phone in [f"1380000000{number}" for number in range(5)]:
        life.report(actions.Report(words="地下室漏水", name="刘居民", phone=phone, place=town.grid), "路人")
    home = (K.FINISH, K.CHECK_PASS, K.REVISIT_OK)
    _goes(life, 0, *IN_HAND, K.SUPERVISE, K.FINISH, K.CHECK_FAIL, K.REWORK_START, K.FINISH, K.CHECK_PASS, K.REVISIT_BAD)
    _goes(life, 1, *TO_THE_TOP, K.TOP_DECIDE, K.SIGN, *home)
    _goes(life, 2, *IN_HAND, *home)
    _goes(life, 3, *TO_THE_PLATFORM, Notice.ASK_SUSPENSION, K.SUSPEND, *home)
    _goes(life, 4, *TO_THE_PLATFORM, Notice.ASK_SUSPENSION, K.SUSPEND)
    life.sweep()
    _goes(life, 0, K.SIGN, *home)
    life.wait(timedelta(days=1))
    life.sweep()
    assert not list(faults(at=life.now))
    figures_are_those_of_the_histories(Period("days", date(2026, 11, 1), date(2026, 11, 30)))
    assert set(Fact.objects.values_list("what", flat=True)) >= RARE


def _goes(life: Life, which: int, *kinds: Kind | Notice) -> None:
    """Each step by the first person who may."""
    for kind in kinds:
        case = life.case(which)
        who = [name for name in HATS if life.may(name, case, kind)]
        assert who, f"nobody may {kind}: {list(life.story())}"
        assert not life.do(who[0], case, kind, pick=kind == K.TOP_DECIDE), life.log[-1]


@pytest.mark.proof
@pytest.mark.timeout(900)
def test_curiosity_gets_to_everything_else_that_counts(town: Town) -> None:
    """What is never counted in these lives is not proved by them."""
    missing: set[str] = set()
    for _ in lives(30, Traffic):
        missing = set(What.values) - Traffic.seen - RARE
        if not missing:
            return
    raise AssertionError(f"never counted: {sorted(missing)}")
