from collections.abc import Iterator

import pytest
import time_machine

from accounts.models import User
from shop.models import Good
from tests.factories import MONDAY, Town, build_town
from tests.shop.scene import put_up, volunteer_in


@pytest.fixture
def monday() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


@pytest.fixture
def person(town: Town) -> User:
    return volunteer_in(town, points=20)


@pytest.fixture
def salt(town: Town) -> Good:
    return put_up(town)
