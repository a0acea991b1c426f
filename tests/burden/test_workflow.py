"""The table of deeds, walked: what it allows passes, everything else is refused; the document has the same table."""

from itertools import product
from pathlib import Path

import pytest

from burden import actions
from burden.models import Assignment, ListedMatter, Step, Task
from burden.workflow import BEFORE_THE_GATE, MOVES, Deed, State, Who
from tests.burden.conftest import day, given, on_the_community, page, state, text
from tests.factories import MONDAY, Town

IN_THE_PART_OF = {Who.GIVER: "housing", Who.COMMUNITY: "community", Who.STREET: "street"}


def standing(town: Town, where: State) -> Assignment:
    """An assignment that is there already, with no steps behind it."""
    task = Task.objects.create(
        title="事项", what="做", due_on=day(30), basis="依据", issuer=town.units["housing"], given_at=MONDAY
    )
    put_on_at = None if where in BEFORE_THE_GATE else MONDAY
    return Assignment.objects.create(task=task, community=town.places["community"], state=where, put_on_at=put_on_at)


@pytest.mark.parametrize("where", State)
def test_what_the_table_allows_passes_and_everything_else_is_refused(town: Town, where: State):
    for deed, who in product(MOVES, Who):
        assignment, move = standing(town, where), MOVES[deed]
        response = town.client(IN_THE_PART_OF[who]).post(page(assignment, deed.lower()), {"note": "一句话"})
        allowed = (move.source, move.who) == (where, who)
        refused = 403 if move.who != who else 409
        assert response.status_code == (302 if allowed else refused), (deed, who)
        assert state(assignment) == (move.target if allowed else where), (deed, who)
        assert Step.objects.filter(assignment=assignment).count() == allowed, (deed, who)


def test_of_two_at_once_the_second_is_told(town: Town):
    assignment = given(town)
    first, second = (Assignment.objects.with_faces().get(pk=assignment.pk) for _ in range(2))
    actions.take(first, Deed.ADMIT, by=town.hat("street"), at=MONDAY)
    with pytest.raises(actions.Refused) as refused:
        actions.take(second, Deed.BAR, note="不行", by=town.hat("street"), at=MONDAY)
    assert refused.value.rule == "conflict"
    assert state(assignment) == "PUT"


def test_a_line_that_ended_while_the_form_was_open_is_refused(town: Town, matter: ListedMatter):
    task = on_the_community(town, matter).task
    ListedMatter.objects.update(to_date=day(15))
    asked = actions.Asked("事项", "做", day(30), task.issuer, [town.places["community"]], matter)
    with pytest.raises(actions.Refused) as refused:
        actions.assign(asked, by=town.hat("housing"), at=MONDAY)
    assert refused.value.rule == "listed_today"


def test_the_document_has_the_table() -> None:
    lines = Path("docs/authorization.md").read_text(encoding="utf8").splitlines()
    rows = [[cell.strip(" `") for cell in line.split("|")[1:-1]] for line in lines if line.startswith("| `")]
    written = {row[0]: row[1:] for row in rows if row[0] in Deed.__members__}
    assert written == {
        deed.name: [move.who, move.source, move.target, _words(bool(move.words_missing), move.once)]
        for deed, move in MOVES.items()
    }


def _words(needed: bool, once: bool) -> str:
    return ("yes, once" if once else "yes") if needed else "no"


def test_the_page_says_what_a_community_bears_already(town: Town, matter: ListedMatter):
    on_the_community(town, matter)
    asked = given(town)
    assert "来自 1 个单位" in text(town.client("street").get(page(asked)))
    assert "社区负担" not in text(town.client("housing").get(page(asked))).split("<main")[1]
