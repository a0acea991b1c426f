"""One life: a town, its clock, the cases in it. People and the sweep do what they do; each deed is a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Min, Prefetch, prefetch_related_objects

from cases import actions
from cases.models import AssistingUnit, Case, Event
from cases.terms import Kind, Notice
from notifications import actions as outbox
from partyorg.hats import RESIDENT, Hat
from tests.cases.living import story
from tests.cases.living.deeds import DEEDS, Doing, spoiled
from tests.cases.living.look import Look
from tests.factories import PEOPLE, Town

NOT_OF_THE_STAFF = ["诉求人", "居民", "反映了事情的书记"]
HATS = [*PEOPLE, *NOT_OF_THE_STAFF]
READ_WITH_A_CASE: list[Any] = [
    Prefetch("events", Event.objects.select_related("owner_org", "host_org").order_by("seq")),
    Prefetch("assisting", AssistingUnit.objects.select_related("organisation")),
    "proposals",
    "consultations",
    "ratings",
]


class Life:
    def __init__(self, town: Town, at: datetime) -> None:
        self.town, self.now = town, at
        self.log: list[str] = []
        self.look = Look()
        self._hats: dict[str, Hat] = {}

    # who

    def hat(self, name: str, case: Case) -> Hat:
        """The reporter has the tracking code; the resident signs in; a secretary may have reported it as well."""
        match name:
            case "诉求人":
                return Hat(reporter_of=case.pk)
            case "居民":
                return Hat(person=self.town.people["resident"])
            case "反映了事情的书记":
                return replace(self.hat("secretary", case), reporter_of=case.pk)
        if name not in self._hats:
            self._hats[name] = self.town.hat(name, self.now)  # their posts are in force all the time
        return self._hats[name]

    def shown(self, name: str) -> str:
        return PEOPLE[name][0] if name in PEOPLE else name

    # which

    def case(self, which: int) -> Case:
        """One of the cases of this life, as a page reads it."""
        return self.read(self.look.numbers[which % len(self.look.numbers)])

    def read(self, pk: int) -> Case:
        case = Case.objects.with_faces().get(pk=pk)
        prefetch_related_objects([case], *READ_WITH_A_CASE)
        return case

    # what

    def offers(self, case: Case, name: str) -> list[Kind | Notice]:
        """What this person's page offers."""
        hat = self.hat(name, case)
        kinds = [move.kind for move in actions.moves_for(case, hat, at=self.now) if move.kind in DEEDS]
        return kinds + ([Notice.CO_ANSWER] if actions.awaited_answer(case, by=hat) else [])

    def may(self, name: str, case: Case, kind: Kind | Notice) -> bool:
        try:
            actions.may_begin(case, kind, by=self.hat(name, case), at=self.now)
        except actions.Refused:
            return False
        return True

    def everybody_s_offers(self, case: Case) -> list[tuple[str, Kind | Notice]]:
        return [(name, kind) for name in HATS for kind in self.offers(case, name)]

    def do(self, name: str, case: Case, kind: Kind | Notice, *, pick: int = 0, good: bool = True) -> str:
        """Somebody does it, or is refused. Returns the rule of the refusal, "" when it is done."""
        hat = self.hat(name, case)
        verb, fill = DEEDS.get(kind, (_only_asked, lambda _: {"kind": kind}))
        doing = Doing(self.town, case, hat, self.now, pick, tuple(self.look.cases.values()))
        filled = dict(fill(doing)) if good else spoiled(fill(doing), doing)
        said = f"{self.shown(name)} {story.deed(kind, filled, self.look.nth(case.pk))}"
        return self._told(said, lambda: verb(case, **filled, by=hat, at=self.now))

    def report(self, said: actions.Report, name: str) -> None:
        by = {"路人": RESIDENT, "居民": Hat(person=self.town.people["resident"])}.get(name) or self.town.hat(name)
        words = "，".join(filter(None, [said.channel.label, "匿名" * said.anonymous, "保密" * said.confidential]))
        self._told(
            f"{self.shown(name)} 上报“{said.words}”（{words}）", lambda: actions.report(said, by=by, at=self.now)
        )

    def goes_as(self, *kinds: Kind | Notice) -> None:
        """The first case goes this way, each step by the first person to whom it is offered."""
        for kind in kinds:
            case = self.case(0)
            name = next(name for name in HATS if self.may(name, case, kind))
            refusal = self.do(name, case, kind)
            assert not refusal, self.log[-1]

    # when

    def wait(self, span: timedelta) -> None:
        self.now += span
        self.look.swept = False

    def sweep(self) -> None:
        self._told("系统 巡检", lambda: actions.sweep(at=self.now))
        self.look.swept = True

    def until_the_next_clock(self, late: timedelta = timedelta()) -> None:
        first = Case.objects.aggregate(first=Min("due_at"))["first"]
        if first is not None:
            self.now = max(self.now, first + late)
            self.sweep()

    def recompute(self, because: str) -> None:
        self._told(f"管理员 {because}，时限重算", lambda: actions.recompute_open_deadlines(at=self.now))

    def tell(self) -> None:
        outbox.announce(at=self.now)

    # told

    def _told(self, said: str, deed: Any) -> str:
        """Done or refused, it becomes a line of the story; what has changed is looked at afterwards."""
        rule = how = ""
        try:
            deed()
        except actions.Refused as refusal:
            rule, how = refusal.rule, f"拒绝（{refusal}）"
        except BaseException as crash:
            self.log.append(f"{story.moment(self.now)} {said} → 出错：{crash!r}")
            raise
        fresh = self.look.again()
        self.log.append(f"{story.moment(self.now)} {said} → {how or story.outcome(fresh)}")
        self.look.refused = bool(rule)
        return rule

    def story(self) -> Iterator[str]:
        yield from self.log
        for nth, case in enumerate(self.look.cases.values(), start=1):
            yield story.standing(case, nth)


def _only_asked(case: Case, *, kind: Kind | Notice, by: Hat, at: datetime) -> None:
    """A step that is no person's: whoever forces it is refused."""
    actions.permit(case, kind, by=by, at=at)
    raise AssertionError(f"{kind.label} was permitted")
