"""The journal and the visits on a working Monday morning, in the small district of tests/factories.py."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from accounts.models import User
from duty.models import Entry, Log, Visit
from grids.actions.place import add_place
from grids.models import Place
from grids.workflow import Level
from partyorg.kinds import Role
from partyorg.models import Post
from tests.factories import LONG_AGO, MONDAY, SHANGHAI, Town, build_town

JOURNAL, WRITE, MISSING = (reverse(f"duty:{name}") for name in ("journal", "write", "missing"))
VISITS, RECORD = reverse("duty:visits"), reverse("duty:record_visit")


@pytest.fixture(autouse=True)
def monday(settings: Any, tmp_path: Any) -> Iterator[time_machine.Traveller]:
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def town(db: None) -> Town:
    """With two buildings in the first grid, each with its head, and a guide in the far street."""
    town = build_town()
    with_buildings(town)
    posted(town, "far_guide", Role.GUIDE, "far_grid")
    return town


def with_buildings(town: Town) -> None:
    for key, number in (("building", "01"), ("next_building", "02")):
        grid = Place.objects.get(pk=town.places["grid"].pk)
        town.places[key] = add_place(
            code=f"{grid.code}{number}", name=f"{number}号楼", level=Level.BUILDING, parent=grid, by=None, at=MONDAY
        )
        posted(town, f"{key}_head", Role.BUILDING_HEAD, key)
    for place in town.places.values():
        place.refresh_from_db()


def posted(town: Town, name: str, role: Role, place: str, *, since: date = LONG_AGO, until: date | None = None) -> User:
    person = town.people[name] = User.objects.create_user(name, name=name)
    Post.objects.create(person=person, role=role, place=town.places[place], from_date=since, to_date=until)
    return person


def filled(**changes: Any) -> dict[str, Any]:
    return {"day": "2026-11-16", "words": "和书记走了三栋楼，看了地下室。", **changes}


def written(town: Town, who: str = "guide", **changes: Any) -> Entry:
    response = town.client(who).post(WRITE, filled(**changes))
    assert response.status_code == 302, text(response)
    return Entry.objects.latest("id")


def at_log(log: Log) -> str:
    return reverse("duty:log", args=[log.pk])


def at_entry(entry: Entry, deed: str) -> str:
    return reverse(f"duty:{deed}", args=[entry.pk])


def visit(town: Town, who: str = "building_head", building: str = "building", **changes: Any) -> Any:
    said = {
        "building": town.places[building].pk, "household": "2 单元 301", "visited_at": "2026-11-15T19:30",
        "what": "楼上漏水，两家吵过一次。", **changes,
    }  # fmt: skip
    return town.client(who).post(RECORD, said)


def visited(town: Town, who: str = "building_head", building: str = "building", **changes: Any) -> Visit:
    response = visit(town, who, building, **changes)
    assert response.status_code == 302, text(response)
    return Visit.objects.latest("id")


def photo_from_a_camera() -> SimpleUploadedFile:
    """With the place where it was taken in its metadata."""
    picture, exif = Image.new("RGB", (40, 30), "grey"), Image.Exif()
    exif[0x010F] = "SecretCamera"
    bytes_ = BytesIO()
    picture.save(bytes_, "JPEG", exif=exif)
    return SimpleUploadedFile("现场.jpg", bytes_.getvalue(), content_type="image/jpeg")


def text(response: Any) -> str:
    return response.content.decode()


def rule(response: Any) -> str:
    return text(response).split("规则：<code>")[1].split("</code>")[0]


def moment(day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)
