from collections.abc import Iterator

import pytest
import time_machine

from tests.factories import MONDAY


@pytest.fixture
def monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield
