"""The projection cannot miss a step: written in any order, by any number of hands, killed anywhere, counted late."""

from __future__ import annotations

import os
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from django.db import connections, transaction

from cases import actions
from cases.models import Case, Event
from dashboards.actions import catch_up, count_all_anew, projecting
from dashboards.checking import faults
from dashboards.models import Above, Counted, Fact, Projected, Spread, Tally
from dashboards.tallies.sums import FactRow
from dashboards.terms import COUNTED
from tests.cases.test_racing import at_once
from tests.factories import MONDAY, Town, build_town
from tests.servers.killing import lives

LATER = MONDAY + timedelta(hours=1)
SUMS = {Tally: ("place", "cut", "grain", "value", "day"), Spread: ("place", "what", "level", "grain", "day", "hours")}


@pytest.fixture
def town(transactional_db: None) -> Town:
    return build_town()


def everything() -> list[Counter[Any]]:
    """All facts and sums as they stand, whatever their numbers; what sums to nothing is as if it were not there."""
    tallies = Tally.objects.values_list(*SUMS[Tally], *[what.value for what in COUNTED])
    return [
        Counter(Fact.objects.values_list(*FactRow._fields)),
        Counter(row for row in tallies if any(row[5:])),
        Counter(Spread.objects.exclude(number=0).values_list(*SUMS[Spread], "number")),
        Counter(Above.objects.values_list("place", "above", "level")),
        Counter(Counted.objects.values_list("case", "version")),
    ]


@pytest.fixture
def settles_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projecting, "SETTLED_AFTER", timedelta())


@pytest.mark.skipif(os.environ["ENGINE"] == "sqlite", reason="SQLite writes one at a time: nothing is committed late")
def test_a_step_that_is_committed_after_later_ones_were_counted_counts(town: Town) -> None:
    """Its number was given out before; a cursor at the highest number seen would step over it."""
    slow, quick = town.accepted(words="楼道灯不亮"), town.accepted(words="井盖松动")
    catch_up(at=MONDAY)
    written, may_commit = threading.Event(), threading.Event()

    def slowly() -> None:
        with transaction.atomic():
            actions.sign(slow, by=town.hat("worker"), at=LATER)
            written.set()
            may_commit.wait(20)
        connections.close_all()

    hand = threading.Thread(target=slowly)
    hand.start()
    assert written.wait(20)
    actions.sign(quick, by=town.hat("worker"), at=LATER)
    assert catch_up(at=LATER) == 1
    may_commit.set()
    hand.join()
    early, late = (Event.objects.get(case=case, kind="sign").pk for case in (slow, quick))
    assert early < late <= Event.objects.latest("pk").pk
    assert catch_up(at=LATER) == 1
    assert not list(faults(at=LATER))
    assert Fact.objects.filter(what="signed_in_time").count() == 2


def test_the_mark_waits_for_what_may_still_be_committed(town: Town) -> None:
    town.handling()
    assert catch_up(at=MONDAY) == 1
    assert Projected.objects.get().event_id == 0
    assert catch_up(at=MONDAY) == 0


@pytest.mark.usefixtures("settles_at_once")
def test_behind_the_mark_a_case_that_moves_on_is_counted_anew(town: Town) -> None:
    case = town.handling()
    catch_up(at=MONDAY)
    assert Projected.objects.get().event_id == Event.objects.latest("pk").pk
    actions.finish(case, result="修好了", by=town.hat("worker"), at=LATER)
    assert catch_up(at=LATER) == 1
    assert not list(faults(at=LATER))


def test_many_hands_count_each_case_once(town: Town) -> None:
    for _ in range(12):
        town.accepted()
    counted = at_once(lambda: str(catch_up(at=MONDAY)), 4)
    assert sum(int(number) * times for number, times in counted.items()) == 12
    assert not list(faults(at=MONDAY))


def test_while_cases_move_many_hands_count_them_right(town: Town) -> None:
    cases = [town.accepted() for _ in range(6)]
    hat, turns = town.hat("worker"), count()

    def either() -> str:
        if (turn := next(turns)) % 2:
            return str(catch_up(at=LATER))
        return str([actions.sign(case, by=hat, at=LATER).state for case in cases[turn // 2 :: 3]])

    at_once(either, 6)
    catch_up(at=LATER)
    assert not list(faults(at=LATER))
    assert Fact.objects.filter(what="signed_in_time").count() == 6


@pytest.mark.parametrize("table", [Fact, Tally, Spread, Counted])
def test_broken_off_at_any_table_nothing_is_half_counted(
    town: Town, monkeypatch: pytest.MonkeyPatch, table: type[Any]
) -> None:
    case = town.handling()
    catch_up(at=MONDAY)
    before = everything()
    actions.finish(case, result="修好了", by=town.hat("worker"), at=LATER)

    def breaks(model: type[Any], *args: Any, **kwargs: Any) -> Any:
        if model is table:
            raise OSError("the machine went down")
        return append(model, *args, **kwargs)

    append = projecting.append
    with monkeypatch.context() as broken:
        broken.setattr(projecting, "append", breaks)
        with pytest.raises(OSError, match="went down"):
            catch_up(at=LATER)
    assert everything() == before
    assert catch_up(at=LATER) == 1
    assert not list(faults(at=LATER))


def lifetimes(town: Town) -> Iterator[tuple[int, bool]]:
    """A worker that dies after its first moment, its second … until one comes to its end."""
    for moments in count(1):
        town.handled_by(2)
        yield moments, lives(lambda: catch_up(at=LATER), dies_after=moments)


@pytest.mark.proof
def test_killed_after_any_statement_the_next_run_counts_what_it_left(town: Town) -> None:
    for moments, survived in lifetimes(town):
        assert lives(lambda: catch_up(at=LATER))
        assert not list(faults(at=LATER)), f"killed after moment {moments}"
        if survived:
            break
    assert moments > 10
    assert Counted.objects.count() == Case.objects.count()


def test_counted_all_anew_everything_is_as_it_was(town: Town) -> None:
    """However it came about: step by step, each counted when it was new, or all at once."""
    for case in (town.reported(), town.handled_by(3), town.handled_by(4)):
        catch_up(at=MONDAY)
        actions.sweep(at=(case.handle_by or LATER) + timedelta(minutes=1))
        catch_up(at=LATER)
    before = everything()
    count_all_anew()
    assert not any(everything())
    assert catch_up(at=LATER) == 3
    assert everything() == before
    assert not list(faults(at=LATER))


def test_what_is_changed_by_hand_is_found(town: Town) -> None:
    """The check would be worth nothing if it found nothing."""
    town.handled_by(2)
    catch_up(at=LATER)
    for model, column in ((Tally, "came"), (Spread, "number"), (Fact, "number")):
        row = model._default_manager.filter(**{f"{column}__gt": 0}).order_by("pk").first()
        assert row
        model._default_manager.filter(pk=row.pk).update(**{column: 7})
        assert list(faults(at=LATER)), model
        model._default_manager.filter(pk=row.pk).update(**{column: getattr(row, column)})
    assert not list(faults(at=LATER))
