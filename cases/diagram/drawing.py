"""The workflow as a drawing: boxes for the states, arrows for the moves, generated from the table that runs.

Only where a state stands is said by hand; arrows find their ways and names their places by themselves, so that a move
that is added to the table is drawn without anybody's help.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from cases.diagram.labelling import ARROW, CELL, LINE, MARGIN, Labelling, Spot, width_of
from cases.diagram.routing import Board, Box, Pair, Way, towards
from cases.terms import TERMINAL, State, Who
from cases.workflow import Move

S = State
START = ""  # where reports come from; no state
PHASES = [("受理", 1), ("派单", 1), ("签收", 1), ("处置", 2), ("核查", 1), ("回访", 1), ("结案", 1)]
ROWS: list[Mapping[str, int]] = [  # state → column
    {START: 0, S.CONSULTING: 3, S.TOPPED: 4},
    {S.SUBMITTED: 0, S.ACCEPTED: 1, S.DISPATCHED: 2, S.HANDLING: 3, S.CHECKING: 5, S.REVISIT: 6, S.CLOSED: 7},
    {S.REFUSED: 0, S.WITHDRAWN: 1, S.MERGED: 2, S.SUSPENDED: 3, S.REWORK: 4},
]
BROAD, NARROWEST_GAP, BETWEEN_ROWS, ABOVE, BELOW = 7, 4, 8, 5, 2  # in cells of the lattice
HEADING, NAME, CORNER = 30, 20, 6  # in the units of the drawing


@dataclass(frozen=True, slots=True)
class Node:
    """A state. `staying`: the moves that leave it where it is, each on a line of its own."""

    state: str
    label: str
    x: int
    y: int
    width: int
    height: int
    name_at: int
    staying: tuple[tuple[Move, int], ...] = ()

    @property
    def middle(self) -> float:
        return self.x + self.width / 2

    @property
    def is_end(self) -> bool:
        return self.state in TERMINAL


@dataclass(frozen=True, slots=True)
class Arrow:
    """The moves that lead from one state to another. `spots`: where the name of each stands."""

    source: str
    target: str
    moves: tuple[Move, ...]
    path: str
    spots: tuple[Spot, ...]

    @property
    def words(self) -> str:
        """The arrow in words: what is heard instead of it, and shown when the pointer rests on it."""
        events = "、".join(str(move.kind.label) for move in self.moves)
        return f"{_label(self.source)} → {_label(self.target)}：{events}"

    @property
    def by_system(self) -> bool:
        return all(move.who == {Who.SYSTEM} for move in self.moves)

    @property
    def names(self) -> list[tuple[Move, Spot]]:
        return list(zip(self.moves, self.spots, strict=True))


@dataclass(frozen=True, slots=True)
class Phase:
    label: str
    x: float
    width: float

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Diagram:
    width: int
    height: int
    phases: tuple[Phase, ...]
    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]

    @property
    def bottom(self) -> int:
        """The height with the names of the phases, which stand above the board."""
        return self.height + HEADING


def draw(moves: Iterable[Move]) -> Diagram:
    leading, staying = bundled(moves)
    columns = _columns(leading)
    boxes = _boxes(columns, staying)
    board = Board(columns[-1] + BROAD + 1, max(box.bottom for box in boxes.values()) + BELOW, boxes)
    board.lay(leading)
    names = {pair: [str(move.kind.label) for move in group] for pair, group in leading.items()}
    spots = Labelling(board, names).place()
    return Diagram(
        board.width * CELL,
        board.height * CELL,
        tuple(_phases(columns)),
        tuple(_node(state, box, staying.get(state, [])) for state, box in boxes.items()),
        tuple(
            Arrow(*pair, tuple(group), _path(board.ways[pair]), tuple(spots[pair])) for pair, group in leading.items()
        ),
    )


def bundled(moves: Iterable[Move]) -> tuple[dict[Pair, list[Move]], dict[str, list[Move]]]:
    """Moves that lead from one state to another by both of them; those that stay, by the state."""
    leading, staying = defaultdict(list), defaultdict(list)
    for move in moves:
        for source in sorted(map(str, move.sources)) or [START]:
            if move.target in (None, source):
                staying[source].append(move)
            else:
                leading[source, str(move.target)].append(move)
    return dict(leading), dict(staying)


def _columns(leading: dict[Pair, list[Move]]) -> list[int]:
    """Where each column begins, so that names have room between neighbours."""
    gaps = [1] + [NARROWEST_GAP] * (sum(columns for _, columns in PHASES) - 1)
    column_of = [{str(state): column for state, column in row.items()} for row in ROWS]
    for (source, target), moves in leading.items():
        for row in column_of:
            if source in row and target in row and abs(row[source] - row[target]) == 1:
                room = max(width_of(str(move.kind.label)) for move in moves) + 2 * MARGIN + ARROW
                right = max(row[source], row[target])
                gaps[right] = max(gaps[right], ceil(room / CELL))
    starts, x = [], 0
    for gap in gaps:
        starts.append(x + gap)
        x += gap + BROAD
    return starts


def _boxes(columns: list[int], staying: dict[str, list[Move]]) -> dict[str, Box]:
    boxes, y = {}, ABOVE
    for row in ROWS:
        high = {str(state): _high(len(staying.get(state, []))) for state in row}
        tallest = max(high.values())
        for state, column in row.items():
            boxes[str(state)] = Box(columns[column], y + (tallest - high[state]) // 2, BROAD, high[state])
        y += tallest + BETWEEN_ROWS
    return boxes


def _high(lines: int) -> int:
    """In cells, and even, so that all boxes of a row have their middles on one line."""
    return 2 * ceil((30 + lines * LINE + (6 if lines else 0)) / CELL / 2)


def _node(state: str, box: Box, staying: list[Move]) -> Node:
    spare = (box.height * CELL - 20 - LINE * len(staying)) // 2
    name_at = box.y * CELL + spare + 16
    lines = tuple((move, name_at + 18 + LINE * index) for index, move in enumerate(staying))
    sides = (box.x * CELL, box.y * CELL, box.width * CELL, box.height * CELL)
    return Node(state, _label(state), *sides, name_at, lines)


def _label(state: str) -> str:
    return str(State(state).label) if state else "新的诉求"


def _phases(columns: list[int]) -> Iterator[Phase]:
    edges = [0.0, *((one + BROAD + other) / 2 for one, other in pairwise(columns)), columns[-1] + BROAD + 1.0]
    column = 0
    for label, count in PHASES:
        left, right = edges[column], edges[column + count]
        yield Phase(label, left * CELL, (right - left) * CELL)
        column += count


def _path(way: Way) -> str:
    """As SVG writes it, with round corners."""
    (x, y), *_ = way
    path = [f"M{x * CELL} {y * CELL}"]
    for before, (x, y), after in zip(way, way[1:], way[2:], strict=False):
        (ax, ay), (bx, by) = towards(before, (x, y)), towards((x, y), after)
        x, y = x * CELL, y * CELL
        path.append(f"L{x - ax * CORNER} {y - ay * CORNER}Q{x} {y} {x + bx * CORNER} {y + by * CORNER}")
    x, y = way[-1]
    return "".join([*path, f"L{x * CELL} {y * CELL}"])
