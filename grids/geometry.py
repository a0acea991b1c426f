"""Shapes on the map: reading GeoJSON, judging it, measuring metres. Pure functions; lon before lat."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry

METRES_A_DEGREE = 111_320.0
# Neighbours drawn by different hands touch in slivers; more than this share of the smaller one is a second layer.
SHARED_AREA_ALLOWED = 0.01


# What shapely raises on a drawing that is none; the last on coordinates nested a thousand deep.
UNREADABLE_ERRORS = (
    *(ValueError, TypeError, KeyError, IndexError, AttributeError, shapely.errors.ShapelyError),
    RecursionError,
)
UNREADABLE = "边界的坐标读不懂，多边形至少要有四个点并首尾相接"


class BadGeometry(ValueError):
    """A drawing that cannot be a boundary; the message is a Chinese clause."""


def read_geometry(raw: Any) -> BaseGeometry:
    """A GeoJSON geometry (Polygon or MultiPolygon, WGS84) as a valid shapely shape; BadGeometry says what is wrong."""
    if not isinstance(raw, Mapping) or raw.get("type") not in ("Polygon", "MultiPolygon"):
        raise BadGeometry("边界必须是 GeoJSON 的 Polygon 或 MultiPolygon")
    try:
        drawn = shape(dict(raw))
    except UNREADABLE_ERRORS as error:
        raise BadGeometry(UNREADABLE) from error
    if drawn.is_empty or drawn.bounds[0] == drawn.bounds[2] or drawn.bounds[1] == drawn.bounds[3]:
        raise BadGeometry("边界没有面积")
    _check_on_globe(drawn)
    if not drawn.is_valid:
        raise BadGeometry(f"边界不是有效的多边形（{_why_invalid(drawn)}）")
    return shapely.force_2d(drawn)


def _check_on_globe(drawn: BaseGeometry) -> None:
    if not all(math.isfinite(edge) for edge in drawn.bounds):
        raise BadGeometry("边界里有不是数字的坐标")
    west, south, east, north = drawn.bounds
    if west < -180 or east > 180 or south < -90 or north > 90:
        raise BadGeometry("边界超出经纬度范围，请确认是 WGS84 且先经度后纬度")


def _why_invalid(drawn: BaseGeometry) -> str:
    reason = shapely.is_valid_reason(drawn)
    kind, _, where = reason.partition("[")
    words = {
        "Self-intersection": "边线自相交",
        "Ring Self-intersection": "边线自相交",
        "Hole lies outside shell": "洞在外圈之外",
        "Nested shells": "外圈相互套叠",
        "Interior is disconnected": "内部不连通",
    }
    return words.get(kind.strip(), kind.strip()) + (f"，在 {where.rstrip(']')} 附近" if where else "")


def overlapping(shapes: Sequence[BaseGeometry], against: Sequence[BaseGeometry]) -> list[tuple[int, int]]:
    """Which of `shapes` cover which of `against` by more than a sliver, as pairs of positions."""
    pairs = shapely.STRtree(against).query(np.array(shapes, dtype=object), predicate="intersects").T
    return [(int(one), int(two)) for one, two in pairs if _share(shapes[one], against[two]) > SHARED_AREA_ALLOWED]


def _share(one: BaseGeometry, two: BaseGeometry) -> float:
    return float(one.intersection(two).area / min(one.area, two.area))


def metres_to(lat: float, lon: float, place: BaseGeometry) -> float:
    """How far the point lies from the shape, on a plane laid at the point: exact enough for a few kilometres."""
    east = METRES_A_DEGREE * math.cos(math.radians(lat))
    flat = shapely.transform(place, lambda xy: (xy - (lon, lat)) * (east, METRES_A_DEGREE))
    return float(flat.distance(Point(0, 0)))


def box_around(lat: float, lon: float, metres: float) -> BaseGeometry:
    """A box of degrees that holds every point within so many metres."""
    tall = metres / METRES_A_DEGREE
    wide = tall / max(math.cos(math.radians(lat)), 0.01)
    return shapely.box(lon - wide, lat - tall, lon + wide, lat + tall)
