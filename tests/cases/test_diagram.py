"""The picture of the workflow: all of the table is on it, and nothing stands on anything else."""

import re
from collections import Counter
from itertools import combinations, pairwise
from typing import NamedTuple

import pytest

from cases.diagram import Arrow, Diagram, diagram, draw
from cases.diagram.labelling import Area
from cases.terms import Kind, State, Who
from cases.workflow import MOVES, Move, move

pytestmark = pytest.mark.enough_on("sqlite")

Corner = tuple[float, float]


class Leg(NamedTuple):
    """A straight piece of an arrow, as an area without breadth."""

    left: float
    top: float
    right: float
    bottom: float


@pytest.fixture(scope="module")
def picture() -> Diagram:
    return diagram()


def leads(row: Move) -> list[tuple[str, str, Kind]]:
    """What the picture has to show of a row by arrows: (source, target, event)."""
    kind = Kind(row.kind)
    sources = [str(state) for state in row.sources] or [""]
    return [(source, str(row.target), kind) for source in sources if row.target not in (None, source)]


def corners(arrow: Arrow) -> list[Corner]:
    """Where the arrow begins, bends and ends; its round corners taken for the sharp ones that they stand for."""
    found = re.findall(r"[MQ]([\d.-]+) ([\d.-]+)|L([\d.-]+) ([\d.-]+)$", arrow.path)
    return [(float(a or c), float(b or d)) for a, b, c, d in found]


def legs(arrow: Arrow) -> list[Leg]:
    points = corners(arrow)
    return [Leg(min(x, i), min(y, j), max(x, i), max(y, j)) for (x, y), (i, j) in pairwise(points)]


def boxes(drawn: Diagram) -> dict[str, Area]:
    return {node.state: Area(node.x, node.y, node.x + node.width, node.y + node.height) for node in drawn.nodes}


def names(drawn: Diagram) -> list[tuple[Arrow, Area]]:
    return [(arrow, spot.area) for arrow in drawn.arrows for spot in arrow.spots]


def passes(leg: Leg, area: Area) -> bool:
    beside = leg.right <= area.left or area.right <= leg.left
    return not beside and leg.top < area.bottom and area.top < leg.bottom


def upon_each_other(drawn: Diagram) -> int:
    areas = [area for _, area in names(drawn)]
    return sum(one.meets(other) for one, other in combinations([*areas, *boxes(drawn).values()], 2))


def test_every_state_is_a_box_and_so_is_what_comes_before_the_first(picture: Diagram) -> None:
    assert Counter(node.state for node in picture.nodes) == Counter([*map(str, State), ""])
    assert {node.label for node in picture.nodes} == {*State.labels, "新的诉求"}


def test_every_move_is_drawn_exactly_once_from_each_of_its_states(picture: Diagram) -> None:
    drawn = [(arrow.source, arrow.target, one.kind) for arrow in picture.arrows for one in arrow.moves]
    assert Counter(drawn) == Counter(lead for row in MOVES.values() for lead in leads(row))


def test_what_leads_from_one_state_to_another_is_one_arrow(picture: Diagram) -> None:
    pairs = [(arrow.source, arrow.target) for arrow in picture.arrows]
    assert len(pairs) == len(set(pairs))


def test_a_move_that_stays_stands_in_the_box_of_each_of_its_states(picture: Diagram) -> None:
    drawn = {(node.state, one.kind) for node in picture.nodes for one, _ in node.staying}
    assert drawn == {(str(s), row.kind) for row in MOVES.values() for s in row.sources if row.target in (None, s)}


def test_every_arrow_bears_the_names_of_its_events(picture: Diagram) -> None:
    for arrow in picture.arrows:
        assert [spot.text for spot in arrow.spots] == [one.kind.label for one in arrow.moves]
        assert all(str(one.kind.label) in arrow.words for one in arrow.moves)


def test_no_name_stands_on_a_box_or_on_another_name(picture: Diagram) -> None:
    assert upon_each_other(picture) == 0


def test_everything_is_inside_the_picture(picture: Diagram) -> None:
    areas = [area for _, area in names(picture)] + list(boxes(picture).values())
    areas += [Area(*leg) for arrow in picture.arrows for leg in legs(arrow)]
    assert all(area.within(picture.width, picture.height) for area in areas)


def test_the_lines_in_a_box_fit_it(picture: Diagram) -> None:
    for node in picture.nodes:
        lines = [node.name_at, *(y for _, y in node.staying)]
        assert node.y < lines[0] - 12
        assert lines == sorted(set(lines))
        assert lines[-1] < node.y + node.height
        assert all(12 * len(one.kind.label) <= node.width for one, _ in node.staying)


def test_an_arrow_runs_from_box_to_box_at_right_angles_and_through_no_other(picture: Diagram) -> None:
    around = boxes(picture)
    for arrow in picture.arrows:
        (x, y), (i, j) = corners(arrow)[0], corners(arrow)[-1]
        for (px, py), box in (((x, y), around[arrow.source]), ((i, j), around[arrow.target])):
            assert px in (box.left, box.right) or py in (box.top, box.bottom)
            assert box.left <= px <= box.right
            assert box.top <= py <= box.bottom
        for leg in legs(arrow):
            assert leg.left == leg.right or leg.top == leg.bottom
            assert not [state for state, box in around.items() if passes(leg, box)]


def test_no_arrow_runs_through_the_name_of_another(picture: Diagram) -> None:
    crossed = [
        (arrow.words, other.words)
        for arrow in picture.arrows
        for leg in legs(arrow)
        for other, area in names(picture)
        if other is not arrow and passes(leg, area)
    ]
    assert not crossed


def test_a_name_stands_by_its_own_arrow(picture: Diagram) -> None:
    near = 26  # two lines of writing
    for arrow in picture.arrows:
        for spot in arrow.spots:
            around = Area(spot.area.left - near, spot.area.top - near, spot.area.right + near, spot.area.bottom + near)
            assert any(passes(leg, around) for leg in legs(arrow)), arrow.words


def test_arrows_to_different_boxes_never_run_upon_each_other(picture: Diagram) -> None:
    for one, other in combinations(picture.arrows, 2):
        if one.target != other.target:
            assert not [(a, b) for a in legs(one) for b in legs(other) if _together(a, b)], (one.words, other.words)


def _together(one: Leg, other: Leg) -> bool:
    """Along the same line for more than a point."""
    if one.left == one.right == other.left == other.right:
        return min(one.bottom, other.bottom) > max(one.top, other.top)
    if one.top == one.bottom == other.top == other.bottom:
        return min(one.right, other.right) > max(one.left, other.left)
    return False


def test_the_same_table_is_drawn_alike(picture: Diagram) -> None:
    assert draw(MOVES.values()) == picture


def test_it_is_drawn_once_as_long_as_the_table_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    first = diagram()
    assert diagram() is first
    monkeypatch.setitem(MOVES, Kind.RESUME, move(Kind.RESUME, "SUSPENDED", State.REVISIT, {Who.SYSTEM}))
    assert ("suspended", "revisit") in {(arrow.source, arrow.target) for arrow in diagram().arrows}


@pytest.mark.parametrize(
    "added",
    [
        move(Kind.SUPERVISE, "CHECKING REVISIT", State.SUSPENDED, {Who.SYSTEM}),
        move(Kind.CONSULT, "SUBMITTED ACCEPTED", State.TOPPED, {Who.OWNER_HEAD}),
        move(Kind.WITHDRAW, "REVISIT CHECKING TOPPED", State.WITHDRAWN, {Who.REPORTER}),
    ],
    ids=lambda added: str(added.kind),
)
def test_a_move_that_is_added_finds_its_place_by_itself(added: Move) -> None:
    drawn = draw([*MOVES.values(), added])
    there = [(arrow.source, arrow.target, one.kind) for arrow in drawn.arrows for one in arrow.moves]
    assert set(there) >= set(leads(added))
    assert upon_each_other(drawn) == 0
