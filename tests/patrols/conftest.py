"""Patrols on a working Monday, in the town of tests/teams; on duty by the grid's worker, else by a volunteer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from patrols.actions import Planned, plan
from patrols.models import CheckItem, PatrolPlan
from tests.desk.conftest import picture
from tests.factories import MONDAY, Town
from tests.teams.conftest import TODAY, as_resident, monday, town

__all__ = ["monday", "town"]
PARKING, WIRES, MESS = "车辆乱停", "私接电线", "杂乱无章"


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def item(name: str = PARKING) -> CheckItem:
    return CheckItem.objects.get(name=name)


def planned(town: Town, who: str = "worker", **said: Any) -> PatrolPlan:
    """Every day from last week, for the first three things."""
    asked = {
        "grid": town.grid, "patroller": town.people[who], "items": [item(name) for name in (PARKING, WIRES, MESS)],
        "weekdays": "1234567", "since": TODAY - timedelta(days=7), **said,
    }  # fmt: skip
    return plan(Planned(**asked), by=town.hat("community"), at=MONDAY - timedelta(days=7))


class Walker:
    """Walks a plan by HTTP, on duty from the desk or as a volunteer."""

    def __init__(self, client: Client, urls: str) -> None:
        self.client, self.urls = client, urls

    def to(self, page: str, *args: Any) -> str:
        return reverse(f"{self.urls}:{page}", args=args)

    def get(self, page: str, *args: Any) -> Any:
        return self.client.get(self.to(page, *args))

    def post(self, page: str, *args: Any, **sent: Any) -> Any:
        return self.client.post(self.to(page, *args), sent)

    def starts(self, made: PatrolPlan) -> int:
        """Returns the number of the round."""
        assert self.post("start", made.pk).status_code == 302
        return int(made.patrols.get(ended_at=None).pk)

    def stops(self, patrol: int, name: str = PARKING, **said: Any) -> Any:
        sent = {"outcome": "STOPPED", "words": "已经劝离", "photos": [picture("现场.jpg")], **said}
        return self.post("find", patrol, item(name).pk, **sent)

    def raises(self, patrol: int, name: str = WIRES, **said: Any) -> Any:
        sent = {"outcome": "CASE", "words": "三楼窗口拉线到楼下充电", "address": "3号楼东侧", **said}
        return self.post("find", patrol, item(name).pk, **sent)


def on_duty(town: Town, who: str = "worker") -> Walker:
    return Walker(town.client(who), "patrols")


def as_volunteer(town: Town, who: str = "barber") -> Walker:
    return Walker(as_resident(town.people[who]), "patrolling")
