"""Where a point lies: which grid's, or failing that which community's, boundary in force."""

import math
import threading
from dataclasses import dataclass

import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from grids.geometry import box_around, metres_to, read_geometry
from grids.models import Boundary, BoundaryRevision, Level, Place
from grids.models.place import linked

NEAR_METRES = 500.0  # a point just outside the drawing (a quay, a kerb) still belongs to the community beside it


@dataclass(frozen=True)
class Located:
    """The place a point belongs to. Not exact: no grid holds the point, it goes to this community's intake queue.

    The place is the map's own, shared by all of the process: it is for reading.
    """

    place: Place
    exact: bool


@dataclass(frozen=True)
class _Layer:
    """Shapes ordered by code, so that the lowest position is the lowest code."""

    places: list[Place]
    shapes: list[BaseGeometry]
    tree: shapely.STRtree

    def holding(self, point: BaseGeometry) -> Place | None:
        """On a shared edge the place with the lowest code, so that one point always has one answer."""
        hits = self.tree.query(point, predicate="intersects")
        return self.places[int(hits.min())] if hits.size else None

    def nearest(self, lat: float, lon: float) -> Place | None:
        around = self.tree.query(box_around(lat, lon, NEAR_METRES))
        by_distance = sorted((metres_to(lat, lon, self.shapes[hit]), int(hit)) for hit in around)
        if not by_distance or by_distance[0][0] > NEAR_METRES:
            return None
        return self.places[by_distance[0][1]]


@dataclass(frozen=True)
class _Map:
    token: str
    grids: _Layer
    communities: _Layer


_map: _Map | None = None
_drawing = threading.Lock()


def locate(lat: float, lon: float) -> Located | None:
    """The grid whose boundary holds the point (WGS84 degrees), else the community that does or lies within 500 m.

    None when the point lies outside every community, for example in the sea. Raises ValueError, with a Chinese
    sentence, for what is no coordinate at all. Asks the database for the revision each time, so that a boundary
    changed by another process counts at once.
    """
    if not (math.isfinite(lat) and math.isfinite(lon) and -90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError("经纬度不正确：纬度应在 -90 到 90 之间，经度应在 -180 到 180 之间")
    drawn, point = _current_map(), Point(lon, lat)
    if grid := drawn.grids.holding(point):
        return Located(grid, exact=True)
    community = drawn.communities.holding(point) or drawn.communities.nearest(lat, lon)
    return Located(community, exact=False) if community else None


def _current_map() -> _Map:
    global _map
    token = BoundaryRevision.objects.values_list("token", flat=True).first() or ""
    drawn = _map
    if drawn is None or drawn.token != token:
        with _drawing:
            if _map is None or _map.token != token:
                _map = _draw(token)
            drawn = _map
    return drawn


def _draw(token: str) -> _Map:
    """Read after the token: what is newer than it can only mean one redrawing more, never a stale map kept."""
    drawings = dict(Boundary.objects.in_force().that_receive().values_list("place_id", "geometry"))
    districts = Place.objects.filter(pk__in=drawings).values("tree_id")
    register = linked(Place.objects.filter(tree_id__in=districts).exclude(level__in=[Level.MICRO_GRID, Level.BUILDING]))
    drawn = sorted((place for place in register if place.pk in drawings), key=lambda place: place.code)
    shapes = {place.pk: read_geometry(drawings[place.pk]) for place in drawn}
    grids = [place for place in drawn if place.level == Level.GRID]
    communities = [place for place in drawn if place.level != Level.GRID]
    return _Map(token, _layer(grids, shapes), _layer(communities, shapes))


def _layer(places: list[Place], shapes: dict[int, BaseGeometry]) -> _Layer:
    drawn = [shapes[place.pk] for place in places]
    return _Layer(places, drawn, shapely.STRtree(drawn))
