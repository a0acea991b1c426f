"""The workflow as a diagram: where the states stand, how the arrows run, where the names of the events are written."""

from functools import cache

from cases.diagram.drawing import Arrow, Diagram, Node, draw
from cases.workflow import MOVES

__all__ = ["Arrow", "Diagram", "Node", "diagram", "draw"]


@cache
def diagram() -> Diagram:
    """Of the table that runs. Drawn once by each process: it takes about a second."""
    return draw(MOVES.values())
