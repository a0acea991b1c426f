"""网格党群服务站: opened for one grid or several, changed, closed; never deleted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actions import write_audit
from accounts.once import marked, once
from grids.models import Place
from partyorg.hats import Hat
from teams.models import Booking, Station
from teams.rules import Refused
from volunteers.again import as_before
from volunteers.standing import keeps


@dataclass(frozen=True, slots=True)
class Standing:
    """What a station says of itself."""

    name: str
    grids: Sequence[Place]
    address: str
    hours: str
    phone: str
    is_active: bool = True


def open_station(community: Place, said: Standing, *, key: UUID | None = None, by: Hat, at: datetime) -> Station:
    """The same key twice is one. Raises Refused `not_yours`, `no_grid`, `other_form`."""
    _may(community, said, by)

    def make() -> Station:
        station = Station.objects.create(key=key, community=community, **_columns(said))
        station.grids.set(said.grids)
        write_audit(action="设立党群服务站", of=station, by=by.person, at=at, detail={"grids": len(said.grids)})
        return station

    made = once(make, lambda: marked(Station.objects.filter(community=community), key))
    was = (made.name, made.address, made.hours, made.phone, {grid.pk for grid in made.grids.all()})
    now = (said.name, said.address, said.hours, said.phone, {grid.pk for grid in said.grids})
    return as_before(made, was=was, said=now, done=f"设立“{made}”")


def change_station(station: Station, said: Standing, *, by: Hat, at: datetime) -> None:
    """Raises Refused as `open_station`."""
    _may(station.community, said, by)
    with transaction.atomic():
        Station.objects.filter(pk=station.pk).update(**_columns(said))
        station.grids.set(said.grids)
        write_audit(action="修改党群服务站", of=station, by=by.person, at=at, detail={"grids": len(said.grids)})


def bookings_open_at(station: Station) -> int:
    """They go on, whether it is closed or not: whoever goes there is of a team, not of the station."""
    return Booking.objects.open().filter(station=station).count()


def _may(community: Place, said: Standing, by: Hat) -> None:
    if by.person is None or not keeps(by, community):
        raise Refused("not_yours", who="社区或街道的负责人、受理员")
    if not said.grids:
        raise Refused("no_grid")


def _columns(said: Standing) -> dict[str, object]:
    return {
        "name": said.name, "address": said.address, "hours": said.hours, "phone": said.phone,
        "is_active": said.is_active,
    }  # fmt: skip
