"""What was seen of somebody becomes a record of service, which then waits to be looked at (volunteers)."""

from __future__ import annotations

from datetime import datetime

from activities.kinds import Kind
from activities.models import Presence
from activities.models.activity import SHORTEST
from volunteers.actions import Done, Seen, record
from volunteers.holding import Spot
from volunteers.models import Service


def record_if_proved(presence: Presence, *, at: datetime) -> Service | None:
    return record_presence(presence, at=at) if not presence.short_of else None


def record_presence(presence: Presence, *, short_of: str = "", at: datetime) -> Service | None:
    """Once for each pair, of what counts of it. None where it is not over, or less than a minute counts."""
    if presence.recorded or presence.left_at is None:
        return None
    sign_up = presence.sign_up
    activity, person = sign_up.activity, sign_up.volunteer.person
    stay = presence.came_at, presence.left_at
    starts_at, ends_at = counted = activity.counted(*stay)
    if ends_at - starts_at < SHORTEST:
        return None
    service = record(
        Done(
            key=presence.key, person=person, community=activity.community,
            work=Kind(activity.kind).work, title=activity.title, source=f"activities.activity {activity.pk}",
            day=presence.day, help=activity.help, starts_at=starts_at, ends_at=ends_at,
            seen=Seen(
                device=presence.device, came=_spot(presence.came_lat, presence.came_lon),
                left=_spot(presence.left_lat, presence.left_lon), short_of=short_of or presence.short_of,
                seen_by_nobody=presence.doubt, stay=stay if stay != counted else None,
            ),
        ),
        by=presence.listed_by, at=at,
    )  # fmt: skip
    presence.recorded = True
    presence.save(update_fields=["recorded"])
    return service


def _spot(lat: float | None, lon: float | None) -> Spot | None:
    return None if lat is None or lon is None else (lat, lon)
