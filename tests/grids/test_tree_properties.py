"""Whatever is imported, added, moved or closed, the numbers agree with the parent links."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grids.actions import add_place, close_place, move_place
from grids.models import Level, Place
from grids.treecheck import broken_rows
from grids.workflow import LEGAL_PARENTS, Refused
from tests.grids.conftest import Run

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)

# Each number picks one of the legal parents there are so far, so that any list of them is a legal forest.
forests = st.lists(st.tuples(st.sampled_from(list(Level)), st.integers(0, 99)), max_size=40)
verbs = st.sampled_from(["add", "move", "close"])
histories = st.lists(
    st.tuples(verbs, st.sampled_from(list(Level)), st.integers(0, 99), st.integers(0, 99)), max_size=25
)
lightly = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@contextmanager
def rolled_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def as_lines(forest: list[tuple[Level, int]]) -> list[str]:
    lines: list[str] = []
    codes: dict[Level, list[str]] = {level: [] for level in Level}
    for number, (level, pick) in enumerate(forest):
        parents = [code for above in LEGAL_PARENTS[level] for code in codes[above]]
        if parents or not LEGAL_PARENTS[level]:
            code = str(100000 + number)
            parent = sorted(parents)[pick % len(parents)] if parents else ""
            lines.append(f"{code},地{pick},{level.lower()},{parent}")
            codes[level].append(code)
    return lines


@lightly
@given(forest=forests, cut=st.integers(0, 40), picks=st.lists(st.integers(0, 99), min_size=40, max_size=40))
def test_any_part_of_a_forest_imported_and_then_the_whole_otherwise_hung_is_sound(
    run: Run, tmp_path: Path, forest: list[tuple[Level, int]], cut: int, picks: list[int]
):
    """The second file adds the rest, moves what was there, and has its lines upside down."""
    hung_otherwise = [(level, pick) for (level, _), pick in zip(forest, picks, strict=False)]
    with rolled_back():
        for lines in (as_lines(forest[:cut]), as_lines(hung_otherwise)[::-1]):
            if lines:
                path = tmp_path / "forest.csv"
                path.write_text("\n".join(["code,name,level,parent_code", *lines]))
                run("import_places", path)
            assert broken_rows(Place) == []
        assert Place.objects.count() == len(as_lines(forest))


@lightly
@given(history=histories)
def test_any_row_of_adding_moving_and_closing_leaves_the_tree_sound(
    db: None, history: list[tuple[str, Level, int, int]]
):
    with rolled_back():
        for number, (verb, level, one, two) in enumerate(history):
            places = list(Place.objects.not_closed())
            parents = [place for place in places if place.level in LEGAL_PARENTS[level]]
            try:
                if verb == "add" or not places:
                    parent = parents[one % len(parents)] if parents else None
                    add_place(code=str(number), name="地", level=level, parent=parent, by=None, at=AT)
                elif verb == "move":
                    move_place(places[one % len(places)], to=places[two % len(places)], by=None, at=AT)
                else:
                    close_place(places[one % len(places)], on=AT.date(), by=None, at=AT)
            except Refused:
                pass  # a refusal is an answer too: what matters is that it left the tree sound
            assert broken_rows(Place) == []
