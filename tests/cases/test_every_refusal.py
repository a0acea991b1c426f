"""What the table does not allow: every state × every event × everybody, refused by the rule that says so.

Who is what to the case is written down here once more, person by person, and what they may do is read from
docs/authorization.md. Nothing of the expectation comes from the code that refuses.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import pytest

from cases import actions
from cases.models import Case
from cases.notes import ROWS
from cases.rules import RULES
from cases.standing import standings
from cases.terms import Kind, Notice, State, Who
from cases.workflow import Move
from partyorg.hats import RESIDENT, SYSTEM, Hat
from tests.cases.reaching import LATER, brought_to
from tests.factories import PEOPLE, Town
from tests.meta.tables import rows_of_the_table

pytestmark = pytest.mark.enough_on("sqlite")

W = Who
TABLE = rows_of_the_table()

# What a post makes of somebody wherever a case of the first grid stands.
ALWAYS: dict[str, set[Who]] = {
    "secretary": {W.WHISTLER},
    "worker": {W.CHECKER},
    "guide": {W.CHECKER},
    "next_worker": {W.CHECKER},
    "community": {W.INTAKE, W.WHISTLER},
    "intake": {W.INTAKE},
    "second_intake": {W.INTAKE},
    "street": {W.INTAKE, W.COMMAND_CENTRE, W.WHISTLER},
    "street_secretary": {W.COMMAND_CENTRE, W.WHISTLER},
    "director": {W.COMMAND_CENTRE, W.WHISTLER},
    "revisitor": {W.REVISIT_OFFICER},
    "platform": {W.APPROVER, W.WHISTLER},
    "second_platform": {W.APPROVER, W.WHISTLER},
    "supervisor": {W.SUPERVISOR},
    "leading": {W.APPROVER, W.WHISTLER},
    "system": {W.SYSTEM},
    "reporter": {W.REPORTER},
}
STREET, PLATFORM = ("street", "street_secretary", "director"), ("platform", "second_platform")


@dataclass(frozen=True)
class Standing:
    """A case at a level, and those who are more to it than their posts make them everywhere."""

    level: int
    host: str
    heads: tuple[str, ...]
    above: tuple[str, ...]
    hands: tuple[str, ...]
    above_the_owner: tuple[str, ...] = ()  # where that is not `above`: in 待回访 the owner explains, not the host

    def of(self, name: str, state: State) -> set[Who]:
        above = self.above_the_owner if self.above_the_owner and state == State.REVISIT else self.above
        held = {W.ANYONE, *ALWAYS.get(name, ())}
        held |= {W.OWNER_HEAD} if name in self.heads else set()
        held |= {W.BRANCH_SECRETARY} if name in self.heads and self.level == 1 else set()
        held |= {W.ONE_UP} if name in above else set()
        held |= {W.HOST} if name in self.hands else set()
        held |= {W.HOST_DEPARTMENT} if name in self.hands and self.host == "housing" else set()
        return held - ({W.REVISIT_OFFICER} if self.host == "street_unit" else set())  # its own unit did the work


STANDINGS = [
    Standing(1, "branch", ("secretary",), ("community", *STREET), ("secretary", "worker", "guide")),
    Standing(2, "community_unit", ("community",), STREET, ("community",)),
    Standing(3, "street_unit", STREET, PLATFORM, STREET),
    Standing(3, "housing", STREET, PLATFORM, ("housing",)),
    Standing(4, "platform", PLATFORM, ("leading",), PLATFORM),
    Standing(4, "housing", PLATFORM, PLATFORM, ("housing",), above_the_owner=("leading",)),
    Standing(5, "housing", ("leading",), ("leading",), ("housing",)),
]
EVERYBODY = [*PEOPLE, "system", "reporter", "stranger"]


def hat(town: Town, name: str, case: Case) -> Hat:
    return {"system": SYSTEM, "reporter": Hat(reporter_of=case.pk), "stranger": RESIDENT}.get(name) or town.hat(name)


def case_of(town: Town, standing: Standing) -> Case:
    scene = brought_to(town, State.HANDLING, standing.level)
    if standing.host == "housing":
        scene.called()
    assert scene.case.host_org == town.units[standing.host]
    return scene.case


def expected(row: Move, state: State, level: int, held: set[Who]) -> str:
    """The rule that refuses, in the order in which the page says they are asked; "" where none of them does."""
    if level not in row.levels:
        return "not_this_level"
    if row.who.isdisjoint(held):
        return "not_yours"
    return "" if state in row.sources else "not_now"


def in_every_state(case: Case) -> Iterator[Case]:
    """Set by hand: how a case comes into a state is walked elsewhere, here it is only asked what may be done in it."""
    for state in State:
        Case.objects.filter(pk=case.pk).update(state=state, closed_at=LATER)
        yield Case.objects.with_faces().get(pk=case.pk)


@pytest.mark.parametrize("standing", STANDINGS, ids=lambda one: f"{one.level}-{one.host}")
def test_everybody_is_to_a_case_what_the_page_says(town: Town, standing: Standing) -> None:
    case = case_of(town, standing)
    found = {name: set(standings(hat(town, name, case), case)) for name in EVERYBODY}
    assert found == {name: standing.of(name, State(case.state)) for name in EVERYBODY}


@pytest.mark.parametrize("standing", STANDINGS, ids=lambda one: f"{one.level}-{one.host}")
def test_whatever_the_table_does_not_allow_is_refused_with_its_rule(town: Town, standing: Standing) -> None:
    case = case_of(town, standing)
    hats = {name: hat(town, name, case) for name in EVERYBODY}
    wrong = []
    for at_hand in in_every_state(case):
        state = State(at_hand.state)
        for (kind, row), (name, worn) in product(TABLE.items(), hats.items()):
            rule = expected(row, state, standing.level, standing.of(name, state))
            if rule and (answer := refusal(at_hand, kind, worn)) != rule:
                wrong.append(f"{name} may not {kind} in {state}: {rule}, not {answer}")
    assert wrong == []
    assert Case.objects.get(pk=case.pk).version == case.version == case.events.count()


def refusal(case: Case, kind: Kind | Notice, worn: Hat) -> str:
    with pytest.raises(actions.Refused) as refused:
        actions.permit(case, kind, by=worn, at=LATER)
    assert str(refused.value)
    return refused.value.rule


def test_the_same_table_stands_in_the_code_and_every_rule_has_its_sentence() -> None:
    assert set(TABLE) == set(ROWS)
    assert {guard for row in TABLE.values() for guard in row.guards} <= set(RULES)
