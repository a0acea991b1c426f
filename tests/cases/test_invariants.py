"""The ten invariants of the loop, and the house's own, against any order of deeds, hats and leaps in time."""

from __future__ import annotations

import json
import os
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from accounts.models import User
from cases import actions
from cases.actions import keeping
from cases.notes import ROWS
from cases.terms import Kind, Notice, State
from tests.cases.living.curious import lives
from tests.cases.living.deeds import DEEDS
from tests.cases.living.life import Life
from tests.cases.living.loop import Loop
from tests.cases.living.sentences import WhatMustHold
from tests.factories import MONDAY, Town, build_town

SENTENCES = json.loads(Path("docs/case-state-machine.json").read_text())["invariants"]
HOW_MANY = 18 if os.environ.get("PROOFS") == "1" else 8
LIVES = settings(max_examples=HOW_MANY, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck))
MANY = settings(LIVES, phases=[Phase.reuse, Phase.generate, Phase.shrink])
UNSHRUNK = settings(LIVES, phases=[Phase.generate], derandomize=True)


@pytest.fixture
def town(db: None, settings: Any, tmp_path: Path) -> Town:
    settings.MEDIA_ROOT = tmp_path
    town = build_town()
    town.people["resident"] = User.objects.create_user("resident", name="刘居民")
    Loop.town = town
    return town


@pytest.mark.timeout(900)  # a failing life is made shorter before it is told; that may take some minutes
def test_any_life_of_cases_keeps_the_invariants(town: Town) -> None:
    run_state_machine_as_test(Loop, settings=MANY)


@pytest.mark.proof
def test_curiosity_gets_to_every_event_and_every_state(town: Town) -> None:
    """A machine that never suspends proves nothing about suspending."""
    missing: set[Any] = set()
    for missing in lives(most=40):
        if not missing:
            return
    raise AssertionError(f"never reached: {sorted(missing)}")


def test_each_sentence_of_the_agreed_machine_is_held() -> None:
    held = [sentence for method in vars(WhatMustHold).values() if (sentence := getattr(method, "sentence", ""))]
    assert sorted(held) == sorted(SENTENCES)
    assert len(held) == 10


def test_people_can_do_all_that_there_is_to_do() -> None:
    """A row of the workflow, or a verb, that nobody in these lives can do would go untested."""
    by_the_system = {Kind.SUBMIT, Kind.AUTO_WHISTLE, Kind.AUTO_RAISE}
    assert set(DEEDS) - {Notice.CO_ANSWER} == set(ROWS) - by_the_system
    verbs = {verb.__name__ for verb, _ in DEEDS.values()} - {"rate"} | {"rate_response", "rate_whistle"}
    asked = {"awaited_answer", "may_begin", "moves_for", "permit"}
    others = {
        "report",
        "sweep",
        "ask_for_recomputation",
        "recompute_open_deadlines",
        "see_phone",
        "may_see_phone",
        "dispatch_each",
        "foreseen",
        "follow",
        "unfollow",
        "reported_by",
        "forget_reporter",
        "may_release",
        "release",
        "releases",
        "take_off_board",
        "seat",
    }
    kept = {name for name in vars(keeping) if name in actions.__all__}  # beside the cases
    words = {"Conflict", "NotTheirHead", "Proof", "Refused", "Report", "Represented", "Swept"}
    assert verbs | asked | others | kept | words == set(actions.__all__)


class NothingIsEverDispatched(Loop):
    """A sentence that does not hold, to see how its failure is told."""

    @invariant()
    def nothing_is_ever_dispatched(self) -> None:
        assert all(case.state != State.DISPATCHED for case in self.life.look.cases.values())


def test_what_does_not_hold_is_told_as_a_story(town: Town) -> None:
    with pytest.raises(AssertionError) as failure:
        run_state_machine_as_test(NothingIsEverDispatched, settings=UNSHRUNK)
    _, told = "\n".join(failure.value.__notes__).split("这一生：\n")
    deeds = [line for line in told.splitlines() if line.startswith("周")]
    who_did_what_when = r"周[一二三四五六日] (\d{4}-)?\d\d-\d\d \d\d:\d\d \S+ .+ → .+"
    assert all(re.fullmatch(who_did_what_when, line) for line in deeds)
    assert re.search(r" \S+ 上报“地下室漏水，墙皮洇湿”（随手拍.*） → （新） → 待受理", deeds[0])
    assert any("→ 待签收" in line for line in deeds[-2:])  # with what was done last it no longer held
    assert re.search(r"^第\d件 \d{6}-\d{8}-\d{6} 待签收，\S+负责（\S+），主办\S+，最早到点 周", told, re.MULTILINE)


def test_a_refusal_is_told_with_its_reason(town: Town) -> None:
    life = Life(town, MONDAY)
    life.report(actions.Report(words="地下室漏水", place=town.grid), "路人")
    life.goes_as(Kind.ACCEPT, Kind.DISPATCH, Kind.SIGN)
    life.do("secretary", life.case(0), Kind.WHISTLE)
    assert life.log[-1] == (
        "周一 11-16 09:00 王书记 吹哨到社区（第1件） "
        "→ 拒绝（网格要先匹配资源（已匹配或无匹配），再吹哨；紧急事项除外。）"
    )
    life.goes_as(Kind.MATCH_RESOURCE, Kind.WHISTLE)
    assert life.log[-1] == "周一 11-16 09:00 王书记 吹哨到社区（第1件） → 处置中 → 待签收，网格 → 社区"
    life.until_the_next_clock(timedelta(hours=3))
    assert life.log[-1] == "周一 11-16 17:30 系统 巡检 → 系统签收，晚了 3:00:00，待签收 → 处置中"
