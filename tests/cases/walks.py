"""How each row of the table is made: (event, who) → what still has to happen, whose step it is, the verb, its words.

tests/cases/test_every_move.py walks them, from every state and at every level that the table allows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from cases import actions, ratings
from cases.deadlines import longest_extension, review_begins
from cases.models import Case
from cases.terms import Kind, Notice, Purpose, State, Who
from partyorg.hats import SYSTEM, Hat
from tests.cases.reaching import LATER, PHONE, WORDS, Scene, main_case, settled
from worktime.limits import Limit, Unit

K, N, S, W = Kind, Notice, State, Who
Row = Kind | Notice


@dataclass(frozen=True, slots=True)
class Deed:
    """A step about to be taken: `do` takes it and gives the case as it then is."""

    hat: Hat
    at: datetime
    do: Callable[[], Case]


def deed(scene: Scene, by: str | Hat, verb: Callable[..., Case], *, at: datetime = LATER, **filled: Any) -> Deed:
    hat = scene.town.hat(by, at) if isinstance(by, str) else by
    case = scene.case
    return Deed(hat, at, lambda: verb(case, **filled, by=hat, at=at))


def swept(scene: Scene, at: datetime | None) -> Deed:
    assert at is not None

    def sweep() -> Case:
        actions.sweep(at=at)
        return Case.objects.with_faces().get(pk=scene.case.pk)

    return Deed(SYSTEM, at, sweep)


def _reported(scene: Scene, at: datetime, **said: Any) -> Callable[[], Case]:
    return lambda: scene.town.reported(WORDS, at=at, **said)


def burning(scene: Scene) -> Deed:
    """A report that goes straight on: the case is a new one."""
    return Deed(SYSTEM, LATER, _reported(scene, LATER, purpose=Purpose.EMERGENCY))


def said_three_times(scene: Scene) -> Deed:
    said = {"phone": PHONE, "proof": actions.Proof(phone=PHONE)}
    _reported(scene, LATER, **said)()
    scene.case.refresh_from_db()
    again = LATER + timedelta(hours=1)
    return Deed(SYSTEM, again, _reported(scene, again, **said))


def _accepted(scene: Scene, by: str) -> Deed:
    return deed(scene, by, actions.accept, **settled(scene.town))


def _merged(scene: Scene, by: str) -> Deed:
    return deed(scene, by, actions.merge, parent=main_case(scene.town))


def _whistled(scene: Scene) -> Deed:
    scene.minuted()
    if scene.case.owner_level == 1:
        scene.does(actions.match_resource, scene.head, resource=None, tried="上门看过")
    words: dict[str, Any] = {"to": scene.case.owner_level + 1, "reason": "本级办不了", "study": "要部门来"}
    return deed(scene, scene.head, actions.whistle, **words)


def _disputed(scene: Scene) -> Scene:
    return scene.called().does(actions.dispute, "housing", reason="不是本部门的职责", basis="三定方案第六条")


def _ruled(scene: Scene) -> Deed:
    _disputed(scene)
    if scene.wanted == S.HANDLING:
        scene.does(actions.sign, "housing")
    return deed(scene, scene.head, actions.rule_dispute, host=scene.case.host_org, reason="属于本部门职责")


def _came(scene: Scene) -> Deed:
    scene.called().does(actions.sign, "housing")
    return deed(scene, "housing", actions.report_in, person="褚科长", arrived_at=LATER, where="地下室")


def _unit(case: Case) -> Unit:
    """More time is asked in the unit of the limit that runs."""
    longest = longest_extension(case)
    assert longest
    return longest.unit


def _asked_to_extend(scene: Scene) -> Scene:
    unit = _unit(scene.case)
    return scene.does(actions.extend_request, scene.hand, limit=Limit(1, unit), reason="材料明天才到")


def _more_time(scene: Scene) -> Deed:
    unit = _unit(scene.case)
    return deed(scene, scene.hand, actions.extend_request, limit=Limit(1, unit), reason="材料明天才到")


def _asks_to_suspend(scene: Scene) -> Deed:
    words: dict[str, Any] = {"cause": "产权不清", "statement": "产权单位还没有确认", "plan": "请法院调取登记"}
    return deed(scene, scene.hand, actions.ask_suspension, **words, review_on=date(2026, 12, 16))


def _approver(scene: Scene) -> str:
    return "second_platform" if scene.hand == "platform" else "platform"


def _asked_to_refuse(scene: Scene) -> Scene:
    return scene.does(actions.ask_refusal, "intake", cause="属于信访事项", channel="信访部门")


def _asked_to_explain(scene: Scene) -> Scene:
    return scene.does(actions.ask_explanation, scene.head, reason="诉求不合政策，已书面答复")


def _asked_to_reopen(scene: Scene) -> Scene:
    return scene.does(actions.ask_reopening, scene.reporter, facts="昨晚又漏了")


# What waits in a state for whom to decide it: how it was asked, and who says no.
WAITING: dict[tuple[State, Who], tuple[Callable[[Scene], Scene], Callable[[Scene], str]]] = {
    (S.SUBMITTED, W.INTAKE): (_asked_to_refuse, lambda scene: "second_intake"),
    (S.DISPATCHED, W.ONE_UP): (_asked_to_extend, lambda scene: scene.one_up),
    (S.HANDLING, W.ONE_UP): (_asked_to_extend, lambda scene: scene.one_up),
    (S.HANDLING, W.APPROVER): (Scene.asked_to_suspend, _approver),
    (S.CONSULTING, W.APPROVER): (Scene.asked_to_suspend, _approver),
    (S.TOPPED, W.APPROVER): (Scene.asked_to_suspend, _approver),
    (S.REVISIT, W.ONE_UP): (_asked_to_explain, lambda scene: _second_above(scene)),
    (S.REVISIT, W.OWNER_HEAD): (_asked_to_explain, lambda scene: scene.second_head),
    (S.CLOSED, W.INTAKE): (_asked_to_reopen, lambda scene: "intake"),
}


def _second_above(scene: Scene) -> str:
    """Above the leading group is only itself."""
    return scene.second_head if scene.case.owner_level == 5 else scene.one_up


def _declined(who: Who) -> Callable[[Scene], Deed]:
    def walk(scene: Scene) -> Deed:
        ask, by = WAITING[State(scene.case.state), who]
        return deed(ask(scene), by(scene), actions.decline, reason="理由不够")

    return walk


def _rated(scene: Scene, by: str) -> Deed:
    [question, *_] = ratings.open_for(scene.case, scene.town.hat(by))
    words: dict[str, Any] = {"on_time": True, "solved": True, "manner": 5}
    if by == "platform":
        return deed(scene, by, actions.rate_whistle, whistle=question.whistle, proper=True)
    return deed(scene, by, actions.rate_response, whistle=question.whistle, **words)


def _good(scene: Scene, by: str | Hat) -> Deed:
    return deed(scene, by, actions.revisit, solved="YES", satisfied="MOSTLY")


def _bad(scene: Scene, by: str | Hat) -> Deed:
    return deed(scene, by, actions.revisit, solved="NO", satisfied="NO", dissatisfaction="RESULT", reason="还在漏")


def _review_comes(scene: Scene) -> Deed:
    assert scene.case.review_on
    return swept(scene, review_begins(scene.case.review_on))


def _resumed(scene: Scene) -> Deed:
    return deed(scene, scene.head, actions.resume, reason="资金到了", at=LATER + timedelta(days=1))


def _dispatched(scene: Scene) -> Deed:
    return deed(scene.minuted(), scene.head, actions.dispatch, host=scene.case.owner_org)


def _supervised(scene: Scene) -> Deed:
    words: dict[str, Any] = {"kind": "LISTED", "reason": "领导批示", "due_on": date(2026, 11, 30)}
    return deed(scene, "supervisor", actions.supervise, **words)


def _decided(scene: Scene) -> Deed:
    return Deed(scene.town.hat(scene.head, LATER), LATER, lambda: scene.decided(at=LATER).case)


WALKS: dict[tuple[Row, Who], Callable[[Scene], Deed]] = {
    (K.REFUSE, W.INTAKE): lambda one: deed(_asked_to_refuse(one), "second_intake", actions.refuse),
    (K.MERGE, W.INTAKE): lambda one: _merged(one, "intake"),
    (K.MERGE, W.OWNER_HEAD): lambda one: _merged(one, one.second_head or one.head),
    (K.WITHDRAW, W.REPORTER): lambda one: deed(one, one.reporter, actions.withdraw),
    (K.ACCEPT, W.BRANCH_SECRETARY): lambda one: _accepted(one, "secretary"),
    (K.ACCEPT, W.INTAKE): lambda one: _accepted(one, "intake"),
    (K.ACCEPT, W.SYSTEM): lambda one: swept(one, one.case.respond_by),
    (K.EMERGENCY_DIRECT, W.SYSTEM): burning,
    (K.EMERGENCY_DIRECT, W.COMMAND_CENTRE): lambda one: deed(one, "director", actions.emergency_direct),
    (K.DISPATCH, W.OWNER_HEAD): _dispatched,
    (K.SIGN, W.HOST): lambda one: deed(one, one.hand, actions.sign),
    (K.SIGN, W.SYSTEM): lambda one: swept(one, one.case.respond_by),
    (K.DISPUTE, W.HOST_DEPARTMENT): lambda one: deed(
        one.called(), "housing", actions.dispute, reason="不是本部门的职责", basis="三定方案第六条"
    ),
    (K.MATCH_RESOURCE, W.BRANCH_SECRETARY): lambda one: deed(
        one, "secretary", actions.match_resource, resource=None, tried="上门看过"
    ),
    (K.WHISTLE, W.OWNER_HEAD): _whistled,
    (K.AUTO_WHISTLE, W.SYSTEM): lambda one: swept(one, one.case.handle_by),
    (K.AUTO_RAISE, W.SYSTEM): lambda one: swept(one, one.case.handle_by),
    (K.SUPERVISE, W.SUPERVISOR): _supervised,
    (K.SUPERVISE, W.SYSTEM): said_three_times,
    (K.REPORT_IN, W.HOST): _came,
    (K.CONSULT, W.OWNER_HEAD): lambda one: deed(
        one, one.head, actions.consult, units=[one.town.units["housing"]], about="谁来修", meets_at=LATER, where="街道"
    ),
    (K.RAISE_TOP, W.OWNER_HEAD): lambda one: deed(one.minuted(), one.head, actions.raise_top, reason="资金协调不了"),
    (K.TOP_DECIDE, W.OWNER_HEAD): _decided,
    (K.EXTEND_REQUEST, W.HOST): _more_time,
    (K.EXTEND_APPROVE, W.ONE_UP): lambda one: deed(_asked_to_extend(one), one.one_up, actions.extend_approve),
    (K.SUSPEND, W.APPROVER): lambda one: deed(one.minuted().asked_to_suspend(), _approver(one), actions.suspend),
    (K.RESUME, W.SYSTEM): _review_comes,
    (K.RESUME, W.OWNER_HEAD): _resumed,
    (K.FINISH, W.HOST): lambda one: deed(one, one.hand, actions.finish, result="换了管子"),
    (K.CHECK_PASS, W.CHECKER): lambda one: deed(one, "guide", actions.check_pass, on_site=True),
    (K.CHECK_FAIL, W.CHECKER): lambda one: deed(one, "next_worker", actions.check_fail, reason="还在漏"),
    (K.REVISIT_OK, W.REPORTER): lambda one: _good(one, one.reporter),
    (K.REVISIT_OK, W.REVISIT_OFFICER): lambda one: _good(one, one.revisitor),
    (K.REVISIT_BAD, W.REPORTER): lambda one: _bad(one, one.reporter),
    (K.REVISIT_BAD, W.REVISIT_OFFICER): lambda one: _bad(one, one.revisitor),
    (K.REWORK_START, W.HOST): lambda one: deed(one, one.hand, actions.rework_start),
    (K.CLOSE_EXPLAINED, W.OWNER_HEAD): lambda one: deed(
        _asked_to_explain(one), one.second_head, actions.close_explained
    ),
    (K.CLOSE_EXPLAINED, W.ONE_UP): lambda one: deed(
        _asked_to_explain(one), _second_above(one), actions.close_explained
    ),
    (K.REOPEN, W.INTAKE): lambda one: deed(one, "intake", actions.reopen, facts="雨后又漏了"),
    (N.ASK_REFUSAL, W.INTAKE): lambda one: deed(
        one, "intake", actions.ask_refusal, cause="属于信访事项", channel="信访部门"
    ),
    (N.ASK_SUSPENSION, W.HOST): _asks_to_suspend,
    (N.ASK_EXPLANATION, W.OWNER_HEAD): lambda one: deed(one, one.head, actions.ask_explanation, reason="不合政策"),
    (N.ASK_REOPENING, W.REPORTER): lambda one: deed(one, one.reporter, actions.ask_reopening, facts="昨晚又漏了"),
    (N.RULING, W.OWNER_HEAD): _ruled,
    **{(N.DECLINE, who): _declined(who) for who in (W.INTAKE, W.ONE_UP, W.APPROVER, W.OWNER_HEAD)},
    (N.MINUTES, W.OWNER_HEAD): lambda one: deed(one, one.head, actions.keep_minutes, minutes="住建局牵头"),
    (N.CONTACTED, W.HOST): lambda one: deed(one, one.hand, actions.contacted, how="PHONE", reason="明天上门"),
    (N.UNREACHED, W.REVISIT_OFFICER): lambda one: deed(one, one.revisitor, actions.unreached, how="晚上打的"),
    (N.RATED, W.WHISTLER): lambda one: _rated(one, "secretary"),
    (N.RATED, W.APPROVER): lambda one: _rated(one, "platform"),
    (N.ADDED, W.REPORTER): lambda one: deed(one, one.reporter, actions.attach, words="楼上也漏了"),
    (N.URGED, W.REPORTER): lambda one: deed(one, one.reporter, actions.urge),
    (N.ADDED, W.INTAKE): lambda one: deed(one, "intake", actions.attach, words="来电说楼上也漏了"),
}
