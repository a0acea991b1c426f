"""One code shown to many telephones at once, one last place for many people: real commits, real threads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial

import pytest

from activities import actions
from activities.kinds import End
from activities.models import Presence, SignUp
from activities.workflow import Standing
from tests.activities.calling import MONDAY, STARTS_AT, called, scanned, volunteer
from tests.factories import Town, build_town
from tests.servers.together import together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.enough_on("postgres")]


@pytest.fixture
def town(transactional_db: None) -> Town:
    return build_town()


def test_one_code_shown_to_two_telephones_lets_both_in_and_nobody_twice(town: Town) -> None:
    activity, people = called(town), [volunteer(town) for _ in range(2)]
    for one in people:
        actions.sign_up(activity, one, at=MONDAY)
    shown = scanned(activity, End.IN, STARTS_AT)
    deeds: list[Callable[[], object]] = [
        partial(actions.come, activity, one, shown, at=STARTS_AT) for one in people for _ in range(4)
    ]
    outcomes = together(deeds)
    assert outcomes == Counter({"done": 2, "already_in": 6})
    assert sorted(Presence.objects.values_list("sign_up__volunteer__person", flat=True)) == sorted(
        one.pk for one in people
    )


def test_the_last_place_is_one_person_s(town: Town) -> None:
    activity, people = called(town, quota=1), [volunteer(town) for _ in range(8)]
    outcomes = together([partial(actions.sign_up, activity, one, at=MONDAY) for one in people])
    assert outcomes == Counter({"done": 8})
    standings = Counter(SignUp.objects.values_list("standing", flat=True))
    assert standings == Counter({Standing.WAITING: 7, Standing.SIGNED: 1})
