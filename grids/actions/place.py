"""What happens to a place in the register. Each verb takes the tree's lock, checks, writes and leaves an audit line."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from accounts.actions import write_audit
from accounts.models import User
from grids.models import FROM_THE_BEGINNING, Level, Place, Region
from grids.register import register_write
from grids.workflow import Line, Refused, misplaced

TREE_NUMBERS = ("tree_id", "lft", "rght", "depth")


def add_place(
    *,
    code: str,
    name: str,
    level: str,
    parent: Place | None,
    by: User | None,
    at: datetime,
    region: Region | None = None,
    valid_from: date = FROM_THE_BEGINNING,
    predecessor: Place | None = None,
    lines: Sequence[str] = (),
    lat: float | None = None,
    lon: float | None = None,
) -> Place:
    """Add a place as the last child of `parent` (a district: as a new root). Raises Refused."""
    with register_write():
        place = Place(
            code=code, name=name, level=level, parent=_open(parent) if parent else None, region=region,
            valid_from=valid_from, predecessor=predecessor, lines=list(lines), lat=lat, lon=lon,
        )  # fmt: skip
        if refusal := code_refusal(code):
            raise Refused(refusal)
        _check_parent(place, place.parent)
        _check_fields(place)
        place.save()
        write_audit(action="新增地域", of=place, by=by, at=at, detail={"code": code, "name": name, "level": level})
    return place


def rename_place(place: Place, *, name: str, by: User | None, at: datetime) -> None:
    """Give the place another name under the same code. Raises Refused."""
    with register_write():
        fresh = _open(place)
        before, fresh.name = fresh.name, name
        _check_fields(fresh)
        fresh.save(update_fields=["name"])
        write_audit(action="地域更名", of=fresh, by=by, at=at, detail={"from": before, "to": name})
    place.refresh_from_db()


def move_place(place: Place, *, to: Place, by: User | None, at: datetime) -> None:
    """Hang the place, with all below it, under another parent; into another district's tree too. Raises Refused."""
    with register_write():
        fresh, parent = _open(place), _open(to)
        _check_parent(fresh, parent)
        detail = {"from": fresh.parent.code, "to": parent.code}
        fresh.parent = parent
        fresh.save()
        write_audit(action="地域改隶", of=fresh, by=by, at=at, detail=detail)
    place.refresh_from_db()


def close_place(place: Place, *, on: date, by: User | None, at: datetime, reason: str = "") -> None:
    """Take the place out of use from the day `on`, not in the future; its code is never used again. Raises Refused."""
    with register_write():
        fresh = _open(place)
        if refusal := closing_refusal(fresh, on=on, at=at):
            raise Refused(refusal)
        fresh.valid_to = on
        fresh.save(update_fields=["valid_to"])
        write_audit(action="停用地域", of=fresh, by=by, at=at, reason=reason, detail={"on": on.isoformat()})
    place.refresh_from_db()


def describe_place(
    place: Place,
    *,
    by: User | None,
    at: datetime,
    region: Region | None,
    predecessor: Place | None,
    lines: Sequence[str],
    lat: float | None,
    lon: float | None,
) -> None:
    """Set everything about the place that moves nothing in the tree. Raises Refused."""
    with register_write():
        fresh = _open(place)
        fresh.region, fresh.predecessor, fresh.lines, fresh.lat, fresh.lon = region, predecessor, list(lines), lat, lon
        _check_fields(fresh)
        fresh.save(update_fields=["region", "predecessor", "lines", "lat", "lon"])
        write_audit(
            action="修改地域资料", of=fresh, by=by, at=at, detail={"lines": fresh.lines, "lat": lat, "lon": lon}
        )
    place.refresh_from_db()


def code_refusal(code: str) -> str:
    """Why this code may not be given to a new place; empty when it may."""
    known = Place.objects.filter(code=code).order_by("-valid_from").first()
    return f"编码 {code} 已经用于{known.name}，编码不能重复使用" if known else ""


def closing_refusal(place: Place, *, on: date, at: datetime) -> str:
    """Why this place may not be closed on that day; empty when it may."""
    if on > localdate(at):
        return "停用日期不能晚于今天"
    if on < place.valid_from:
        return f"停用日期不能早于启用日期 {place.valid_from}"
    below = place.get_children().filter(valid_to__isnull=True).count()
    return f"{place.name}下面还有 {below} 个在用的地域，请先停用或移走它们" if below else ""


def _open(place: Place) -> Place:
    """The row as it is now, inside the lock: the caller's copy may carry numbers that another write has moved."""
    fresh = Place.objects.get(pk=place.pk)
    if fresh.valid_to is not None:
        raise Refused(f"{fresh.name}已于 {fresh.valid_to} 停用")
    return fresh


def _check_parent(place: Place, parent: Place | None) -> None:
    if clause := misplaced(Level(place.level), Level(parent.level) if parent else None):
        raise Refused(clause)


def _check_fields(place: Place) -> None:
    unknown = [line for line in place.lines if line not in Line.values]
    if unknown:
        raise Refused(f"没有这个条线：{'、'.join(unknown)}")
    if place.region and place.level != Level.DISTRICT:
        raise Refused("只有区县填写所属省市")
    if place.lines and place.level != Level.GRID:
        raise Refused("只有网格标注条线")
    if (place.lat is None) != (place.lon is None):
        raise Refused("纬度和经度要么都填，要么都不填")
    try:
        place.clean_fields(exclude=TREE_NUMBERS)
    except ValidationError as error:
        raise Refused("；".join(error.messages)) from error
