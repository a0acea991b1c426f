"""Teams and stations on a working Monday morning, in the small district of tests/factories.py; all of it by HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.models import User
from accounts.models.session import RESIDENT
from accounts.personal import lookup_hash
from grids.models import Place
from teams.actions import Founding, Standing, book, found, join, open_station
from teams.actions.bookings import Wanted
from teams.models import Booking, Skill, Station, Team
from tests.factories import MONDAY, Town, build_town
from volunteers.actions import Joining
from volunteers.actions import join as volunteer
from volunteers.kinds import Help

TODAY = localdate(MONDAY)
ADDRESS = "1号楼2单元301"


@pytest.fixture(autouse=True)
def monday() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def town(db: None) -> Town:
    return settled(build_town())


def settled(town: Town) -> Town:
    """With a barber and an electrician who volunteer, and two residents."""
    for number, (name, shown) in enumerate(
        [("barber", "田理发"), ("electrician", "雷电工"), ("resident", "居民"), ("neighbour", "居民")]
    ):
        phone = f"1381234000{number}"
        town.people[name] = User.objects.create_user(name, name=shown, phone=phone, phone_hash=lookup_hash(phone))
    for name in ("barber", "electrician"):
        said = Joining(town.people[name].name, TODAY.replace(year=1980), town.places["community"])
        volunteer(town.people[name], said, at=MONDAY)
    return town


@pytest.fixture
def served(town: Town) -> Town:
    team(town)
    station(town)
    return town


def as_resident(person: User) -> Client:
    """With the phone proved, as after the code (tests/resident/signing_in.py)."""
    client = Client()
    session = client.session
    session[RESIDENT] = person.pk
    session.save()
    return client


def skill(name: str = "理发") -> Skill:
    return Skill.objects.get_or_create(name=name)[0]


def team(town: Town, *, grids: list[Place] | None = None, name: str = "便民帮办队", **said: Any) -> Team:
    """Led by the barber, who can cut hair."""
    asked = Founding(town.places["community"], name, "TRADES", "", town.people["barber"], grids or [], **said)
    made = found(asked, by=town.hat("community"), at=MONDAY)
    made.members.get().skills.add(skill())
    return made


def couriers(town: Town) -> Team:
    """Led by the barber, who delivers."""
    said = Founding(town.places["community"], "骑手先锋队", "COURIERS", "", town.people["barber"])
    return found(said, by=town.hat("community"), at=MONDAY)


def with_electrician(town: Town, made: Team) -> None:
    join(made, town.people["electrician"], skills=[skill("水电")], by=town.hat("community"), at=MONDAY)


def station(town: Town, *keys: str, name: str = "镇江路服务站") -> Station:
    grids = [town.places[key] for key in keys or ("grid", "next_grid")]
    said = Standing(name, grids, "镇江路9号", "周一至周五 9:00–17:00", "0532-85891234")
    return open_station(town.places["community"], said, by=town.hat("community"), at=MONDAY)


def booked(town: Town, who: str = "resident", **said: Any) -> Booking:
    wanted = {
        "grid": town.grid, "skill": skill(), "help": Help.ELDERLY, "words": "老人理发", "where": ADDRESS,
        "wanted_on": TODAY, "part": "MORNING", **said,
    }  # fmt: skip
    return book(Wanted(**wanted), by=town.people[who], at=MONDAY)


def form(town: Town, **changes: Any) -> dict[str, Any]:
    """The booking form as somebody fills it in."""
    return {
        "grid": town.grid.pk, "skill": skill().pk, "help": "ELDERLY", "words": "老人腿脚不便，想在家理发",
        "where": ADDRESS, "wanted_on": (TODAY + timedelta(days=2)).isoformat(), "part": "MORNING", **changes,
    }  # fmt: skip


def post(town: Town, who: str, page: str, *args: Any, **sent: Any) -> Any:
    return town.client(who).post(reverse(f"teams:{page}", args=args), sent)


def get(town: Town, who: str, page: str, *args: Any, **asked: Any) -> Any:
    return town.client(who).get(reverse(f"teams:{page}", args=args), asked)


def text(answer: Any) -> str:
    return str(answer.content.decode())
