"""A unit's mini-programme on a working Monday morning, in the small district of tests/factories.py."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import time_machine
from django.test import Client as Http
from django.urls import reverse

from api.actions import issue
from api.models import Client
from tests.factories import IN_FIRST_GRID, MONDAY, Town, build_town

REPORT = "/api/v1/cases/"
SAID = {"words": "地下室漏水，墙皮洇湿", "lat": IN_FIRST_GRID[0], "lon": IN_FIRST_GRID[1]}


@dataclass
class Programme:
    """What comes back has more on it (json) than the types know."""

    client: Client
    token: str
    http: Http = field(default_factory=Http)

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def send(self, key: str = "k-1", **changes: Any) -> Any:
        return self.post({**SAID, **changes}, key)

    def post(self, body: Any, key: str = "k-1", content_type: str = "application/json") -> Any:
        headers = {**self.headers, "Idempotency-Key": key}
        return self.http.post(REPORT, body, content_type=content_type, headers=headers)

    def with_photos(self, *photos: Any, key: str = "k-1", **changes: Any) -> Any:
        headers = {**self.headers, "Idempotency-Key": key}
        return self.http.post(REPORT, {**SAID, "photos": list(photos), **changes}, headers=headers)

    def get(self, number: str) -> Any:
        return self.http.get(reverse("api:case", args=[number]), headers=self.headers)


def programme_of(town: Town, name: str = "党群e家小程序") -> Programme:
    client = Client(name=name, unit=town.units["platform"])
    return Programme(client, issue(client, by=town.people["system_admin"], at=MONDAY))


@pytest.fixture(autouse=True)
def monday() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


@pytest.fixture
def programme(town: Town) -> Programme:
    return programme_of(town)


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
