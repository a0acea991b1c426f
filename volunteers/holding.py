"""What makes a record wait for a look of its own: said with its reason, decided by a person, never thrown away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt

from django.db.models import Q
from django.utils.timezone import localtime

from volunteers.kinds import Held, Work
from volunteers.models import Service
from volunteers.schemes import scheme_at
from volunteers.telling import duration
from volunteers.workflow import COUNTS

PEOPLE_OF_A_DEVICE = 3  # a family may share a telephone
FASTEST = 60.0  # km/h, through a city
NEAR_ENOUGH = 1.0  # km: what a telephone's own error may make
EARTH = 6371.0
Spot = tuple[float, float]  # lat, lon


def holds_of(service: Service) -> list[list[str]]:
    """Each reason with its sentence. Asked before the record is kept, and again when it changes."""
    found = [*_overlap(service), *_speed(service), *_device(service), *_photo(service), *_that_day(service)]
    return [[str(kind), sentence] for kind, sentence in found]


def _others(service: Service) -> Q:
    return Q(state__in=COUNTS) & ~Q(pk=service.pk)


def _overlap(service: Service) -> Iterator[tuple[Held, str]]:
    if service.starts_at is None or service.ends_at is None:
        return
    same_time = Q(starts_at__lt=service.ends_at, ends_at__gt=service.starts_at)
    rows = Service.objects.filter(_others(service) & same_time, person=service.person_id)
    others = list(rows.order_by("-pk"))
    for some in [*([other] for other in others), others]:  # each beside it, then all of them
        if some and not _have_room([service, *some]):
            yield Held.OVERLAP, _no_room(service, some)
            return


def _have_room(services: Sequence[Service]) -> bool:
    """Whether all of them can have been done in the time in which they lie. Of a help nobody knows when in the part of
    the day it was: a short one has room beside an activity, a long one has none."""
    taken = sum((_taken(one) for one in services), timedelta())
    return taken <= max(_time(one)[1] for one in services) - min(_time(one)[0] for one in services)


def _no_room(service: Service, others: Sequence[Service]) -> str:
    if len(others) == 1 and Work.HELP not in (service.work, others[0].work):
        return f"同一时间还有“{others[0].title}”（{_hours(*_time(others[0]))}）。"
    all_told = duration(service.minutes + sum(other.minutes for other in others))
    return f"同一时段还有{'、'.join(map(_placed, others))}，加上这一条一共 {all_told}，时间上放不下，请问一问。"


def _placed(service: Service) -> str:
    if service.work == Work.HELP:
        return f"“{service.title}”（约在 {_hours(*_time(service))}，{duration(service.minutes)}）"
    return f"“{service.title}”（{_hours(*_time(service))}）"


def _taken(service: Service) -> timedelta:
    if service.work == Work.HELP:
        return timedelta(minutes=service.minutes)
    starts_at, ends_at = _time(service)
    return ends_at - starts_at


def _time(service: Service) -> tuple[datetime, datetime]:
    assert service.starts_at
    assert service.ends_at
    return service.starts_at, service.ends_at


def _speed(service: Service) -> Iterator[tuple[Held, str]]:
    """Between the places where they left one and came to the next, that day."""
    if service.came_lat is None or service.starts_at is None:
        return
    others = Service.objects.filter(_others(service), person=service.person_id, day=service.day, came_lat__isnull=False)
    row = sorted([*others, service], key=lambda one: one.there_from or service.recorded_at)
    for before, after in pairwise(row):
        if service not in (before, after) or not before.there_until or not after.there_from:
            continue
        far = distance(_left(before), _came(after))
        hours = max((after.there_from - before.there_until).total_seconds() / 3600, 1 / 60)
        if far > NEAR_ENOUGH and far / hours > FASTEST:
            other = after if before is service else before
            yield Held.SPEED, f"和“{other.title}”相距 {far:.1f} 公里，中间只隔了 {hours * 60:.0f} 分钟。"


def _device(service: Service) -> Iterator[tuple[Held, str]]:
    if not service.device:
        return
    same = Service.objects.filter(_others(service), device=service.device, day=service.day)
    people = same.exclude(person=service.person_id).values("person").distinct().count() + 1
    if people > PEOPLE_OF_A_DEVICE:
        yield Held.DEVICE, f"这部手机今天已经给 {people} 个人签到。"


def _photo(service: Service) -> Iterator[tuple[Held, str]]:
    if not service.photo:
        return
    other = Service.objects.filter(_others(service), photo=service.photo).first()
    if other:
        yield Held.PHOTO, f"同一张照片 {other.day:%Y-%m-%d} 用过（“{other.title}”）。"


def _that_day(service: Service) -> Iterator[tuple[Held, str]]:
    """More than the day may hold; and a paper beside anything else by the hour, whichever came first."""
    if not service.minutes:
        return
    others = Service.objects.filter(_others(service), person=service.person_id, day=service.day, minutes__gt=0)
    that_day = list(others.order_by("pk"))
    minutes = sum(one.minutes for one in that_day) + service.minutes
    most = scheme_at(service.community, service.day).day_minutes
    if minutes > most:
        yield Held.OVER_CAP, f"这一天一共 {duration(minutes)}，超过一天最多算的 {duration(most)}。"
    other = next((one for one in that_day if Work.PAPER in (one.work, service.work)), None)
    if other:
        said = f"{other.get_work_display()}“{other.title}”（{duration(other.minutes)}）"
        yield Held.SAME_DAY, f"同一天还有一条：{said}。请看是不是同一件事。"


def distance(one: Spot, other: Spot) -> float:
    """In kilometres, over the ground."""
    (lat, lon), (to_lat, to_lon) = (map(radians, spot) for spot in (one, other))
    half = sin((to_lat - lat) / 2) ** 2 + cos(lat) * cos(to_lat) * sin((to_lon - lon) / 2) ** 2
    return 2 * EARTH * asin(sqrt(half))


def _came(service: Service) -> Spot:
    return (service.came_lat or 0.0, service.came_lon or 0.0)


def _left(service: Service) -> Spot:
    if service.left_lat is None or service.left_lon is None:
        return _came(service)
    return (service.left_lat, service.left_lon)


def _hours(starts_at: datetime, ends_at: datetime) -> str:
    return f"{localtime(starts_at):%H:%M}–{localtime(ends_at):%H:%M}"
