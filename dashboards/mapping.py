"""The outlines of the places one step below, as a chart wants them: GeoJSON, for whoever may read their figures."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from django.core.cache import cache
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from dashboards.board import children_of
from grids.models import Boundary, BoundaryRevision, Place
from grids.workflow import Level

DIGITS = 5  # of a degree: about a metre
KEPT_FOR = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Outlines:
    """`tag` changes with whatever could change the drawing; it costs two queries, the drawing more."""

    tag: str
    children: list[Place]

    def as_geojson(self) -> dict[str, Any]:
        """Kept in the cache by its tag: uniting a thousand grids takes a moment."""
        found: dict[str, Any] | None = cache.get(self.tag)
        if found is None:
            found = {"type": "FeatureCollection", "features": [*_features(self.children)]}
            cache.set(self.tag, found, KEPT_FOR)
        return found


def outlines_of(place: Place) -> Outlines:
    children = children_of(place)
    token = BoundaryRevision.objects.values_list("token", flat=True).first()
    said = repr((token, [(child.pk, child.name, child.lft, child.rght) for child in children]))
    return Outlines(f"outlines-{hashlib.sha256(said.encode()).hexdigest()[:32]}", children)


def _features(children: Sequence[Place]) -> Iterable[dict[str, Any]]:
    own = {row.place_id: [row.geometry] for row in Boundary.objects.in_force().filter(place__in=children)}
    drawn = own | _of_grids([child for child in children if child.pk not in own])
    for child in children:
        if geometries := drawn.get(child.pk):
            yield {
                "type": "Feature",
                "id": child.pk,
                "properties": {"place": str(child.pk), "name": child.short_name},
                "geometry": _rounded(_united([shape(geometry) for geometry in geometries])),
            }


def _of_grids(children: Sequence[Place]) -> dict[int, list[Any]]:
    """Where a street or community has not been drawn itself: the grids inside it. One query."""
    if not children:
        return {}
    found: dict[int, list[Any]] = defaultdict(list)
    grids = Boundary.objects.in_force().filter(place__level=Level.GRID, place__tree_id=children[0].tree_id)
    inside = grids.filter(place__lft__gt=children[0].lft, place__rght__lt=max(child.rght for child in children))
    for left, geometry in inside.values_list("place__lft", "geometry"):
        for child in children:
            if child.lft < left < child.rght:
                found[child.pk].append(geometry)
    return found


def _united(shapes: Sequence[BaseGeometry]) -> BaseGeometry:
    return shapes[0] if len(shapes) == 1 else shapely.unary_union([shapely.make_valid(one) for one in shapes])


def _rounded(geometry: BaseGeometry) -> dict[str, Any]:
    drawn = mapping(geometry)
    return {"type": drawn["type"], "coordinates": _round(drawn["coordinates"])}


def _round(coordinates: Any) -> Any:
    if isinstance(coordinates, float):
        return round(coordinates, DIGITS)
    return [_round(one) for one in coordinates]
