"""补录: what a paper may say of a day, for whom, and what of it is looked at by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine

from accounts.models import User
from tests.factories import MONDAY, Town
from tests.volunteers.pages import done, get, known_by, post, text
from tests.volunteers.people import GROWN_UP, joined
from volunteers.actions import Joining, join, withdraw
from volunteers.models import Service

PHONE = "13800000055"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):  # nine in the morning
        yield


@pytest.fixture
def volunteer(town: Town) -> User:
    return known_by(User.objects.create_user("volunteer", name="林志愿"), PHONE)


def paper(**changes: Any) -> dict[str, Any]:
    said = {"phone": PHONE, "title": "清运装修垃圾", "day": "2026-11-15", "hours": "1.5", "help": ""}
    return {**said, "key": str(uuid4()), **changes}


def test_today_holds_no_more_than_has_passed_of_it(town: Town, volunteer: User) -> None:
    joined(town, volunteer)
    today = {"day": "2026-11-16"}
    answer = post(town, "community", "paper", **paper(hours="9.5", **today))
    words = "今天到现在才 9 小时。这位志愿者今天已经记了 0 分钟，再加 9 小时 30 分钟就超过了"
    assert (answer.status_code, words in text(answer)) == (409, True)
    done(town, "community", "paper", **paper(hours="6", **today))
    answer = post(town, "community", "paper", **paper(title="扫雪", hours="3.5", **today))
    assert (answer.status_code, list(answer.context["form"].errors)) == (409, ["hours"])
    done(town, "community", "paper", **paper(title="扫雪", hours="3", **today))
    assert Service.objects.count() == 2


@pytest.mark.parametrize(("born", "ticked", "is_held"), [
    (date(2015, 5, 1), False, True), (date(2015, 5, 1), True, False),
    (date(2012, 11, 16), False, True),  # fourteen a day after
    (date(2012, 11, 15), False, False), (GROWN_UP, False, False),
])  # fmt: skip
def test_a_childs_paper_says_that_the_guardian_was_there_or_is_looked_at(
    town: Town, volunteer: User, born: date, ticked: bool, is_held: bool
) -> None:
    joined(town, volunteer, birthday=born)
    done(town, "community", "paper", **paper(), **({"guardian_was_there": "on"} if ticked else {}))
    held = text(get(town, "intake", "review", show="held"))
    assert ("当天未满 14 周岁，没有写明监护人在场陪着" in held) == is_held
    done(town, "intake", "approve_all", record=[Service.objects.get().pk])
    assert Service.objects.approved().exists() != is_held


@pytest.mark.parametrize(("ago", "is_held"), [(41, False), (40, False), (20, True), (1, False), (0, False)])
def test_a_day_between_leaving_and_coming_back_is_looked_at_by_itself(
    town: Town, volunteer: User, ago: int, is_held: bool
) -> None:
    one = joined(town, volunteer, at=MONDAY - 60 * DAY)
    withdraw(one, by=volunteer, at=MONDAY - 40 * DAY)
    join(volunteer, Joining(one.name, GROWN_UP, town.places["community"]), at=MONDAY - DAY)
    done(town, "community", "paper", **paper(day=f"{MONDAY - ago * DAY:%Y-%m-%d}"))
    assert ("这一天本人已经退出，后来才再注册" in text(get(town, "intake", "review", show="held"))) == is_held


def test_who_left_after_serving_is_entered_by_the_community_it_was(town: Town, volunteer: User) -> None:
    """It was told that they should sign up first."""
    withdraw(joined(town, volunteer), by=volunteer, at=MONDAY - 5 * DAY)
    answer = post(town, "community", "paper", **paper(day="2026-11-12"))
    words = "这位志愿者2026-11-11退出了，退出以后的不能补录"
    assert (answer.status_code, words in text(answer)) == (409, True)
    done(town, "community", "paper", **paper(day="2026-11-11"))
    assert Service.objects.get().held == []
    assert post(town, "far_street", "paper", **paper(day="2026-11-10")).status_code == 422


def test_who_has_gone_on_to_another_community_is_entered_there(town: Town, volunteer: User) -> None:
    one = joined(town, volunteer)
    withdraw(one, by=volunteer, at=MONDAY - 2 * DAY)
    join(volunteer, Joining(one.name, GROWN_UP, town.places["far_community"]), at=MONDAY - 2 * DAY)
    answer = post(town, "community", "paper", **paper(day="2026-11-10"))
    assert (answer.status_code, "后来在别的社区注册了的，由那里补录" in text(answer)) == (422, True)
    done(town, "far_street", "paper", **paper(day="2026-11-10"))
