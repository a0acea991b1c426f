"""Right-angled ways between boxes on a lattice: where the arrows of the diagram run. Pure geometry, knows no case.

Ways to the same box may run together, like streams into a river: at their end there is one arrow. Only a straight way
between neighbours is kept for itself. Ways to different boxes may cross, but never run upon each other. Each way is the
cheapest by the prices below (Dijkstra's search, led by the distance that remains).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import pairwise

Point = tuple[int, int]
Direction = tuple[int, int]
Pair = tuple[str, str]
Way = list[Point]  # its corners, from the rim of one box to the rim of another

RIGHT, DOWN, LEFT, UP = (1, 0), (0, 1), (-1, 0), (0, -1)
STEP, TOGETHER, BEND, CROSSING, ALONGSIDE, OFF_CENTRE, TAKEN = 1.0, 0.5, 7.0, 6.0, 0.3, 0.3, 100.0
NEAR_A_BOX = (1.5, 0.8)  # one and two steps away from it, where names want to stand


@dataclass(frozen=True, slots=True)
class Box:
    """What ways go round. It covers the points from (x, y) to (x + width, y + height)."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

    def points(self) -> set[Point]:
        return {(x, y) for x in range(self.x, self.right + 1) for y in range(self.y, self.bottom + 1)}

    def ports(self) -> Iterator[tuple[Point, Direction, float]]:
        """Where a way may leave: a point of the rim, the direction outwards, how far from the middle of its side."""
        for x in range(self.x + 1, self.right):
            off = abs(x - self.x - self.width / 2)
            yield (x, self.y), UP, off
            yield (x, self.bottom), DOWN, off
        for y in range(self.y + 1, self.bottom):
            off = abs(y - self.y - self.height / 2)
            yield (self.x, y), LEFT, off
            yield (self.right, y), RIGHT, off

    def distance(self, point: Point) -> int:
        x, y = point
        return max(self.x - x, 0, x - self.right) + max(self.y - y, 0, y - self.bottom)


@dataclass
class Board:
    """Boxes, and the ways laid between them so far."""

    width: int
    height: int
    boxes: Mapping[str, Box]
    ways: dict[Pair, Way] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.covered = {point for box in self.boxes.values() for point in box.points()}
        self.price = {
            (x, y): STEP + self._nearness((x, y)) for x in range(1, self.width) for y in range(1, self.height)
        }

    def lay(self, pairs: Iterable[Pair], *, rounds: int = 2) -> None:
        """Near ones first; then each is taken up and laid anew, now that all the others are there."""
        in_order = sorted(pairs, key=lambda pair: (self._apart(pair), pair))
        for pair in in_order * rounds:
            self.ways.pop(pair, None)
            self.ways[pair] = _Search(self, *pair).cheapest()

    def _nearness(self, point: Point) -> float:
        nearest = min(box.distance(point) for box in self.boxes.values())
        return NEAR_A_BOX[nearest - 1] if 0 < nearest <= len(NEAR_A_BOX) else 0

    def _apart(self, pair: Pair) -> int:
        one, other = (self.boxes[name] for name in pair)
        across = abs(2 * one.x + one.width - 2 * other.x - other.width)
        return across + abs(2 * one.y + one.height - 2 * other.y - other.height)


State = tuple[Point, Direction]


class _Search:
    """One way to be found on a board where others lie."""

    def __init__(self, board: Board, source: str, target: str) -> None:
        self.board, self.pair = board, (source, target)
        self.start, self.end = board.boxes[source], board.boxes[target]
        self.goals = {(point, turned(out, 2)): off for point, out, off in self.end.ports()}
        self.together: set[tuple[Point, Point]] = set()  # steps of ways to the same box
        self.taken: set[tuple[Point, Point]] = set()  # steps of ways to others
        self.axes: dict[Point, set[tuple[str, bool]]] = defaultdict(set)  # how ways to others pass a point
        for (_, to), way in board.ways.items():
            self._note(to, way, shared=to == target and len(way) > 2)

    def _note(self, to: str, way: Way, *, shared: bool) -> None:
        for here, there in steps(way):
            if shared:
                self.together.add((here, there))
                continue
            self.taken |= {(here, there), (there, here)}
            for point in (here, there):
                self.axes[point].add((to, here[1] == there[1]))

    def cheapest(self) -> Way:
        costs: dict[State, float] = {}
        before: dict[State, State | None] = {}
        queue: list[tuple[float, float, State]] = []

        def reach(state: State, cost: float, from_state: State | None) -> None:
            if cost < costs.get(state, float("inf")):
                costs[state], before[state] = cost, from_state
                heappush(queue, (cost + self.end.distance(state[0]), cost, state))

        for point, out, off in self.start.ports():
            reach((point, out), self._port(point, off), None)
        while queue:
            _, cost, state = heappop(queue)
            if state in self.goals:
                return _corners(before, state)
            if cost == costs[state]:
                for following, toll in self._onwards(state, leaving=before[state] is None):
                    reach(following, cost + toll, state)
        raise ValueError("no way from {} to {}".format(*self.pair))

    def _port(self, point: Point, off: float) -> float:
        return OFF_CENTRE * off + (TAKEN if self.axes[point] else 0)

    def _onwards(self, state: State, *, leaving: bool) -> Iterator[tuple[State, float]]:
        here, direction = state
        for quarter in (0,) if leaving else (0, 1, 3):
            onwards = turned(direction, quarter)
            there = here[0] + onwards[0], here[1] + onwards[1]
            off = self.goals.get((there, onwards))
            if off is None and (there in self.board.covered or there not in self.board.price):
                continue
            passing = self._passing(here, onwards, bends=quarter != 0)
            stepping = self._stepping(here, there, onwards)
            if passing is not None and stepping is not None:
                yield (there, onwards), passing + stepping + (0 if off is None else self._port(there, off))

    def _passing(self, here: Point, onwards: Direction, *, bends: bool) -> float | None:
        """The price of a point: others may be crossed at right angles, not touched with a corner."""
        others = self.axes[here]
        if bends:
            return None if others else BEND
        if any(level == (onwards[1] == 0) for _, level in others):
            return None
        return CROSSING * len(others)

    def _stepping(self, here: Point, there: Point, onwards: Direction) -> float | None:
        if (here, there) in self.together:
            return TOGETHER
        if (here, there) in self.taken or (there, here) in self.together:
            return None
        (x, y), (i, j), (dy, dx) = here, there, onwards  # dx, dy: sideways
        one_side, other_side = ((x + dx, y + dy), (i + dx, j + dy)), ((x - dx, y - dy), (i - dx, j - dy))
        return self.board.price[there] + ALONGSIDE * ((one_side in self.taken) + (other_side in self.taken))


def moved(point: Point, by: Direction) -> Point:
    return point[0] + by[0], point[1] + by[1]


def turned(direction: Direction, quarters: int) -> Direction:
    x, y = direction
    return [(x, y), (-y, x), (-x, -y), (y, -x)][quarters]


def steps(way: Way) -> Iterator[tuple[Point, Point]]:
    """A way from point to point."""
    for corner, following in pairwise(way):
        by = towards(corner, following)
        while corner != following:
            yield corner, (corner := moved(corner, by))


def towards(one: Point, other: Point) -> Direction:
    return (other[0] > one[0]) - (other[0] < one[0]), (other[1] > one[1]) - (other[1] < one[1])


def _corners(before: Mapping[State, State | None], end: State) -> Way:
    way, state = [end[0]], end
    while (earlier := before[state]) is not None:
        if earlier[1] != state[1] or before[earlier] is None:
            way.append(earlier[0])
        state = earlier
    return way[::-1]
