"""Boundaries from a GeoJSON file: a place's first drawing comes in force, a different one waits for a second person."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from shapely.geometry.base import BaseGeometry

from accounts.models import User
from grids.actions.boundary import corners, overlap_refusals
from grids.geometry import UNREADABLE, BadGeometry, read_geometry
from grids.importing.entries import ImportRefused, Problems
from grids.importing.linking import portions
from grids.importing.reading import Told, file_text
from grids.models import Boundary, Place


@dataclass(frozen=True, slots=True)
class Drawing:
    """One feature of the file: the place's code and its shape."""

    number: int
    code: str
    geometry: dict[str, Any]
    shape: BaseGeometry

    def at(self) -> str:
        return f"边界文件第 {self.number} 个图形（编码 {self.code}）"


@dataclass(frozen=True, slots=True)
class Drawn:
    """How many drawings came in force, wait for approval, or were known already."""

    new: int = 0
    proposed: int = 0
    unchanged: int = 0


def read_drawings(path: Path, problems: Problems) -> list[Drawing]:
    """The features of a GeoJSON FeatureCollection. Raises ImportRefused when the file is nothing of the kind."""
    drawings: dict[str, Drawing] = {}
    for number, feature in enumerate(_features(path), start=1):
        code = _code(feature)
        try:
            shape = read_geometry(feature.get("geometry") if isinstance(feature, dict) else None)
        except BadGeometry as error:
            problems.add(f"边界文件第 {number} 个图形（编码 {code or '缺少'}）：{error}")
            continue
        if not code:
            problems.add(f"边界文件第 {number} 个图形：属性里缺少编码 code")
        elif code in drawings:
            problems.add(f"边界文件第 {number} 个图形（编码 {code}）：与第 {drawings[code].number} 个图形重复")
        else:
            drawings[code] = Drawing(number, code, feature["geometry"], shape)
    return list(drawings.values())


def _features(path: Path) -> list[Any]:
    try:
        content = json.loads(file_text(path))
    except json.JSONDecodeError as error:
        raise ImportRefused(f"{path.name} 第 {error.lineno} 行：不是有效的 JSON") from error
    except RecursionError as error:
        raise ImportRefused(f"{path.name}：{UNREADABLE}") from error
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list):
        raise ImportRefused(f"{path.name}：不是 GeoJSON 的 FeatureCollection")
    return features


def _code(feature: Any) -> str:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    return str(properties.get("code") or "") if isinstance(properties, dict) else ""


def store_drawings(drawings: list[Drawing], *, by: User | None, at: datetime, problems: Problems, told: Told) -> Drawn:
    """Write the drawings, under the tree's lock, which the caller holds. What is wrong goes to `problems`."""
    places = _places_of(drawings, problems)
    known = {drawing.code: drawing for drawing in drawings if drawing.code in places}
    kept = _kept([place.pk for place in places.values()])
    fresh = [drawing for drawing in known.values() if drawing.geometry not in kept.get(places[drawing.code].pk, [])]
    for position, sentence in overlap_refusals([places[d.code] for d in fresh], [d.shape for d in fresh]):
        problems.add(f"{fresh[position].at()}：{sentence}")
    problems.stop_if_any()
    rows = [_row(drawing, places[drawing.code], places[drawing.code].pk in kept, by, at) for drawing in fresh]
    Boundary.objects.bulk_create(rows, batch_size=500)
    new = sum(row.status == Boundary.Status.IN_FORCE for row in rows)
    told(f"已写入 {len(rows)} 条边界")
    return Drawn(new, len(rows) - new, len(known) - len(fresh))


def _places_of(drawings: list[Drawing], problems: Problems) -> dict[str, Place]:
    places = {
        place.code: place
        for codes in portions([drawing.code for drawing in drawings])
        for place in Place.objects.not_closed().filter(code__in=codes)
    }
    for drawing in drawings:
        if drawing.code not in places:
            problems.add(f"{drawing.at()}：没有这个编码的地域")
    return places


def _kept(place_ids: list[int]) -> dict[int, list[dict[str, Any]]]:
    """The drawings that each place has in force or waiting; the list of one without any in force is left out."""
    kept: dict[int, list[dict[str, Any]]] = {}
    waiting: list[tuple[int, dict[str, Any]]] = []
    for row in _live_boundaries(place_ids):
        if row.status == Boundary.Status.IN_FORCE:
            kept.setdefault(row.place_id, []).append(row.geometry)
        else:
            waiting.append((row.place_id, row.geometry))
    for place_id, geometry in waiting:
        if place_id in kept:
            kept[place_id].append(geometry)
    return kept


def _live_boundaries(place_ids: list[int]) -> Iterator[Boundary]:
    live = Boundary.objects.filter(status__in=[Boundary.Status.IN_FORCE, Boundary.Status.PROPOSED])
    for some in portions(place_ids):
        yield from live.filter(place__in=some).iterator(1000)


def _row(drawing: Drawing, place: Place, has_one: bool, by: User | None, at: datetime) -> Boundary:
    common: dict[str, Any] = {
        "place": place, "geometry": drawing.geometry, "proposed_by": by, "proposed_at": at, **corners(drawing.shape),
    }  # fmt: skip
    if has_one:
        waits = {"status": Boundary.Status.PROPOSED, "origin": Boundary.Origin.PROPOSAL}
        return Boundary(**common, **waits, reason="导入的边界与现行边界不同")
    in_force = {"status": Boundary.Status.IN_FORCE, "origin": Boundary.Origin.IMPORT}
    return Boundary(**common, **in_force, decided_by=by, decided_at=at)
