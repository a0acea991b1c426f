"""Activities on a working Monday morning, in the small district of tests/factories.py."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from tests.factories import MONDAY, Town, build_town


@pytest.fixture(autouse=True)
def monday() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def town(db: None) -> Town:
    return build_town()
