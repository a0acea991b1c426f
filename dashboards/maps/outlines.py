"""The places one step below as shapes to be drawn: each by its own boundary, else by those of the grids in it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import shapely
from shapely.geometry import LineString, Point, shape
from shapely.geometry.base import BaseGeometry

from grids.models import Boundary, BoundaryRevision, Place

WIDTH, HEIGHT = 900, 900  # of the drawing; what is drawn is fitted into it, north up
FINEST = 0.7  # corners nearer to a straight line than this are left out: nobody sees them


@dataclass(frozen=True, slots=True)
class Outline:
    """`path` as SVG wants it; the point well inside, for a name and a number to stand on; how broad it is there."""

    path: str
    x: int
    y: int
    room: int


def outlines_of(place: Place, children: Sequence[Place]) -> Mapping[int, Outline]:
    """Child's key → outline. A child of which nothing is drawn is missing. One query while no boundary changes."""
    token = BoundaryRevision.objects.values_list("token", flat=True).first() or ""
    return _drawn(token, place.pk, tuple((child.pk, child.lft, child.rght) for child in children), place.tree_id)


@lru_cache(maxsize=64)
def _drawn(_token: str, _place: int, children: tuple[tuple[int, int, int], ...], tree: int) -> Mapping[int, Outline]:
    return _fitted(shapes_of(children, tree))


def shapes_of(children: Sequence[tuple[int, int, int]], tree: int) -> dict[int, BaseGeometry]:
    """Of each child, as (key, lft, rght), its own boundary, else those inside it as one. One query."""
    if not children:
        return {}
    low, high = min(child[1] for child in children), max(child[2] for child in children)
    rows = Boundary.objects.in_force().filter(place__tree_id=tree, place__lft__gte=low, place__rght__lte=high)
    found = [(lft, pk, shape(drawn)) for lft, pk, drawn in rows.values_list("place__lft", "place", "geometry")]
    shapes = {pk: _shape_of(pk, [row for row in found if lft <= row[0] < rght]) for pk, lft, rght in children}
    return {pk: one for pk, one in shapes.items() if one is not None}


def _shape_of(pk: int, rows: list[tuple[int, int, BaseGeometry]]) -> BaseGeometry | None:
    own = [drawn for _, of, drawn in rows if of == pk]
    parts = own or [drawn for _, _, drawn in rows]
    return shapely.union_all([shapely.make_valid(part) for part in parts]) if parts else None


def _fitted(shapes: Mapping[int, BaseGeometry]) -> Mapping[int, Outline]:
    if not shapes:
        return {}
    west, south, east, north = shapely.total_bounds(list(shapes.values()))
    narrow = math.cos(math.radians((south + north) / 2))  # a degree of longitude is that much shorter up here
    scale = min((WIDTH - 8) / ((east - west) * narrow), (HEIGHT - 8) / (north - south))
    left = (WIDTH - (east - west) * narrow * scale) / 2
    top = (HEIGHT - (north - south) * scale) / 2

    def flat(one: BaseGeometry) -> BaseGeometry:
        moved = shapely.transform(one, lambda xy: (xy - (west, north)) * (narrow * scale, -scale) + (left, top))
        return moved.simplify(FINEST)

    return {pk: _outline(flat(one)) for pk, one in shapes.items()}


def _outline(drawn: BaseGeometry) -> Outline:
    parts = [part for part in getattr(drawn, "geoms", [drawn]) if part.geom_type == "Polygon" and not part.is_empty]
    largest = max(parts, key=lambda part: part.area)
    spot: Point = largest.representative_point()
    rings = [ring for part in parts for ring in (part.exterior, *part.interiors)]
    west, _, east, _ = largest.bounds
    chord = largest.intersection(LineString([(west, spot.y), (east, spot.y)]))
    return Outline(" ".join(map(_ring, rings)), round(spot.x), round(spot.y), round(chord.length))


def _ring(ring: BaseGeometry) -> str:
    return "M" + " ".join(f"{x:.0f} {y:.0f}" for x, y in ring.coords[:-1]) + "Z"
