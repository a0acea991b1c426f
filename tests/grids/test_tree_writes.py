"""Every write to the tree passes one gate: many writers at once leave not one broken row."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import connection, connections

from grids.actions import add_place, move_place
from grids.models import Level, Place
from grids.treecheck import broken_rows
from tests.grids.conftest import Run, place

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db(transaction=True)


def side_by_side(*works: object) -> None:
    """Runs each callable in a thread with a connection of its own; what one raises is raised here."""
    failures: list[BaseException] = []

    def guarded(work: object) -> None:
        try:
            work()  # type: ignore[operator]
        except BaseException as error:
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=guarded, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


def test_eight_writers_at_once_break_no_row(small: None):
    each = 25 if connection.vendor == "postgresql" else 5
    parents = [place("370203022006001"), place("370203022006002")]

    def writer(number: int) -> object:
        def write() -> None:
            for n in range(each):
                code = f"{parents[n % 2].code}{number}{n:02}"
                add_place(
                    code=code, name=f"{n}号楼", level=Level.BUILDING, parent=parents[n % 2], by=None, at=AT
                )  # fmt: skip

        return write

    side_by_side(*[writer(number) for number in range(8)])

    assert Place.objects.filter(level=Level.BUILDING).count() == 8 * each
    assert broken_rows(Place) == []


def test_adding_while_another_moves_the_branch_breaks_no_row(run: Run, small: None):
    times = 20 if connection.vendor == "postgresql" else 5
    street, community = place("370203022"), place("370203022006")
    other = add_place(code="370203022011", name="北仲社区居委会", level=Level.COMMUNITY, parent=street, by=None, at=AT)

    def move() -> None:
        for n in range(times):
            move_place(place("370203022006001"), to=(other, community)[n % 2], by=None, at=AT)

    def add() -> None:
        for n in range(times):
            add_place(
                code=f"370203022006001{n:03}", name="楼", level=Level.BUILDING, parent=place("370203022006001"),
                by=None, at=AT,
            )  # fmt: skip

    side_by_side(move, add, add_elsewhere(times))

    assert broken_rows(Place) == []
    assert place("370203022006001").get_descendant_count() == times


def add_elsewhere(times: int) -> object:
    def add() -> None:
        for n in range(times):
            add_place(code=f"3702{10 + n}", name="某区", level=Level.DISTRICT, parent=None, by=None, at=AT)

    return add
