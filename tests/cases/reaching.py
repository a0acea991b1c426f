"""How a case gets where a test wants it: every state at every level, by the verbs that people use.

Scene(town, case) then knows whose it is now and who may do what with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from accounts.models import User
from cases import actions
from cases.models import Case, Category
from cases.terms import State, Urgency
from partyorg.actions import appoint
from partyorg.hats import Hat
from partyorg.kinds import Role
from partyorg.models import Organisation
from tests.factories import LONG_AGO, MONDAY, Town, build_town

PHONE = "13900000001"
WORDS = "地下室漏水，墙皮洇湿"
LATER = MONDAY + timedelta(hours=1)

# unit → who decides for it, a colleague who may decide as well, who does its work
HANDS: dict[str, tuple[str, str, str]] = {
    "branch": ("secretary", "", "worker"),
    "community_unit": ("community", "", "community"),
    "street_unit": ("street", "street_secretary", "street"),
    "platform": ("platform", "second_platform", "platform"),
    "leading_group": ("leading", "second_leading", "leading"),
    "housing": ("", "", "housing"),
}
UNIT_OF_LEVEL = ["branch", "community_unit", "street_unit", "platform", "leading_group"]
# Beside the people of the town, so that each step has somebody who may take it whoever has done the one before.
SECONDS = {
    "second_leading": ("褚领导办", Role.LEADING_GROUP_OFFICER, "leading_group"),
    "district_revisitor": ("魏回访", Role.REVISIT_OFFICER, "platform"),
}


def walked_town() -> Town:
    town = build_town()
    for name, (shown, role, unit) in SECONDS.items():
        town.people[name] = User.objects.create_user(name, name=shown)
        appoint(
            town.people[name], role=role, organisation=town.units[unit], from_date=LONG_AGO, by=None, at=MONDAY
        )  # fmt: skip
    return town


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is done inside has not happened afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@dataclass
class Scene:
    """A case and the people around it. What the methods do moves `case` on. `wanted`: the state of the walk."""

    town: Town
    case: Case
    wanted: State = State.HANDLING

    @property
    def head(self) -> str:
        return HANDS[self._key(self.case.owner_org)][0]

    @property
    def second_head(self) -> str:
        return HANDS[self._key(self.case.owner_org)][1]

    @property
    def hand(self) -> str:
        """Who works for the host."""
        return HANDS[self._key(self.case.host_org)][2]

    @property
    def one_up(self) -> str:
        """Who is above the owner; above the leading group is nobody."""
        level = min(self.case.owner_level, 4)
        return HANDS[UNIT_OF_LEVEL[level]][0]

    @property
    def revisitor(self) -> str:
        """From another unit than the host."""
        return "district_revisitor" if self.case.host_org == self.town.units["street_unit"] else "revisitor"

    @property
    def reporter(self) -> Hat:
        return Hat(reporter_of=self.case.pk)

    def _key(self, unit: Organisation | None) -> str:
        return next(key for key, one in self.town.units.items() if one == unit)

    def does(self, verb: Callable[..., Case], by: str | Hat, *, at: datetime = MONDAY, **filled: Any) -> Scene:
        hat = self.town.hat(by) if isinstance(by, str) else by
        self.case = verb(self.case, **filled, by=hat, at=at)
        return self

    def called(self) -> Scene:
        """A department has been called by the owner, and has not signed yet."""
        department = self.town.units["housing"]
        if (self.case.host_org, self.case.state) == (department, State.DISPATCHED):
            return self
        return self.consulted().minuted().does(actions.dispatch, self.head, host=department)

    def consulted(self) -> Scene:
        guests = [self.town.units["housing"], self.town.units["finance"]]
        return self.does(actions.consult, self.head, units=guests, about="谁来修", meets_at=MONDAY, where="街道")

    def minuted(self) -> Scene:
        """A meeting has its minutes, where one is on."""
        if self.case.state == State.CONSULTING:
            self.does(actions.keep_minutes, self.head, minutes="各家都来了，住建局牵头")
        return self

    def asked_to_suspend(self) -> Scene:
        return self.does(actions.ask_suspension, self.hand, **SUSPENSION)

    def decided(self, *, at: datetime = MONDAY) -> Scene:
        return self.does(actions.top_decide, self.head, host=self.town.units["housing"], at=at, **DECISION)


SUSPENSION: dict[str, Any] = {
    "cause": "资金尚未落实",
    "statement": "改造资金列入下月预算",
    "plan": "预算下达后招标",
    "review_on": date(2026, 12, 16),
}
DECISION: dict[str, Any] = {
    "leader": "示例领导",
    "decision": "列入改造",
    "money": Decimal(1000),
    "milestones": [("完工", date(2026, 12, 25))],
}


def brought_to(town: Town, state: State, level: int) -> Scene:
    """A case in this state, owned at this level."""
    return replace(WAYS[state](town, level), wanted=state)


def brought_back_to(town: Town, state: State, level: int) -> Scene:
    """The same, but it has been finished once, was found wanting, and is on its way again."""
    if state in AFTER_WORK:
        return brought_to(town, state, level)
    scene = _reworked(town, level)
    if state == State.DISPATCHED:
        return scene.does(actions.dispatch, scene.head, host=scene.case.owner_org)
    scene.does(actions.rework_start, scene.hand)
    return _suspended(scene) if state == State.SUSPENDED else scene


def settled(town: Town) -> dict[str, Any]:
    leak = Category.objects.get(code="LEAK")
    return {"category": leak, "urgency": Urgency.NORMAL, "place": town.grid, "checked": True}


def _submitted(town: Town, level: int) -> Scene:
    assert level == 1
    return Scene(town, town.reported(WORDS, phone=PHONE))


def _accepted(town: Town, level: int) -> Scene:
    """Above the grid only what was closed there and has come back is waiting to be dispatched."""
    if level == 1:
        return _submitted(town, 1).does(actions.accept, "secretary", **settled(town))
    return _closed(town, level).does(actions.reopen, "intake", facts="雨后又漏了")


def _dispatched(town: Town, level: int) -> Scene:
    if level == 1:
        scene = _accepted(town, 1)
        return scene.does(actions.dispatch, "secretary", host=scene.case.owner_org)
    if level == 5:
        return _topped(town, 5).decided()
    scene = _handled(town, level - 1)
    if level == 2:
        scene.does(actions.match_resource, "secretary", resource=None, tried="上门看过")
    return scene.does(actions.whistle, scene.head, to=level, reason="本级办不了", study="要部门来")


def _handled(town: Town, level: int) -> Scene:
    scene = _dispatched(town, level)
    return scene.does(actions.sign, scene.hand)


def _topped(town: Town, level: int) -> Scene:
    assert level == 5
    return _handled(town, 4).does(actions.raise_top, "platform", reason="资金协调不了")


def _suspended(scene: Scene) -> Scene:
    approver = "second_platform" if scene.hand == "platform" else "platform"
    return scene.asked_to_suspend().does(actions.suspend, approver)


def _checking(town: Town, level: int) -> Scene:
    scene = _handled(town, level)
    return scene.does(actions.finish, scene.hand, result="换了管子")


def _revisited(town: Town, level: int) -> Scene:
    return _checking(town, level).does(actions.check_pass, "guide", on_site=True)


def _reworked(town: Town, level: int) -> Scene:
    return _checking(town, level).does(actions.check_fail, "guide", reason="还在漏")


def _closed(town: Town, level: int) -> Scene:
    scene = _revisited(town, level)
    return scene.does(actions.revisit, scene.reporter, solved="YES", satisfied="YES")


def _merged(town: Town, level: int) -> Scene:
    return _handled(town, level).does(actions.merge, "intake", parent=main_case(town))


def main_case(town: Town) -> Case:
    """An open case about the same matter, on the highest rung, so that any other may be merged into it.

    A prop: only its level is set by hand, for its own way up is nothing that is looked at.
    """
    case = town.accepted(words="单元门口漏水", phone="13900000002")
    Case.objects.filter(pk=case.pk).update(owner_level=5)
    return Case.objects.with_faces().get(pk=case.pk)


def _refused(town: Town, level: int) -> Scene:
    scene = _submitted(town, level).does(actions.ask_refusal, "intake", cause="属于信访事项", channel="信访部门")
    return scene.does(actions.refuse, "second_intake")


def _withdrawn(town: Town, level: int) -> Scene:
    scene = _handled(town, level)
    return scene.does(actions.withdraw, scene.reporter)


AFTER_WORK = frozenset({State.CHECKING, State.REVISIT, State.REWORK, State.CLOSED})
WAYS: dict[State, Callable[[Town, int], Scene]] = {
    State.SUBMITTED: _submitted,
    State.ACCEPTED: _accepted,
    State.DISPATCHED: _dispatched,
    State.HANDLING: _handled,
    State.CONSULTING: lambda town, level: _handled(town, level).consulted(),
    State.TOPPED: _topped,
    State.SUSPENDED: lambda town, level: _suspended(_handled(town, level)),
    State.CHECKING: _checking,
    State.REVISIT: _revisited,
    State.REWORK: _reworked,
    State.CLOSED: _closed,
    State.MERGED: _merged,
    State.REFUSED: _refused,
    State.WITHDRAWN: _withdrawn,
}
