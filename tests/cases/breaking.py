"""One rule broken and no other: where the case is, the step that would pass there, what is wrong with it.

    but("study_note", K.WHISTLE, at(S.HANDLING, 3), study=" ")                 right but for this word
    until("resource_matched", K.WHISTLE, at(S.HANDLING, 1), K.MATCH_RESOURCE)  refused until that has been done
    unlike("leader_decides", K.REWORK_START, at(S.REWORK, 5, …), at(…))        nothing mends it; the other case passes

Each gives a Breach; tests/cases/test_every_guard.py is the table of them. STEPS says who takes each step, with which
words; what a row says in `given` is another word that is right as well.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from operator import attrgetter
from typing import Any

from cases import actions
from cases.models import Case, Category, DutyItem, Event, Proposal, Reason
from cases.terms import Kind, Notice, State, Urgency
from partyorg.actions import appoint
from partyorg.hats import Hat
from partyorg.kinds import Role
from tests.cases.reaching import DECISION, LATER, SUSPENSION, WORDS, Scene, brought_back_to, brought_to, main_case
from tests.factories import LONG_AGO, MONDAY, Town
from worktime.limits import Limit, Unit

K, N = Kind, Notice
Row = Kind | Notice
Words = dict[str, Any]
Way = Callable[[Town], Scene]
Deed = Row | Callable[[Scene], Scene]


@dataclass(frozen=True, slots=True)
class Breach:
    """The step `kind`, taken with the words `given` and `wrong`, is refused in `brought`, by `rule`.

    Without what is wrong, and once `mends` have been done, it passes in `passing`: mostly the same case.
    """

    rule: str
    kind: Row
    brought: Way
    given: Words
    wrong: Words
    passing: Way
    mends: tuple[Deed, ...] = ()


def but(rule: str, kind: Row, brought: Way, /, *, given: Words | None = None, **wrong: Any) -> Breach:
    return Breach(rule, kind, brought, given or {}, wrong, brought)


def until(rule: str, kind: Row, brought: Way, /, *mends: Deed, given: Words | None = None) -> Breach:
    return Breach(rule, kind, brought, given or {}, {}, brought, mends)


def unlike(rule: str, kind: Row, brought: Way, instead: Way, /) -> Breach:
    return Breach(rule, kind, brought, {}, {}, instead)


# A word that is a function is asked of the scene in which the step is taken. `by` and `at` are words as well.
HEAD, SECOND_HEAD, HAND, ONE_UP = map(attrgetter, ("head", "second_head", "hand", "one_up"))
REPORTER, CASE, OWNER, HOST = map(attrgetter, ("reporter", "case", "case.owner_org", "case.host_org"))
TIME_IS_UP: Callable[[Scene], Any] = attrgetter("case.handle_by")


def unit(key: str) -> Callable[[Scene], Any]:
    return lambda one: one.town.units[key]


def units(*keys: str) -> Callable[[Scene], Any]:
    return lambda one: [one.town.units[key] for key in keys]


def place(key: str) -> Callable[[Scene], Any]:
    return lambda one: one.town.places[key]


def category(code: str) -> Callable[[Scene], Any]:
    return lambda one: Category.objects.get(code=code)


def another(**said: Any) -> Callable[[Scene], Case]:
    """A case beside the one that is looked at, of the same grid."""
    return lambda one: one.town.accepted(words="单元门口漏水", **said)


def far_away(one: Scene) -> Case:
    return one.town.reported(place=one.town.places["far_grid"])


def taken_back(one: Scene) -> Case:
    case = main_case(one.town)
    return actions.withdraw(case, by=Hat(reporter_of=case.pk), at=MONDAY)


def the_community_for_itself(one: Scene) -> Hat:
    """Who has done the work is the reporter as well."""
    return Hat(person=one.town.people["community"], reporter_of=one.case.pk)


def _first_whistle(one: Scene) -> Event:
    return one.case.events.filter(kind=K.WHISTLE).earliest("seq")


def _next_rung(one: Scene) -> int:
    return one.case.owner_level + 1


_IN_TWO_WEEKS = date(2026, 11, 30)
_STARS: Words = {"on_time": True, "solved": True, "manner": 5}
_SETTLED: Words = {"category": category("LEAK"), "urgency": Urgency.NORMAL, "place": place("grid"), "checked": True}


def _usually(verb: Callable[..., Case], **words: Any) -> tuple[Callable[..., Case], Words]:
    return verb, words


STEPS: dict[Row, tuple[Callable[..., Case], Words]] = {
    K.REFUSE: _usually(actions.refuse, by="second_intake"),
    K.MERGE: _usually(actions.merge, by="intake", parent=lambda one: main_case(one.town)),
    K.WITHDRAW: _usually(actions.withdraw, by=REPORTER),
    K.ACCEPT: _usually(actions.accept, by="secretary", **_SETTLED),
    K.EMERGENCY_DIRECT: _usually(actions.emergency_direct, by="director"),
    K.DISPATCH: _usually(actions.dispatch, by=HEAD, host=OWNER),
    K.SIGN: _usually(actions.sign, by=HAND),
    K.DISPUTE: _usually(actions.dispute, by="housing", reason="不是本部门的职责", basis="三定方案第六条"),
    K.MATCH_RESOURCE: _usually(actions.match_resource, by="secretary", resource=None, tried="上门看过"),
    K.WHISTLE: _usually(actions.whistle, by=HEAD, to=_next_rung, reason="本级办不了", study="要部门来"),
    K.SUPERVISE: _usually(actions.supervise, by="supervisor", kind="LISTED", reason="领导批示", due_on=_IN_TWO_WEEKS),
    K.REPORT_IN: _usually(actions.report_in, by=HAND, person="褚科长", arrived_at=LATER, where="地下室"),
    K.CONSULT: _usually(actions.consult, by=HEAD, units=units("housing"), about="谁来修", meets_at=LATER, where="街道"),
    K.RAISE_TOP: _usually(actions.raise_top, by=HEAD, reason="资金协调不了"),
    K.TOP_DECIDE: _usually(actions.top_decide, by=HEAD, host=unit("housing"), **DECISION),
    K.EXTEND_REQUEST: _usually(actions.extend_request, by=HAND, limit=Limit(1, Unit.WORKING_DAY), reason="材料没到"),
    K.EXTEND_APPROVE: _usually(actions.extend_approve, by=ONE_UP),
    K.SUSPEND: _usually(actions.suspend, by="second_platform"),
    K.FINISH: _usually(actions.finish, by=HAND, result="换了管子"),
    K.CHECK_PASS: _usually(actions.check_pass, by="guide", on_site=True),
    K.CHECK_FAIL: _usually(actions.check_fail, by="guide", reason="还在漏"),
    K.REVISIT_OK: _usually(actions.revisit, by=REPORTER, solved="YES", satisfied="MOSTLY"),
    K.REVISIT_BAD: _usually(actions.revisit, by=REPORTER, solved="NO", satisfied="NO", reason="还在漏"),
    K.REWORK_START: _usually(actions.rework_start, by=HAND),
    K.CLOSE_EXPLAINED: _usually(actions.close_explained, by=SECOND_HEAD),
    K.REOPEN: _usually(actions.reopen, by="intake", facts="雨后又漏了"),
    N.ASK_REFUSAL: _usually(actions.ask_refusal, by="intake", cause="属于信访事项", channel="信访部门"),
    N.ASK_SUSPENSION: _usually(actions.ask_suspension, by=HAND, **SUSPENSION),
    N.ASK_EXPLANATION: _usually(actions.ask_explanation, by=HEAD, reason="诉求不合政策，已书面答复"),
    N.ASK_REOPENING: _usually(actions.ask_reopening, by=REPORTER, facts="昨晚又漏了"),
    N.RULING: _usually(actions.rule_dispute, by=HEAD, host=HOST, reason="属于本部门职责"),
    N.DECLINE: _usually(actions.decline, by="second_platform", reason="理由不够"),
    N.MINUTES: _usually(actions.keep_minutes, by=HEAD, minutes="住建局牵头"),
    N.CONTACTED: _usually(actions.contacted, by=HAND, how="PHONE", reason="明天上门"),
    N.UNREACHED: _usually(actions.unreached, by="revisitor", how="晚上打的"),
    N.RATED: _usually(actions.rate_response, by="secretary", whistle=_first_whistle, **_STARS),
    N.ADDED: _usually(actions.attach, by=REPORTER, words="楼上也漏了"),
    N.URGED: _usually(actions.urge, by=REPORTER),
}


def about_to(scene: Scene, kind: Row, words: Mapping[str, Any]) -> Callable[[], Case]:
    """The step, ready to be taken: with its usual words, but for those that are given here."""
    verb, usual = STEPS[kind]
    one = replace(scene, case=Case.objects.with_faces().get(pk=scene.case.pk))
    filled = {key: word(one) if callable(word) else word for key, word in {"at": LATER, **usual, **words}.items()}
    if isinstance(filled["by"], str):
        filled["by"] = one.town.hat(filled["by"], filled["at"])
    return lambda: verb(one.case, **filled)


def all_that_is_written() -> list[Any]:
    """The cases and the questions as their rows stand, versions among them, and the length of the history."""
    rows = [list(model.objects.order_by("pk").values()) for model in (Case, Proposal)]
    return [*rows, Event.objects.count()]


def done(kind: Row, /, **words: Any) -> Callable[[Scene], Scene]:
    return lambda one: replace(one, case=about_to(one, kind, {"at": MONDAY, **words})())


def after(scene: Scene, deeds: tuple[Deed, ...]) -> Scene:
    for deed in deeds:
        scene = deed(scene) if callable(deed) else done(deed)(scene)
    return scene


@cache
def at(state: State, level: int, *deeds: Deed) -> Way:
    return lambda town: after(brought_to(town, state, level), deeds)


def again_at(state: State, level: int, *deeds: Deed) -> Way:
    """It has been finished once and was found wanting."""
    return lambda town: after(brought_back_to(town, state, level), deeds)


@cache
def said(*deeds: Deed, **words: Any) -> Way:
    """Only reported, with these words beside the usual ones. A category by its code."""
    return lambda town: after(Scene(town, town.reported(WORDS, **_looked_up(words))), deeds)


def _looked_up(words: Words) -> Words:
    code = words.get("category")
    return {**words, "category": Category.objects.get(code=code)} if code else words


@cache
def working(*deeds: Deed, **words: Any) -> Way:
    """The grid has it in hands."""
    return lambda town: after(Scene(town, town.handling(**words)), deeds)


def beside_another(town: Town) -> Scene:
    """What was reported before it sounds the same."""
    town.reported(WORDS)
    return brought_to(town, State.SUBMITTED, 1)


def accepted_by_the_system(town: Town) -> Scene:
    """Of a community: neither its grid nor its category is known, and nobody has accepted it in time."""
    case = town.reported(place=town.places["community"])
    actions.sweep(at=MONDAY + timedelta(hours=3))
    return Scene(town, case)


def disputed_by_who_rules(town: Town) -> Scene:
    """One person with two posts: at the department that is called, and at the street that calls it."""
    _appointed(town, "street", Role.UNIT_OFFICER, organisation=town.units["housing"])
    return at(State.HANDLING, 3, called, done(K.DISPUTE, by="street"))(town)


def revisitor_was_there(town: Town) -> Scene:
    """One person with two posts: the street's revisitor went to the reporter for the grid."""
    _appointed(town, "revisitor", Role.GRID_WORKER, place=town.grid)
    return at(State.HANDLING, 1, done(N.CONTACTED, by="revisitor"), K.FINISH, K.CHECK_PASS)(town)


def _appointed(town: Town, name: str, role: Role, **where: Any) -> None:
    appoint(town.people[name], role=role, from_date=LONG_AGO, by=None, at=MONDAY, **where)


# What happens to a case, or around it, beside the usual steps.


def called(one: Scene) -> Scene:
    return one.called()


def joined_by_another(one: Scene) -> Scene:
    """A second report of the same matter is merged into this one."""
    actions.merge(one.town.reported(), parent=one.case, by=one.town.hat("intake"), at=MONDAY)
    return one


finance_beside_housing = done(K.DISPATCH, host=unit("housing"), assisting=units("finance"))


def finance_has_answered(one: Scene) -> Scene:
    return one.does(actions.co_answer, "finance", answer="资金已拨付")


def _edited(rows: type[Reason] | type[Category], **columns: bool) -> Callable[[Scene], Scene]:
    """An administrator changes the register, for all that is in it."""

    def edit(one: Scene) -> Scene:
        rows.objects.update(**columns)
        return one

    return edit


causes_off_the_list, causes_on_the_list = _edited(Reason, is_active=False), _edited(Reason, is_active=True)
now_safety, no_longer_safety = _edited(Category, safety=True), _edited(Category, safety=False)


def now_the_communitys_duty(one: Scene) -> Scene:
    assert one.case.category
    DutyItem.objects.create(level=2, category=one.case.category, name="小修小补")
    return one
