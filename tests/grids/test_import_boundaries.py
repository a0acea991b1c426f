"""Boundaries from a file: the first drawing of a place counts at once, every later one waits for a second person."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError

from grids.models import Boundary, Place
from tests.grids.conftest import SMALL, Run, Write, square

Drawings = Callable[..., Path]
FIRST, SECOND = "_370203022006001", "_370203022006002"


def test_a_first_boundary_is_in_force_and_a_different_one_waits(run: Run, small: None, file: Write, drawings: Drawings):
    places = file(SMALL)
    run("import_places", places, "--boundaries", drawings(**{FIRST: square(120.35, 36.11)}))
    changed = drawings(**{FIRST: square(120.35, 36.11, 0.02)})

    said, _ = run("import_places", places, "--boundaries", changed)

    assert "1 条边界与现行的不同，已列为待批准" in said
    assert Boundary.objects.in_force().get().geometry == square(120.35, 36.11)
    assert Boundary.objects.proposed().get().geometry == square(120.35, 36.11, 0.02)
    said, _ = run("import_places", places, "--boundaries", changed)
    assert "没有变化" in said
    assert Boundary.objects.count() == 2


BROKEN = {
    "bow tie": ({"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}, "边线自相交"),
    "two points": ({"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]}, "坐标读不懂"),
    "words": ({"type": "Polygon", "coordinates": "here"}, "坐标读不懂"),
    "there and back": (
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [2, 2], [0, 0]]]},
        "不是有效的多边形",
    ),
    "no area": ({"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [2, 0], [0, 0]]]}, "没有面积"),
    "a point": ({"type": "Point", "coordinates": [0, 0]}, "必须是 GeoJSON 的 Polygon 或 MultiPolygon"),
    "nothing": (None, "必须是 GeoJSON 的 Polygon 或 MultiPolygon"),
    "latitude first": (square(36.11, 120.35), "超出经纬度范围"),
    "metres": (square(4_000_000, 500_000), "超出经纬度范围"),
}


@pytest.mark.parametrize(("geometry", "clause"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_polygon_is_named_and_nothing_comes_in(
    run: Run, file: Write, drawings: Drawings, geometry: object, clause: str
):
    with pytest.raises(CommandError, match=f"边界文件第 1 个图形（编码 370203022006001）：.*{clause}"):
        run("import_places", file(SMALL), "--boundaries", drawings(**{FIRST: geometry}))
    assert not Place.objects.exists()


def test_a_boundary_of_an_unknown_place_keeps_the_places_out_too(run: Run, file: Write, drawings: Drawings):
    with pytest.raises(CommandError, match="第 1 个图形（编码 999）：没有这个编码的地域"):
        run("import_places", file(SMALL), "--boundaries", drawings(_999=square(120.35, 36.11)))
    assert not Place.objects.exists()


def test_two_grids_may_touch_but_not_overlap(run: Run, file: Write, drawings: Drawings):
    touching = drawings(**{FIRST: square(120.35, 36.11), SECOND: square(120.36, 36.11)})
    run("import_places", file(SMALL), "--boundaries", touching)
    overlapping = drawings(**{SECOND: square(120.355, 36.11)})
    with pytest.raises(CommandError, match="编码 370203022006002）：与太平镇社区第1网格（370203022006001）重叠"):
        run("import_places", file(SMALL), "--boundaries", overlapping)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ('{"type":\n oops}', "第 2 行：不是有效的 JSON"),
        ("[]", "不是 GeoJSON 的 FeatureCollection"),
        ('{"features": [{"geometry": null}]}', "第 1 个图形（编码 缺少）"),
        ("", "是空的"),
        ("[" * 5_000 + "]" * 5_000, "边界的坐标读不懂"),
    ],
)
def test_a_file_that_is_no_geojson_is_refused(run: Run, file: Write, content: str, sentence: str):
    with pytest.raises(CommandError, match=sentence):
        run("import_places", file(SMALL), "--boundaries", file(content, "b.geojson"))
    assert not Place.objects.exists()


def test_a_code_drawn_twice_is_refused(run: Run, file: Write):
    feature = {"properties": {"code": "370203"}, "geometry": square(120.35, 36.11)}
    twice = file(json.dumps({"features": [feature, feature]}), "b.geojson")
    with pytest.raises(CommandError, match="第 2 个图形（编码 370203）：与第 1 个图形重复"):
        run("import_places", file(SMALL), "--boundaries", twice)
