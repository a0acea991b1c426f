"""D09 试点 27 个网格，后 940 个网格设立网格党支部: 2.54 % and 88.35 % of the district's 1,064 grids.

Read on the page of organisations, on the days in question.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import User
from governance.demo.places import load_places
from grids.models import Level, Place
from partyorg.coverage import coverage_of_grids
from partyorg.kinds import Kind, Role
from partyorg.models import Chapter, Organisation, Post
from tests.factories import LONG_AGO, MONDAY, SHANGHAI

PILOT, LATER, ALL = date(2019, 6, 1), date(2020, 6, 1), 1064
PAGE = reverse("partyorg:organisations")


@pytest.fixture
def district(db: None) -> Place:
    """市北区: 27 of its 1,064 grids had a branch in the pilot, 940 a year later. One looks after all of them."""
    load_places(at=MONDAY)
    grids = list(Place.objects.grids().order_by("code"))
    found(Kind.GRID_BRANCH, zip(grids, [PILOT] * 27 + [LATER] * (940 - 27), strict=False))
    district = Place.objects.get(level=Level.DISTRICT)
    found(Kind.LEADING_GROUP, [(district, date(2000, 1, 1))])
    leading = Organisation.objects.get(kind=Kind.LEADING_GROUP)
    person = User.objects.create_user("leading", name="冯领导办")
    Post.objects.create(
        person=person, role=Role.LEADING_GROUP_OFFICER, organisation=leading, from_date=LONG_AGO.replace(year=2000)
    )
    return district


def found(kind: Kind, where: Iterable[tuple[Place, date]]) -> None:
    roots = (
        Organisation(
            name=f"{place.code}{kind.label}", kind=kind, place=place, founded_on=on, tree_id=place.pk, lft=1,
            rght=2, depth=0, due_on=on + timedelta(days=365) if kind == Kind.WORKING_GROUP else None,
        )
        for place, on in where
    )  # fmt: skip
    Organisation.objects.bulk_create(roots)


def row(on: date) -> list[str]:
    """The grids' line that day: 有党支部, 总数, 覆盖率, 党的工作小组过渡, 空白."""
    with time_machine.travel(datetime.combine(on, time(9), tzinfo=SHANGHAI), tick=False):
        client = Client()
        client.force_login(User.objects.get(username="leading"))
        page = client.get(PAGE).content.decode()
    line = page.split('<th scope="row" class="kept">网格</th>')[1].split("</tr>")[0]
    return cells(line)


def cells(line: str) -> list[str]:
    return [cell.split(">", 1)[1].split("</td>")[0] for cell in line.split("<td")[1:]]


def test_the_pilots_share_and_that_of_a_year_later(district: Place) -> None:
    assert row(PILOT - timedelta(days=1))[:3] == ["0", "1064", "0.00%"]
    assert row(PILOT)[:3] == ["27", "1064", "2.54%"]
    assert row(LATER)[:3] == ["940", "1064", "88.35%"]


def test_a_working_group_is_counted_apart(district: Place) -> None:
    last = Place.objects.grids().order_by("code").reverse()[:2]
    found(Kind.WORKING_GROUP, [(grid, LATER) for grid in last])
    assert row(LATER) == ["940", "1064", "88.35%", "2", "122"]


def test_what_became_a_branch_later_was_a_group_on_that_day(district: Place) -> None:
    unit = Organisation.objects.filter(founded_on=PILOT).first()
    assert unit
    Chapter.objects.create(
        organisation=unit, what="CONVERTED", on=LATER, name="工作小组", kind=Kind.WORKING_GROUP, at=MONDAY
    )
    pilot, later = coverage_of_grids(district, PILOT), coverage_of_grids(district, LATER)
    assert (pilot.covered, pilot.by_group, pilot.all) == (26, 1, ALL)
    assert (later.covered, later.by_group) == (940, 0)


def over_time(**asked: str) -> dict[str, list[str]]:
    """The page of how it changed, read years later: by day, 有党支部, 网格总数, 覆盖率."""
    with time_machine.travel(datetime(2021, 3, 1, 9, tzinfo=SHANGHAI), tick=False):
        client = Client()
        client.force_login(User.objects.get(username="leading"))
        page = client.get(reverse("partyorg:coverage"), asked).content.decode()
    lines = [line.split("</tr>")[0] for line in page.split('<th scope="row" class="kept">')[1:]]
    return {line.split("</th>")[0]: cells(line)[:3] for line in lines}


def test_both_shares_stand_on_one_page(district: Place) -> None:
    shown = over_time()
    assert shown["2021年3月1日（今天）"] == ["940", "1064", "88.35%"]
    assert shown["2019年12月31日"] == ["27", "1064", "2.54%"]
    assert shown["2018年12月31日"] == ["0", "1064", "0.00%"]


def test_any_day_may_be_asked_for(district: Place) -> None:
    assert over_time(on="2020-05-31")["2020年5月31日（您选的）"] == ["27", "1064", "2.54%"]


def test_the_board_shows_both_shares_in_its_months(district: Place) -> None:
    with time_machine.travel(datetime.combine(LATER, time(9), tzinfo=SHANGHAI), tick=False):
        client = Client()
        client.force_login(User.objects.get(username="leading"))
        answer = client.get(f"/board/{district.pk}/forces/")
    trend = {day: str(one.percent) for day, one in answer.context["forces"].trend}
    assert trend[date(2019, 6, 30)] == trend[date(2020, 5, 31)] == "2.54"
    assert trend[LATER] == "88.35"
    assert "940 / 1,064" in answer.content.decode()


@pytest.mark.parametrize("on", ["2021-03-02", "0001-01-01", "昨天", ""])
def test_a_day_that_is_none_or_has_not_come_is_refused_and_the_rest_is_shown(district: Place, on: str) -> None:
    assert list(over_time(on=on)) == [
        "2021年3月1日（今天）", "2020年12月31日", "2019年12月31日", "2018年12月31日", "2017年12月31日",
    ]  # fmt: skip
