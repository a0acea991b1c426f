import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from accounts.models import User
from grids.models import Place

DATA = Path(__file__).resolve().parents[2] / "grids" / "data"

SMALL = """\
code,name,level,parent_code
37,山东省,province,
3702,青岛市,city,37
370203,市北区,district,3702
370203022,镇江路街道,street,370203
370203022006,太平镇社区居委会,community,370203022
370203022006001,太平镇社区第1网格,grid,370203022006
370203022006002,太平镇社区第2网格,grid,370203022006
"""

Run = Callable[..., tuple[str, str]]
Write = Callable[..., Path]


@pytest.fixture
def run(db: None) -> Run:
    """Runs a command as an administrator would; gives what it printed: the result, and the progress."""

    def run(command: str, *args: object) -> tuple[str, str]:
        out, err = StringIO(), StringIO()
        call_command(command, *map(str, args), stdout=out, stderr=err)
        return out.getvalue(), err.getvalue()

    return run


@pytest.fixture
def file(tmp_path: Path) -> Write:
    """Writes a file to import: text, or bytes as they are."""

    def write(content: str | bytes, name: str = "places.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


@pytest.fixture
def drawings(file: Write) -> Callable[..., Path]:
    """Writes a GeoJSON file of codes and geometries."""

    def write(**geometries: Any) -> Path:
        features = [
            {"type": "Feature", "properties": {"code": code.strip("_")}, "geometry": geometry}
            for code, geometry in geometries.items()
        ]
        return file(json.dumps({"type": "FeatureCollection", "features": features}), "boundaries.geojson")

    return write


@pytest.fixture
def small(run: Run, file: Write) -> None:
    """A district of one street, one community and two grids."""
    run("import_places", file(SMALL))


@pytest.fixture
def administrator(client: Client, db: None) -> User:
    user = User.objects.create_superuser("admin", name="管理员")
    client.force_login(user)
    return user


@pytest.fixture
def second(db: None) -> User:
    return User.objects.create_superuser("second", name="复核员")


def square(west: float, south: float, size: float = 0.01) -> dict[str, Any]:
    """A square of so many degrees as GeoJSON (longitude first)."""
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def place(code: str) -> Place:
    return Place.objects.with_code(code).get()


def register() -> list[tuple[Any, ...]]:
    """Every row of the register as it stands, ids and tree numbers included."""
    return list(Place.objects.order_by("id").values_list())
