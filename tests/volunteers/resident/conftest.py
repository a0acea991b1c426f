"""A volunteer's telephone on a working Monday morning."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from accounts.models import User
from tests.factories import MONDAY, Town, build_town
from tests.resident.conftest import Browser
from tests.resident.signing_in import PHONE, signed_in
from tests.volunteers.people import joined


@pytest.fixture(autouse=True)
def monday(settings: Any, tmp_path: Any) -> Iterator[None]:
    settings.SMS_LOG = tmp_path / "sms.log"
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


@pytest.fixture
def browser(town: Town) -> Browser:
    """Signed in, a volunteer of nothing yet."""
    return signed_in()


@pytest.fixture
def me(browser: Browser) -> User:
    found = User.objects.with_phone(PHONE)
    assert found
    found.name = "林志愿"
    found.save()
    return found


@pytest.fixture
def volunteer(town: Town, me: User) -> User:
    joined(town, me)
    return me
