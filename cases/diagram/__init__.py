"""The workflow as a diagram: where the states stand, how the arrows run, where the names of the events are written."""

from functools import lru_cache

from cases.diagram.drawing import Arrow, Diagram, Node, draw
from cases.workflow import MOVES, Move

__all__ = ["Arrow", "Diagram", "Node", "diagram", "draw"]


def diagram() -> Diagram:
    """Of the table that runs."""
    return _drawn(tuple(MOVES.values()))


@lru_cache(maxsize=1)
def _drawn(moves: tuple[Move, ...]) -> Diagram:
    """Once by each process, as long as the table stays: it takes about a second."""
    return draw(moves)
