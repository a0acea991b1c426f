"""Where the names of the events stand: by their arrow, near its source, upon nothing else. Pure geometry.

All lengths are in the units of the drawing, in which two points of the lattice are a CELL apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import ceil, floor, inf

from cases.diagram.routing import Board, Box, Pair, Point, Way, steps, towards

CELL = 13
LETTER, LINE, MARGIN, ARROW, CLEAR = 12, 14, 4, 10, 10
UPON_SOMETHING, UPON_A_LINE, ASTRAY, BESIDE, BELOW, STACKED, OUTSIDE = 1000.0, 40.0, 0.7, 6.0, 3.0, 4.0, 0.3


@dataclass(frozen=True, slots=True)
class Area:
    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def meets(self, other: Area) -> bool:
        beside = self.right <= other.left or other.right <= self.left
        return not beside and self.top < other.bottom and other.top < self.bottom

    def within(self, width: float, height: float) -> bool:
        return self.left >= 0 and self.top >= 0 and self.right <= width and self.bottom <= height


@dataclass(frozen=True, slots=True)
class Spot:
    """A text and the middle of where it stands."""

    text: str
    x: float
    y: float

    @property
    def base(self) -> float:
        """Where its letters stand."""
        return self.y + LETTER * 0.37

    @property
    def area(self) -> Area:
        half = width_of(self.text) / 2 + MARGIN
        return Area(self.x - half, self.y - LINE / 2, self.x + half, self.y + LINE / 2)

    @property
    def room(self) -> Area:
        """With the space that keeps it apart from other arrows and their names."""
        area = self.area
        return Area(area.left - MARGIN, area.top - MARGIN, area.right + MARGIN, area.bottom + MARGIN)


def width_of(text: str) -> float:
    """Chinese letters are as wide as they are high, others a little more than half of that."""
    return sum(LETTER if letter > "\u2000" else LETTER * 0.6 for letter in text)


Offer = tuple[float, list[Spot]]


@dataclass
class Labelling:
    board: Board
    texts: Mapping[Pair, Sequence[str]]
    placed: dict[Pair, list[Spot]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.lines: dict[frozenset[Point], set[Pair]] = defaultdict(set)  # which ways take a step
        for pair, way in self.board.ways.items():
            for step in steps(way):
                self.lines[frozenset(step)].add(pair)
        self.boxes = [_area(box) for box in self.board.boxes.values()]

    def place(self) -> dict[Pair, list[Spot]]:
        """Those with the least room choose first."""
        runs = {pair: list(self._runs(pair)) for pair in self.texts}
        for pair in sorted(self.texts, key=lambda pair: (sum(len(run) for _, run in runs[pair]), pair)):
            self.placed[pair] = self._best(pair, runs[pair])
        return self.placed

    def _best(self, pair: Pair, runs: list[tuple[int, Way]]) -> list[Spot]:
        """The cheapest offer. Those liked best are looked at first: what others hide or cross only adds to a price."""
        offers = [offer for far, run in runs for offer in self._offers(pair, run, far)]
        lowest, best = inf, []
        for dislike, spots in sorted(offers, key=lambda offer: offer[0]):
            if dislike >= lowest:
                break
            cost = self._cost(pair, dislike, spots)
            if cost < lowest:
                lowest, best = cost, spots
        return best

    def _runs(self, pair: Pair) -> Iterator[tuple[int, Way]]:
        """The straight stretches of a way that it shares with no other, each with its distance from the source."""
        run: Way = []
        for far, (here, there) in enumerate(steps(self.board.ways[pair])):
            alone = self.lines[frozenset((here, there))] == {pair}
            if run and (not alone or towards(run[0], run[-1]) != towards(here, there)):
                yield far - len(run), run
                run = []
            if alone:
                run = [*run, there] if run else [here, there]
        if run:
            yield far - len(run), run

    def _offers(self, pair: Pair, run: Way, begins: int) -> Iterator[Offer]:
        """All the places along a stretch, each with how little it is liked: rather near the source than far from it."""
        one, other = sorted((run[0], run[-1]))
        is_level, length = one[1] == other[1], CELL * (len(run) - 1)
        offers = _by_a_level if is_level else _by_an_upright
        for half in range(2 * len(run) - 1):
            along = half * CELL / 2
            x, y = one[0] * CELL + (along if is_level else 0), one[1] * CELL + (0 if is_level else along)
            far = begins + (along if run[0] == one else length - along) / CELL
            for dislike, spots in offers(self.texts[pair], x, y, 2 * min(along, length - along)):
                yield dislike + ASTRAY * far, spots

    def _cost(self, pair: Pair, dislike: float, spots: list[Spot]) -> float:
        for spot in spots:
            hidden = sum(spot.area.meets(box) for box in self.boxes)
            hidden += sum(spot.area.meets(other.room) for others in self.placed.values() for other in others)
            outside = not spot.area.within(self.board.width * CELL, self.board.height * CELL)
            crossed = len(self._under(spot.room) - {pair})
            dislike += UPON_SOMETHING * (hidden + outside) + UPON_A_LINE * crossed
        return dislike

    def _under(self, area: Area) -> set[Pair]:
        """The ways that run through an area."""
        found: set[Pair] = set()
        columns = range(floor(area.left / CELL), ceil(area.right / CELL) + 1)
        rows = range(floor(area.top / CELL), ceil(area.bottom / CELL) + 1)
        for i, j in product(columns, rows):
            if area.left < i * CELL < area.right:
                found |= self.lines.get(frozenset(((i, j), (i, j + 1))), set())
            if area.top < j * CELL < area.bottom:
                found |= self.lines.get(frozenset(((i, j), (i + 1, j))), set())
        return found


def _by_a_level(texts: Sequence[str], x: float, y: float, room: float) -> Iterator[Offer]:
    """On a level line, above or below it. `room`: how much of it there is, x in the middle."""
    row = _in_a_row(texts, x, y)
    broad = row[-1].area.right - row[0].area.left
    if room >= broad + 2 * ARROW:
        yield 0, row
    beside = BESIDE + OUTSIDE * max(0.0, broad - room)
    yield beside, _in_a_row(texts, x, y - CLEAR)
    yield beside + BELOW, _in_a_row(texts, x, y + CLEAR)
    if len(texts) > 1:
        off = CLEAR + LINE * (len(texts) - 1) / 2
        yield beside + STACKED, _stacked(texts, x, y - off)
        yield beside + STACKED + BELOW, _stacked(texts, x, y + off)


def _by_an_upright(texts: Sequence[str], x: float, y: float, room: float) -> Iterator[Offer]:
    """On an upright line, right or left of it."""
    stack = _stacked(texts, x, y)
    if room >= LINE * len(texts) + 2 * ARROW:
        yield 0, stack
    half = max(spot.area.width for spot in stack) / 2 + 1
    yield BESIDE, _stacked(texts, x + half, y)
    yield BESIDE + BELOW, _stacked(texts, x - half, y)


def _area(box: Box) -> Area:
    return Area(box.x * CELL, box.y * CELL, box.right * CELL, box.bottom * CELL)


def _in_a_row(texts: Sequence[str], x: float, y: float) -> list[Spot]:
    """Side by side, x in their middle."""
    spots, left = [], x - sum(width_of(text) + 2 * MARGIN for text in texts) / 2
    for text in texts:
        broad = width_of(text) + 2 * MARGIN
        spots.append(Spot(text, left + broad / 2, y))
        left += broad
    return spots


def _stacked(texts: Sequence[str], x: float, y: float) -> list[Spot]:
    """One above the other, y in their middle."""
    top = y - LINE * len(texts) / 2
    return [Spot(text, x, top + LINE * (index + 0.5)) for index, text in enumerate(texts)]
