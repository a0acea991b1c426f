"""How the drawing of a place changes: one person proposes, another decides, and every drawing is kept."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from shapely.geometry.base import BaseGeometry

from accounts.actions import write_audit
from accounts.models import User
from grids.geometry import BadGeometry, overlapping, read_geometry
from grids.models import Boundary, Level, Place
from grids.register import register_write
from grids.workflow import Refused

ONE_LAYER = (Level.GRID, Level.MICRO_GRID)  # the levels that divide the ground: no two of a level may overlap


def propose_boundary(place: Place, *, geometry: Mapping[str, Any], reason: str, by: User, at: datetime) -> Boundary:
    """Ask for another drawing of the place; it counts once a second person approves it. Raises Refused."""
    with register_write():
        shape = lawful_shape(place, geometry)
        if not reason.strip():
            raise Refused("请写明为什么要改边界")
        boundary = Boundary.objects.create(
            place=place, geometry=geometry, status=Boundary.Status.PROPOSED, origin=Boundary.Origin.PROPOSAL,
            reason=reason, proposed_by=by, proposed_at=at, **corners(shape),
        )  # fmt: skip
        write_audit(action="申请变更边界", of=boundary, by=by, at=at, reason=reason, detail={"place": place.code})
    return boundary


def approve_boundary(boundary: Boundary, *, by: User, at: datetime) -> None:
    """Put a proposed drawing in force, not by who proposed it; the one before it is kept. Raises Refused."""
    with register_write():
        lawful_shape(boundary.place, boundary.geometry)  # a neighbour may have been drawn since it was proposed
        boundary.place.boundaries.filter(status=Boundary.Status.IN_FORCE).update(
            status=Boundary.Status.REPLACED, replaced_at=at
        )
        _decide(boundary, Boundary.Status.IN_FORCE, by=by, at=at)
        write_audit(action="批准边界", of=boundary, by=by, at=at, detail={"place": boundary.place.code})


def refuse_boundary(boundary: Boundary, *, reason: str, by: User, at: datetime) -> None:
    """Turn a proposed drawing down. Not by who proposed it. Raises Refused."""
    if not reason.strip():
        raise Refused("请写明不批准的理由")
    with register_write():
        _decide(boundary, Boundary.Status.REFUSED, by=by, at=at)
        write_audit(
            action="不批准边界", of=boundary, by=by, at=at, reason=reason, detail={"place": boundary.place.code}
        )


def _decide(boundary: Boundary, status: Boundary.Status, *, by: User, at: datetime) -> None:
    if boundary.proposed_by_id == by.pk:
        raise Refused("边界变更要由申请人以外的第二个人批准")
    decided = Boundary.objects.proposed().filter(pk=boundary.pk).update(status=status, decided_by=by, decided_at=at)
    if not decided:
        raise Refused("这条边界申请已经处理过")
    boundary.refresh_from_db()


def lawful_shape(place: Place, geometry: Mapping[str, Any]) -> BaseGeometry:
    """The drawing as a shape that may lie in the one layer of its level, or Refused."""
    if place.valid_to is not None:
        raise Refused(f"{place.name}已于 {place.valid_to} 停用")
    try:
        shape = read_geometry(geometry)
    except BadGeometry as error:
        raise Refused(str(error)) from error
    if refusals := overlap_refusals([place], [shape]):
        raise Refused(refusals[0][1])
    return shape


def overlap_refusals(places: Sequence[Place], shapes: Sequence[BaseGeometry]) -> list[tuple[int, str]]:
    """Which of these drawings cover a grid (or micro-grid) of another code by more than a sliver: position, sentence.

    They are held against one another and against the boundaries in force of the places they do not redraw.
    """
    refusals = []
    for level in ONE_LAYER:
        mine = [position for position, place in enumerate(places) if place.level == level]
        if not mine:
            continue
        others = _neighbours(level, [places[i] for i in mine], [shapes[i] for i in mine])
        drawn = [(places[i], shapes[i]) for i in mine] + others
        for one, two in overlapping([shapes[i] for i in mine], [shape for _, shape in drawn]):
            if one < two:
                refusals.append((mine[one], _overlap_sentence(drawn[two][0])))
    return sorted(refusals)


def _overlap_sentence(other: Place) -> str:
    return f"与{other.name}（{other.code}）重叠；网格划定后固定，各条线共用一套网格，不得另行划分"


def _neighbours(level: Level, places: list[Place], shapes: list[BaseGeometry]) -> list[tuple[Place, BaseGeometry]]:
    edges = [shape.bounds for shape in shapes]
    west, south = min(e[0] for e in edges), min(e[1] for e in edges)
    east, north = max(e[2] for e in edges), max(e[3] for e in edges)
    rows = (
        Boundary.objects.in_force()
        .filter(place__level=level, min_lon__lte=east, max_lon__gte=west, min_lat__lte=north, max_lat__gte=south)
        .select_related("place")
    )
    redrawn = {place.pk for place in places}
    return [(row.place, read_geometry(row.geometry)) for row in rows.iterator(1000) if row.place_id not in redrawn]


def corners(shape: BaseGeometry) -> dict[str, float]:
    """The box around a shape, as Boundary keeps it beside the drawing to look up neighbours."""
    west, south, east, north = shape.bounds
    return {"min_lat": south, "max_lat": north, "min_lon": west, "max_lon": east}
