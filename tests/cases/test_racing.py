"""Several hands on one case at once: each step once, the loser is told, nobody gets a crash."""

import threading
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connections

from cases import actions
from cases.models import Case, Event
from cases.terms import State
from tests.factories import MONDAY, Town, build_town

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def town() -> Town:
    return build_town()


def at_once(deed: Callable[[], str], times: int) -> Counter[str]:
    """Run the deed in as many threads, let them go together, and count what each one came to. None may crash."""
    gate, outcomes, crashes = threading.Barrier(times), [], []

    def one() -> None:
        try:
            gate.wait()
            outcomes.append(deed())
        except actions.Refused as refusal:
            outcomes.append(refusal.rule)
        except Exception as crash:
            crashes.append(crash)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not crashes, crashes
    return Counter(outcomes)


def test_eight_clients_sign_one_case_and_one_of_them_does(town: Town) -> None:
    case = town.accepted()
    hat = town.hat("worker")

    def sign() -> str:
        return actions.sign(Case.objects.with_faces().get(pk=case.pk), by=hat, at=MONDAY).state

    outcomes = at_once(sign, 8)
    assert outcomes[State.HANDLING] == 1
    assert outcomes.keys() <= {State.HANDLING, "conflict", "not_now"}
    assert Event.objects.filter(case=case, kind="sign").count() == 1


def test_four_sweepers_share_the_work_and_move_each_case_once(town: Town) -> None:
    for _ in range(40):
        town.reported()
    at = MONDAY + timedelta(hours=3)
    outcomes = at_once(lambda: str(actions.sweep(at=at, batch=5).moved), 4)
    assert sum(int(moved) * times for moved, times in outcomes.items()) == 40
    assert Event.objects.filter(kind="accept").count() == 40
    assert set(Case.objects.values_list("version", flat=True)) == {2}


def test_the_sweep_racing_a_hand_makes_one_step(town: Town) -> None:
    case = town.handled_by(2)
    assert case.handle_by is not None
    at = case.handle_by + timedelta(minutes=1)
    hat = town.hat("community", at)
    turns = iter(range(2))

    def either() -> str:
        if next(turns) == 0:
            return f"swept {actions.sweep(at=at).moved}"
        fresh = Case.objects.with_faces().get(pk=case.pk)
        return actions.whistle(fresh, to=3, reason="办不了", by=hat, at=at).state

    came_to = set(at_once(either, 2))
    hand_was_first = {"swept 0", State.DISPATCHED}
    sweep_was_first = [{"swept 1", refusal} for refusal in ("conflict", "not_yours")]
    assert came_to in [hand_was_first, *sweep_was_first]
    case.refresh_from_db()
    assert case.owner_level == 3
    assert Event.objects.filter(case=case, to_level=3, from_level=2).count() == 1


def test_two_taps_at_the_same_moment_are_one_case(town: Town) -> None:
    key = "6a3a1c9e-3f0e-4d24-9a39-0a3f6d1f0c11"
    outcomes = at_once(lambda: town.reported(key=key).number, 4)
    assert len(outcomes) == 1
    assert Case.objects.count() == 1


def test_numbers_are_given_once_under_load(town: Town) -> None:
    outcomes = at_once(lambda: town.reported().number, 8)
    assert sorted(outcomes) == [f"370203-20261116-{number:06d}" for number in range(1, 9)]
    assert set(outcomes.values()) == {1}
