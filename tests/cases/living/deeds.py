"""Every deed that people can do to a case, and what they fill in for it: well, or spoiled in one place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils.timezone import localdate

from cases import actions, ratings
from cases.deadlines import longest_extension
from cases.models import Case, Category, Rating
from cases.photos import CleanPhoto
from cases.terms import Contact, Kind, Level, Mediation, Notice, Supervision
from grids.workflow import Level as PlaceLevel
from partyorg.hats import Hat
from partyorg.kinds import Role
from tests.factories import Town
from worktime.limits import Limit

PICTURE = CleanPhoto(jpeg=b"\xff\xd8\xff\xd9", width=4, height=3)
CHANNEL = "信访部门"
WHISTLING_LEADERS = {Role.STREET_SECRETARY, Role.STREET_DIRECTOR}


@dataclass(frozen=True, slots=True)
class Doing:
    """Somebody about to fill in a form. `pick`: any number; where there is a choice it makes it."""

    town: Town
    case: Case
    hat: Hat
    at: datetime
    pick: int
    cases: tuple[Case, ...] = ()

    def one_of(self, choices: list[Any]) -> Any:
        return choices[self.pick % len(choices)]

    def day(self, days: int) -> Any:
        return localdate(self.at) + timedelta(days=days)


Filled = dict[str, Any]
K, N = Kind, Notice


def _host(doing: Doing) -> Any:
    """Whom the rung may name, itself among them; rarely the community, which only a duty allows from the street on."""
    units, owner = doing.town.units, doing.case.owner_org
    if doing.case.owner_level <= Level.COMMUNITY:
        return doing.one_of([owner, owner, units["property"]])
    called = [units["housing"], units["finance"], *([units["station"]] if doing.case.owner_level == 3 else [])]
    return doing.one_of([*called, owner, *called, units["community_unit"]])


def _beside(doing: Doing, host: Any) -> list[Any]:
    units = [doing.town.units["finance"], doing.town.units["housing"]]
    may = doing.case.owner_level >= Level.STREET and doing.pick % 3 == 0
    return [unit for unit in units if unit != host][:1] if may else []


def _kind_of_whistle(doing: Doing) -> str:
    leads = any(post.role in WHISTLING_LEADERS for post in doing.hat.posts)
    return doing.one_of(["", "PROGRESS", *(["BREAKTHROUGH"] if leads and doing.case.owner_level == 3 else [])])


def _accept(doing: Doing) -> Filled:
    host = doing.one_of([None, doing.town.units["branch"]])
    place = doing.case.place if doing.case.place.level == PlaceLevel.GRID else doing.town.grid
    settled = doing.case.category or Category.objects.get(code=doing.one_of(["LEAK", "LIGHTING", "NEIGHBOURS"]))
    own = host if place == doing.town.grid and host else None
    return {"category": settled, "urgency": doing.case.urgency, "place": place, "host": own, "checked": True}


def _dispatch(doing: Doing) -> Filled:
    host = _host(doing)
    category = doing.case.category or Category.objects.get(code="LEAK")
    given = {"host": host, "assisting": _beside(doing, host), "category": category}
    return {**given, "place": doing.town.grid, "whistle_kind": _kind_of_whistle(doing), "note": "请尽快"}


def _whistle(doing: Doing) -> Filled:
    """To the rung above; from the grid now and then straight to the street."""
    case = doing.case
    above = case.rung + 1
    to = doing.one_of([above, 3, above]) if case.owner_level == Level.GRID else above
    return {"to": to, "reason": "本级办不了", "study": "需要部门", "whistle_kind": _kind_of_whistle(doing)}


def _decide(doing: Doing) -> Filled:
    host = doing.town.units[doing.one_of(["housing", "finance"])]
    told = {"leader": "示例领导", "decision": "整体修缮", "money": Decimal(1000)}
    return {
        **told,
        "host": host,
        "assisting": _beside(doing, host),
        "milestones": [("完工", doing.day(30 + doing.pick % 40))],
    }


def _consult(doing: Doing) -> Filled:
    unit = doing.town.units[doing.one_of(["housing", "finance", "community_unit"])]
    return {"units": [unit], "about": "谁来修", "meets_at": doing.at + timedelta(hours=3), "where": "街道会议室"}


def _longer(doing: Doing) -> Filled:
    return {"limit": longest_extension(doing.case) or Limit.parse("1wd"), "reason": "要等材料"}


def _suspension(doing: Doing) -> Filled:
    review_on = doing.day(doing.one_of([1, 14, 90]))
    return {"cause": "资金尚未落实", "statement": "年底才有钱", "plan": "列入明年预算", "review_on": review_on}


def _heavier(doing: Doing) -> Filled:
    gravity = [kind for kind in Supervision if kind]
    least = gravity.index(Supervision(doing.case.supervised)) if doing.case.supervised else 0
    return {"kind": doing.one_of(gravity[least:]), "reason": "拖得太久", "due_on": doing.day(7)}


def _reported_in(doing: Doing) -> Filled:
    return {"person": "褚工", "arrived_at": doing.at, "where": doing.one_of(["楼下", ""]) or "物业办", "video": ""}


def _finish(doing: Doing) -> Filled:
    category = doing.case.category
    photos = [PICTURE] if category and category.after_photo else []
    mediation = doing.one_of(list(Mediation)) if category and category.mediation else ""
    return {"result": "修好了，试过水", "photos": photos, "mediation": mediation}


def _not_solved(doing: Doing) -> Filled:
    solved, satisfied = doing.one_of([("NO", "NO"), ("PARTLY", "MOSTLY"), ("YES", "NO")])
    return {"solved": solved, "satisfied": satisfied, "dissatisfaction": "RESULT", "reason": "还在漏"}


def _solved(doing: Doing) -> Filled:
    """Nobody was reached, or nobody is there to be asked, once in a while."""
    solved, satisfied = doing.one_of([("YES", "YES"), ("YES", "MOSTLY"), ("", "")])
    return {"solved": solved, "satisfied": satisfied}


def _parent(doing: Doing) -> Filled:
    others = [case for case in doing.cases if case.pk != doing.case.pk and case.is_open]
    return {"parent": doing.one_of(others) if others else doing.case}


def _rating(doing: Doing) -> Filled:
    questions = ratings.open_for(doing.case, doing.hat)
    if not questions:
        return {"whistle": doing.case.events.earliest("seq"), "proper": True}
    question = doing.one_of(questions)
    if question.of == Rating.Of.WHISTLE:
        return {"whistle": question.whistle, "proper": bool(doing.pick % 2)}
    return {"whistle": question.whistle, "on_time": True, "solved": bool(doing.pick % 2), "manner": 1 + doing.pick % 5}


def rate(case: Case, *, proper: bool | None = None, **given: Any) -> Case:
    """双考核, whichever of the two it is."""
    if proper is None:
        return actions.rate_response(case, **given)
    return actions.rate_whistle(case, proper=proper, **given)


REFUSAL = {"cause": "属于信访事项", "channel": CHANNEL, "reason": "已有信访"}
Fill = Callable[[Doing], Mapping[str, Any]]

DEEDS: dict[Kind | Notice, tuple[Callable[..., Case], Fill]] = {
    K.MERGE: (actions.merge, _parent),
    K.WITHDRAW: (actions.withdraw, lambda _: {"reason": "自己修好了"}),
    K.ACCEPT: (actions.accept, _accept),
    K.EMERGENCY_DIRECT: (actions.emergency_direct, lambda _: {}),
    K.DISPATCH: (actions.dispatch, _dispatch),
    K.SIGN: (actions.sign, lambda _: {}),
    K.MATCH_RESOURCE: (actions.match_resource, lambda _: {"resource": None, "tried": "上门看过"}),
    K.WHISTLE: (actions.whistle, _whistle),
    K.REPORT_IN: (actions.report_in, _reported_in),
    N.CONTACTED: (actions.contacted, lambda doing: {"how": doing.one_of(list(Contact)), "reason": "约好明天上门"}),
    K.SUPERVISE: (actions.supervise, _heavier),
    K.CONSULT: (actions.consult, _consult),
    N.MINUTES: (actions.keep_minutes, lambda _: {"minutes": "由住建局修"}),
    K.RAISE_TOP: (actions.raise_top, lambda _: {"reason": "要区里出钱"}),
    K.TOP_DECIDE: (actions.top_decide, _decide),
    K.DISPUTE: (actions.dispute, lambda _: {"reason": "是业主的事", "basis": "物业管理条例"}),
    N.RULING: (actions.rule_dispute, lambda doing: {"host": _host(doing), "reason": "主体结构归住建"}),
    K.EXTEND_REQUEST: (actions.extend_request, _longer),
    K.EXTEND_APPROVE: (actions.extend_approve, lambda _: {"answer": "同意"}),
    N.ASK_SUSPENSION: (actions.ask_suspension, _suspension),
    K.SUSPEND: (actions.suspend, lambda _: {"answer": "同意"}),
    K.RESUME: (actions.resume, lambda _: {"reason": "钱到了"}),
    K.FINISH: (actions.finish, _finish),
    N.CO_ANSWER: (actions.co_answer, lambda _: {"answer": "已配合"}),
    K.CHECK_PASS: (actions.check_pass, lambda _: {"on_site": True}),
    K.CHECK_FAIL: (actions.check_fail, lambda _: {"reason": "没修好"}),
    N.UNREACHED: (actions.unreached, lambda _: {"how": "没人接"}),
    K.REVISIT_OK: (actions.revisit, _solved),
    K.REVISIT_BAD: (actions.revisit, _not_solved),
    K.REWORK_START: (actions.rework_start, lambda _: {}),
    N.ASK_REFUSAL: (actions.ask_refusal, lambda _: REFUSAL),
    K.REFUSE: (actions.refuse, lambda _: {}),
    N.ASK_EXPLANATION: (actions.ask_explanation, lambda _: {"reason": "要求超出政策"}),
    K.CLOSE_EXPLAINED: (actions.close_explained, lambda _: {"answer": "同意"}),
    N.ASK_REOPENING: (actions.ask_reopening, lambda _: {"facts": "又漏了"}),
    K.REOPEN: (actions.reopen, lambda _: {"facts": "又漏了"}),
    N.DECLINE: (actions.decline, lambda _: {"reason": "理由不够"}),
    N.RATED: (rate, _rating),
    N.URGED: (actions.urge, lambda _: {}),
    N.ADDED: (actions.attach, lambda doing: {"words": doing.one_of(["漏得更大了", "三楼也漏"])}),
}


def spoiled(filled: Mapping[str, Any], doing: Doing) -> Filled:
    """The same with one thing filled in wrongly, which a form would not let through or a rule refuses."""
    units = doing.town.units
    wrong: Filled = {
        "to": doing.case.owner_level - 1,
        "host": units[doing.one_of(["branch", "far_street_unit", "community_unit"])],
        "parent": doing.case,
        "place": doing.town.places["community"],
        "review_on": doing.day(91),
        "limit": Limit.parse("3000wd"),
        "milestones": [],
        "money": Decimal(-1),
        "on_site": False,
        "checked": False,
        "kind": Supervision.NONE,
        "units": [],
        "assisting": [units["branch"]],
        "whistle_kind": "BREAKTHROUGH",
    }
    wrong |= {name: " " for name, value in filled.items() if type(value) is str}
    names = sorted(filled.keys() & wrong.keys() - {"solved", "satisfied", "dissatisfaction", "mediation"})
    if not names:
        return dict(filled)
    name = doing.one_of(names)
    return {**filled, name: wrong[name]}
