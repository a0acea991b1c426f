"""Each form of the desk with a case that waits for it, who fills it in, and all that it takes, at its heaviest.

    case, client = SCENES["finish"].case(town), town.client(SCENES["finish"].who)

`said` goes to the report: who says it, hidden or not. Reporters answer as themselves, by account where they have one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from cases import actions
from cases.models import Case, Category
from partyorg.hats import Hat
from tests.desk.conftest import picture
from tests.factories import MONDAY, Town
from worktime.limits import Limit

Filled = dict[str, Any]
DAYS = timedelta(days=1)


@dataclass(frozen=True)
class Scene:
    """`case(town, **said)` builds it up to `at`; `filled(town, case)` is what `who` then sends."""

    who: str
    case: Callable[..., Case]
    filled: Callable[[Town, Case], Filled] = lambda town, case: {}
    at: datetime = MONDAY


def fixed(**filled: Any) -> Callable[[Town, Case], Filled]:
    return lambda town, case: filled


def reporter(case: Case) -> Hat:
    return Hat(person=case.reporter, reporter_of=case.pk)


def accepting(town: Town, case: Case) -> Filled:
    leak = Category.objects.get(code="LEAK").pk
    return {"category": leak, "urgency": "NORMAL", "host": town.units["branch"].pk, "checked": "on"}


def dispatching(town: Town, case: Case) -> Filled:
    host, beside = town.units["housing"].pk, [town.units["finance"].pk]
    return {"host": host, "assisting": beside, "whistle_kind": "PROGRESS", "note": "请住建牵头"}


def deciding(town: Town, case: Case) -> Filled:
    steps = {f"what_{n}": f"第 {n} 步" for n in range(1, 7)} | {f"due_{n}": f"2026-12-{n:02}" for n in range(1, 7)}
    units = {"host": town.units["housing"].pk, "assisting": [town.units["finance"].pk]}
    return {"leader": "示例：副区长", "decision": "整体换管", "money": "350000", **units, **steps}


def answering_whom(town: Town, case: Case) -> Filled:
    whistle = case.events.filter(kind="dispatch").latest("seq").pk
    return {"whistle": whistle, "on_time": "YES", "solved": "YES", "manner": "5", "note": "来得快"}


def blown_rightly(town: Town, case: Case) -> Filled:
    return {"whistle": case.events.filter(kind="whistle").latest("seq").pk, "proper": "YES", "note": ""}


def with_photos(**filled: Any) -> Callable[[Town, Case], Filled]:
    return lambda town, case: {**filled, "photos": [picture(f"{n}.jpg") for n in range(3)]}


def alike(town: Town, **said: Any) -> Case:
    """At intake, with others nearby that may be the same matter."""
    for number in range(5):
        town.reported(f"{number} 号楼地下室漏水，墙皮洇湿", phone=f"1500000000{number}")
    return town.reported(**said)


def refusal_asked(town: Town, **said: Any) -> Case:
    case, asked = town.reported(**said), {"cause": "属于信访事项", "channel": "信访部门"}
    return actions.ask_refusal(case, **asked, by=town.hat("intake"), at=MONDAY)


def at_platform(town: Town, **said: Any) -> Case:
    return town.handled_by(4, **said)


def at_street(town: Town, **said: Any) -> Case:
    return town.handled_by(3, **said)


def consulting(town: Town, **said: Any) -> Case:
    units = [town.units[name] for name in ("housing", "finance", "station")]
    asked: Filled = {"units": units, "about": "管子归谁换", "meets_at": MONDAY + DAYS, "where": "三楼会议室"}
    return actions.consult(at_platform(town, **said), **asked, by=town.hat("platform"), at=MONDAY)


def with_minutes(town: Town, **said: Any) -> Case:
    by = town.hat("platform")
    return actions.keep_minutes(consulting(town, **said), minutes="住建主办，财政协办", by=by, at=MONDAY)


def called(town: Town, **said: Any) -> Case:
    units: Filled = {"host": town.units["housing"], "assisting": [town.units["finance"]]}
    return actions.dispatch(with_minutes(town, **said), **units, by=town.hat("platform"), at=MONDAY)


def signed(town: Town, **said: Any) -> Case:
    return actions.sign(called(town, **said), by=town.hat("housing"), at=MONDAY)


def reachable(town: Town, **said: Any) -> Case:
    return signed(town, **{"phone": "15000000030", **said})


def all_answered(town: Town, **said: Any) -> Case:
    return actions.co_answer(signed(town, **said), answer="钱备好了", by=town.hat("finance"), at=MONDAY)


def finished(town: Town, **said: Any) -> Case:
    return actions.finish(all_answered(town, **said), result="管子换了", by=town.hat("housing"), at=MONDAY)


def checked(town: Town, **said: Any) -> Case:
    return actions.check_pass(finished(town, **said), on_site=True, by=town.hat("guide"), at=MONDAY)


def done_again(town: Town, **said: Any) -> Case:
    case, bad = checked(town, **said), {"solved": "NO", "satisfied": "NO", "dissatisfaction": "RESULT"}
    return actions.revisit(case, **bad, reason="还在滴", by=reporter(case), at=MONDAY)


def not_reached(town: Town, **said: Any) -> Case:
    case = checked(town, **said)
    for days in (0, 1, 3):
        case = actions.unreached(case, how="没人接", by=town.hat("revisitor"), at=MONDAY + days * DAYS)
    return case


def closed(town: Town, **said: Any) -> Case:
    case = checked(town, **said)
    return actions.revisit(case, solved="YES", satisfied="YES", by=reporter(case), at=MONDAY)


def back_again(town: Town, **said: Any) -> Case:
    case = closed(town, **said)
    return actions.ask_reopening(case, facts="又漏了一地", by=reporter(case), at=MONDAY)


def disputed(town: Town, **said: Any) -> Case:
    asked = {"reason": "是水务的管", "basis": "三定方案第三条"}
    return actions.dispute(called(town, **said), **asked, by=town.hat("housing"), at=MONDAY)


def longer_asked(town: Town, **said: Any) -> Case:
    limit, by = Limit.parse("2wd"), town.hat("housing")
    return actions.extend_request(signed(town, **said), limit=limit, reason="等配件", by=by, at=MONDAY)


def suspension_asked(town: Town, **said: Any) -> Case:
    asked: Filled = {"cause": "资金尚未落实", "statement": "年内没有预算", "plan": "报明年预算"}
    asked["review_on"] = date(2027, 1, 15)
    return actions.ask_suspension(signed(town, **said), **asked, by=town.hat("housing"), at=MONDAY)


def suspended(town: Town, **said: Any) -> Case:
    return actions.suspend(suspension_asked(town, **said), by=town.hat("platform"), at=MONDAY)


def explanation_asked(town: Town, **said: Any) -> Case:
    case = actions.finish(at_street(town, **said), result="答复了", by=town.hat("street"), at=MONDAY)
    case = actions.check_pass(case, on_site=True, by=town.hat("guide"), at=MONDAY)
    return actions.ask_explanation(case, reason="条例不许占绿地", by=town.hat("street"), at=MONDAY)


def topped(town: Town, **said: Any) -> Case:
    return actions.raise_top(at_platform(town, **said), reason="要钱", by=town.hat("platform"), at=MONDAY)


def with_others_merged(town: Town, **said: Any) -> Case:
    """Who waits for the matter is told with it: three more cases close when this one does. No confidential one."""
    main = town.handling(**said)
    for number in () if main.confidential else range(3):
        other = town.accepted(words=f"{number} 单元也漏水", phone=f"1500000001{number}")
        actions.merge(other, parent=main, by=town.hat("secretary"), at=MONDAY)
        main.refresh_from_db()
    main = actions.finish(main, result="修好了", by=town.hat("worker"), at=MONDAY)
    return actions.check_pass(main, on_site=True, by=town.hat("guide"), at=MONDAY)


def with_a_twin(town: Town, **said: Any) -> Case:
    """With another such case, open and of the same kind, and a follower to take along."""
    town.accepted(words="地下室漏水，墙皮洇湿了", phone="15000000020")
    case = town.accepted(**said)
    case.followers.create(phone="15000000021")
    return case


def twin(town: Town, case: Case) -> Filled:
    return {"number": Case.objects.exclude(pk=case.pk).filter(state="dispatched").latest("pk").number}


SCENES: dict[str, Scene] = {
    "refuse": Scene("second_intake", refusal_asked),
    "ruling": Scene(
        "platform", disputed, lambda town, _: {"ruling": "MOVED", "host": town.units["finance"].pk, "reason": "归财政"}
    ),
    "extend_approve": Scene("platform", longer_asked, fixed(answer="抓紧")),
    "suspend": Scene("second_platform", suspension_asked, fixed(answer="同意")),
    "close_explained": Scene("director", explanation_asked, fixed(answer="同意")),
    "reopen": Scene("intake", back_again, fixed(facts="又漏了")),
    "decline": Scene("platform", longer_asked, fixed(reason="来得及")),
    "accept": Scene("secretary", alike, accepting),
    "top_decide": Scene("leading", topped, deciding),
    "minutes": Scene("platform", consulting, fixed(minutes="住建主办，财政协办")),
    "dispatch": Scene("platform", with_minutes, dispatching),
    "sign": Scene("housing", called),
    "report_in": Scene("housing", signed, fixed(person="褚科长", arrived_at="2026-11-16T09:00", where="地下室")),
    "contacted": Scene("housing", reachable, fixed(how="PHONE", reason="约了下午上门")),
    "rework_start": Scene("housing", done_again),
    "finish": Scene("housing", all_answered, with_photos(result="管子换了")),
    "co_answer": Scene("finance", signed, fixed(answer="钱备好了")),
    "match_resource": Scene("secretary", Town.handling, fixed(resource="none", tried="上门看过")),
    "check_pass": Scene("guide", finished, with_photos(on_site="on", note="不漏了")),
    "check_fail": Scene("guide", finished, fixed(reason="还在滴")),
    "revisit": Scene("revisitor", with_others_merged, fixed(solved="YES", satisfied="YES", reason="很满意")),
    "unreached": Scene("revisitor", checked, fixed(how="没人接")),
    "close_unreached": Scene("revisitor", not_reached, fixed(reason="三天没接"), MONDAY + 3 * DAYS),
    "whistle": Scene("director", at_street, fixed(to=4, reason="要部门", study="核实过", whistle_kind="BREAKTHROUGH")),
    "raise_top": Scene("platform", at_platform, fixed(reason="要钱")),
    "emergency_direct": Scene("street", Town.reported),
    "consult": Scene(
        "platform", at_platform,
        lambda town, _: {
            "units": [town.units[name].pk for name in ("housing", "finance")],
            "about": "管子归谁", "meets_at": "2026-11-17T09:00", "where": "三楼",
        },
    ),
    "resume": Scene("platform", suspended, fixed(reason="钱到了")),
    "dispute": Scene("housing", called, fixed(reason="是水务的管", basis="三定方案第三条")),
    "extend_request": Scene("housing", signed, fixed(amount=3, reason="等配件")),
    "ask_suspension": Scene(
        "housing", signed,
        fixed(cause="资金尚未落实", statement="没有预算", plan="报明年预算", review_on="2027-01-15"),
    ),
    "ask_refusal": Scene("intake", Town.reported, fixed(cause="属于信访事项", channel="信访部门", reason="在信访里")),
    "ask_explanation": Scene("platform", checked, fixed(reason="条例不许")),
    "rate_response": Scene("platform", finished, answering_whom),
    "rate_whistle": Scene("platform", at_platform, blown_rightly),
    "supervise": Scene("supervisor", signed, fixed(kind="LISTED", reason="拖着", due_on="2026-11-20")),
    "merge": Scene("secretary", with_a_twin, twin),
    "added": Scene("intake", signed, with_photos(words="又说了一次")),
}  # fmt: skip
