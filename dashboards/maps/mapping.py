"""The outlines of the places one step below, as a chart wants them: GeoJSON, for whoever may read their figures."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from dashboards.board import children_of
from dashboards.maps.outlines import shapes_of
from grids.models import BoundaryRevision, Place

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
    shapes = shapes_of(
        [(child.pk, child.lft, child.rght) for child in children], children[0].tree_id if children else 0
    )
    for child in children:
        if drawn := shapes.get(child.pk):
            yield {
                "type": "Feature",
                "id": child.pk,
                "properties": {"place": str(child.pk), "name": child.short_name},
                "geometry": _rounded(drawn),
            }


def _rounded(geometry: BaseGeometry) -> dict[str, Any]:
    drawn = mapping(geometry)
    return {"type": drawn["type"], "coordinates": _round(drawn["coordinates"])}


def _round(coordinates: Any) -> Any:
    if isinstance(coordinates, float):
        return round(coordinates, DIGITS)
    return [_round(one) for one in coordinates]
