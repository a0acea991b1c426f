"""Booking a helper and walking a patrol on a telephone, state by state: taken up by tests/browser/every_state.py."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils.timezone import localdate

from accounts.models import User
from accounts.personal import lookup_hash
from patrols.models import CheckItem, PatrolPlan
from teams.actions import Founding, Standing, found, open_station
from teams.models import Skill
from volunteers.actions import Joining
from volunteers.actions import join as volunteer
from worktime import clock

if TYPE_CHECKING:
    from tests.browser.every_state import Visit
else:
    Visit = Any  # every_state imports this table


def stations(visit: Visit) -> None:
    at, community, by = clock.now(), visit.town.places["community"], visit.town.hat("community")
    neighbour = User.objects.create_user("barber", name="田理发")
    volunteer(neighbour, Joining("田理发", localdate(at).replace(year=1980), community), at=at)
    said = Founding(community, "便民帮办队", "TRADES", "", neighbour)
    found(said, by=by, at=at).members.get().skills.add(Skill.objects.get(name="理发"))
    there = Standing("镇江路服务站", [visit.town.grid], "镇江路9号", "周一至周五 9:00–17:00", "0532-85891234")
    open_station(community, there, by=by, at=at)
    visit.to("/volunteer/helpers/")
    visit.page.get_by_label("您住在哪个社区").select_option(index=1)
    visit.taps(re.compile("看看能约什么|换一个社区"))


def books_nothing(visit: Visit) -> None:
    visit.page.get_by_role("link", name="约人帮办").click()
    visit.taps("约")


def books(visit: Visit) -> None:
    visit.page.get_by_label("理发").check()
    visit.page.get_by_label("助老").check()
    visit.page.get_by_label("说一句要办什么").fill("老人腿脚不便，想在家里理发")
    visit.page.get_by_label("上门地址").fill("1号楼2单元301")
    visit.page.get_by_label("哪一天").fill((localdate(clock.now()) + timedelta(days=1)).isoformat())
    visit.page.get_by_label("上午").check()
    visit.taps("约")


def cancels(visit: Visit) -> None:
    visit.page.get_by_role("link", name="取消预约").click()


def patrols(visit: Visit) -> None:
    """Named in a plan by the desk."""
    person = User.objects.get(phone_hash=lookup_hash("13812345678"))
    plan = PatrolPlan.objects.create(
        community=visit.town.places["community"], grid=visit.town.grid, patroller=person, weekdays="1234567",
        since=localdate(clock.now()),
    )  # fmt: skip
    plan.items.set(CheckItem.objects.all())
    visit.to("/volunteer/patrols/")


def finds_nothing(visit: Visit) -> None:
    visit.page.get_by_role("link", name="私接电线").click()
    visit.taps("记下")


def stops(visit: Visit) -> None:
    visit.page.locator("input[type=file]").first.set_input_files(visit.photo)
    visit.page.get_by_role("radio", name="当场制止").check()
    visit.taps("记下")


HELPING: list[tuple[str, Callable[[Visit], object]]] = [
    ("helpers", lambda visit: visit.to("/volunteer/helpers/")),
    ("helpers-stations", stations),
    ("helpers-book-wrong", books_nothing),
    ("helpers-booking", books),
    ("helpers-cancel", cancels),
    ("patrols-none", lambda visit: visit.to("/volunteer/patrols/")),
    ("patrols", patrols),
    ("patrol", lambda visit: visit.taps("开始巡查")),
    ("patrol-wrong", finds_nothing),
    ("patrol-stopped", stops),
    ("patrol-over", lambda visit: visit.taps("巡查完了")),
]
