from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client

import worktime
from accounts.models import User
from worktime import calendar_file
from worktime.calendar import SHANGHAI, Deadline, WorkCalendar
from worktime.limits import Limit

DEFAULT_CALENDAR = Path(worktime.__file__).parent / "data" / "workdays_2023_2026.csv"


def shanghai(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.fixture(scope="session")
def calendar() -> WorkCalendar:
    """2023 to 2026 as announced, with the default hours; 2027 is not announced."""
    file = calendar_file.read(DEFAULT_CALENDAR.read_bytes())
    assert not file.errors
    return WorkCalendar({day.date: (day.is_workday, day.name) for day in file.days})


@pytest.fixture
def due(calendar: WorkCalendar) -> Callable[[str, str], Deadline]:
    return lambda start, limit: calendar.deadline(shanghai(start), Limit.parse(limit))


@pytest.fixture
def administrator(client: Client) -> User:
    """Signed in, and allowed everything in the registers."""
    user = User.objects.create_superuser("admin", name="管理员")
    client.force_login(user)
    return user
