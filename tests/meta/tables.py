"""Tables of the documents, read: by heading, and the table of who may do what as rows of the workflow."""

from itertools import groupby
from pathlib import Path

from cases.notes import ROWS
from cases.terms import Kind, Notice, State, Who
from cases.workflow import Move

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
MOVES_AT, NOTES_AT = "Moving: a table", "Beside the moves"

Row = list[str]


def tables(path: Path) -> dict[str, list[Row]]:
    """heading → the rows of the tables below it, their own headers left out, cells without their backticks."""
    found: dict[str, list[Row]] = {}
    heading = ""
    lines = path.read_text(encoding="utf8").splitlines()
    for is_table, block in groupby(lines, lambda line: line.startswith("|")):
        rows = list(block)
        if is_table:
            found.setdefault(heading, []).extend(_cells(row) for row in rows[2:])
        else:
            heading = next((line.lstrip("# ") for line in reversed(rows) if line.startswith("#")), heading)
    return found


def _cells(row: str) -> Row:
    return [cell.strip().replace("`", "") for cell in row.strip("|").split("|")]


def rows_of_the_table() -> dict[Kind | Notice, Move]:
    """docs/authorization.md, read as the workflow: what people are told they may do."""
    written = tables(DOCS / "authorization.md")
    return {move.kind: move for move in map(as_move, [*written[MOVES_AT], *written[NOTES_AT]])}


def as_move(row: Row) -> Move:
    event, sources, target, who, levels, guards = row
    lowest, _, highest = levels.partition("–")
    return Move(
        next(kind for kind in ROWS if kind == event),
        frozenset(map(State, words_of(sources))),
        State(target) if words_of(target) else None,
        frozenset(Who[name] for name in words_of(who)),
        tuple(words_of(guards)),
        frozenset(range(int(lowest), int(highest or lowest) + 1)),
    )


def words_of(cell: str) -> list[str]:
    return [] if cell == "—" else cell.split()
