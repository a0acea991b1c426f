"""登记诉求 as a browser sends it."""

from typing import Any

from django.test import Client
from django.urls import reverse

from cases.models import Case
from grids.actions.place import add_place
from grids.models import Place
from grids.workflow import Level
from tests.factories import MONDAY, Town

REPORT, BESIDE = reverse("cases:report"), reverse("cases:beside")
LEAK, LEAK_TOO, NOISE = "地下室漏水，墙皮洇湿", "2号楼地下室一直漏水，墙都湿了", "楼上半夜打麻将，吵得睡不着"
CALLER = "13800000001"


def send(client: Client, **said: Any) -> Any:
    """A telephone call about the first grid, unless something else is said."""
    return client.post(REPORT, {"channel": "PHONE", "address": "太平镇社区第1网格", "words": LEAK, **said})


def taken_down(client: Client, **said: Any) -> Case:
    answer = send(client, **said)
    assert answer.status_code == 303, answer.content.decode()
    return Case.objects.with_faces().latest("id")


def add_building(
    town: Town, name: str, number: int, grid: str = "grid", *, at: tuple[float, float] | None = None
) -> Place:
    parent = Place.objects.get(pk=town.places[grid].pk)
    lat, lon = at or (None, None)
    return add_place(
        code=f"{parent.code}{number:03d}", name=name, level=Level.BUILDING, parent=parent, lat=lat, lon=lon, by=None,
        at=MONDAY,
    )  # fmt: skip


def add_grid(town: Town, number: int) -> Place:
    """One more in the first community."""
    parent = Place.objects.get(pk=town.places["community"].pk)
    code, name = f"{parent.code}{number:03d}", f"{parent.name}第{number}网格"
    return add_place(code=code, name=name, level=Level.GRID, parent=parent, by=None, at=MONDAY)


def tag(shown: str, holding: str) -> str:
    """The first tag of the page that holds this."""
    before, after = shown.split(holding, 1)
    return before.rpartition("<")[2] + holding + after.partition(">")[0]
