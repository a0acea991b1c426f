"""What has become of a place or a department since its month: it is scored, kept and shown as what it was then."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import time_machine

from dashboards.actions import catch_up
from dashboards.models import Score, Snapshot
from dashboards.scoresheet import Line
from grids.actions.place import close_place, move_place
from partyorg.models import Organisation
from tests.dashboards.counted import OCTOBER, answers, counted
from tests.factories import MONDAY, Town, build_town

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
OCTOBERS = {"period": "2026-10"}
THE_SECOND, THE_FIRST = date(2026, 11, 2), date(2026, 10, 1)


@pytest.fixture
def town() -> Town:
    """In October 36 people of 40 were content in the first street, all of 40 in the other one."""
    town = build_town()
    counted(town, "grid", OCTOBER, unit=town.units["housing"], **answers(36, 4))
    counted(town, "far_grid", OCTOBER, **answers(40))
    return town


def frozen(town: Town) -> None:
    answer = town.client("platform").post(f"/board/{town.places['district'].pk}/scores/close/", OCTOBERS)
    assert answer.status_code == 302, answer.content.decode()


def ended(town: Town, *places: str, on: date = THE_SECOND) -> None:
    for key in places:
        close_place(town.places[key], on=on, by=None, at=MONDAY)


def moved(town: Town) -> None:
    move_place(town.places["community"], to=town.places["far_street"], by=None, at=MONDAY)
    catch_up(at=MONDAY)


def page(town: Town, where: str, address: str = "scores/", who: str = "leading", **query: str) -> Any:
    answer = town.client(who).get(f"/board/{town.places[where].pk}/{address}", query or OCTOBERS)
    assert answer.status_code == 200, answer.content.decode()
    return answer


def lines(town: Town, where: str, of: str, **query: str) -> list[Line]:
    tables = page(town, where, **query).context["sheet"].tables
    return [line for table in tables if table.of == of and not table.is_own for line in table.lines]


def ranked(town: Town, where: str, of: str) -> list[tuple[int | None, str]]:
    return [(line.rank, line.name) for line in lines(town, where, of)]


def test_a_community_closed_after_its_month_and_before_the_closing_is_scored_and_kept(town: Town) -> None:
    ended(town, "grid", "next_grid", "community")
    assert ranked(town, "street", "社区") == [(1, "太平镇社区")]
    frozen(town)
    assert ranked(town, "street", "社区") == [(1, "太平镇社区")]
    for key in ("community", "grid"):
        assert Score.objects.get(place=town.places[key]).score
        assert Snapshot.objects.get(place=town.places[key]).figures["satisfied"] == ["36.0", 40]


def test_a_community_closed_on_the_first_day_of_the_month_did_not_stand_in_it(town: Town) -> None:
    ended(town, "grid", "next_grid", "community", on=THE_FIRST)
    frozen(town)
    assert not Score.objects.filter(place=town.places["community"]).exists()
    assert lines(town, "street", "社区") == []


def test_a_department_ended_since_is_scored_and_kept(town: Town) -> None:
    housing = town.units["housing"]
    Organisation.objects.filter(pk=housing.pk).update(ended_on=THE_SECOND)
    assert "区住建局" in [line.name for line in lines(town, "district", "部门")]
    frozen(town)
    assert Score.objects.filter(unit=housing).exists()
    Organisation.objects.filter(pk=town.units["finance"].pk).update(ended_on=THE_SECOND)
    kept = {line.name: line.since for line in lines(town, "district", "部门")}
    assert kept == {"区住建局": "已撤销", "区财政局": "已撤销"}


def test_a_closed_month_shows_a_place_where_it_was_then(town: Town) -> None:
    frozen(town)
    moved(town)
    assert ranked(town, "street", "社区") == [(1, "太平镇社区")]
    assert ranked(town, "far_street", "社区") == [(1, "科技街社区")]
    assert "后来划走了" in page(town, "street").content.decode()


def test_whoever_reads_the_group_of_then_reads_the_score_and_its_rank(town: Town) -> None:
    frozen(town)
    moved(town)
    score = Score.objects.get(place=town.places["community"])
    then, now = (town.client(who).get(f"/board/scores/{score.pk}/") for who in ("street", "far_street"))
    assert (then.status_code, now.status_code) == (200, 200)
    assert (then.context["card"].shows_rank, now.context["card"].shows_rank) == (True, False)
    assert "封存时属于镇江路街道" in now.content.decode()
    for answer, who in ((then, "street"), (now, "far_street")):
        assert town.client(who).get(f"/board/{answer.context['card'].back.pk}/scores/", OCTOBERS).status_code == 200


def test_a_closed_months_places_are_reckoned_anew_whatever_became_of_them(town: Town) -> None:
    frozen(town)
    counted(town, "grid", OCTOBER, solved_no=10, answered=10, satisfied_no=10)
    ended(town, "grid", "next_grid", "community")
    [line] = lines(town, "street", "社区")
    card = town.client("leading").get(f"/board/scores/{Score.objects.get(place=town.places['community']).pk}/")
    assert line.now == card.context["card"].now != line.scored.value
    said = page(town, "street").content.decode()
    assert f"今天再算是 {line.now}" in said
    assert said.count("今天再算，分数和封存时一样") == 0


def test_a_street_that_lost_a_community_differs_because_of_that(town: Town) -> None:
    frozen(town)
    moved(town)
    said = page(town, "district").content.decode()
    assert "或者区划有调整，今天再算会不一样" in said


@pytest.mark.parametrize(
    "address",
    [
        "",
        "parts/",
        "indicators/satisfied/",
        "league/",
        "signs/",
        "forces/",
        "surveys/",
        "scores/",
        "reports/",
    ],
)
def test_each_page_of_a_closed_place_says_since_when_it_is_no_more(town: Town, address: str) -> None:
    said = "已于 2026年11月2日撤销"
    assert said not in page(town, "community", address).content.decode()
    ended(town, "grid", "next_grid", "community")
    assert said in page(town, "community", address).content.decode()


def test_its_wall_says_so_too(town: Town) -> None:
    ended(town, "grid", "next_grid", "community")
    assert "<small>已于 2026年11月2日撤销</small>" in page(town, "community", "screen/").content.decode()


def test_what_was_closed_then_stands_among_the_others_of_its_month(town: Town) -> None:
    ended(town, "grid", "next_grid", "community")
    board = page(town, "street", "")
    assert [row.place.short_name for row in board.context["page"].board.rows] == ["太平镇社区"]
    assert board.context["page"].board.rest["satisfied"].is_nothing
    there = f'href="/board/{town.places["community"].pk}/?period=2026-10"'
    for shown in (board, page(town, "street", "league/")):
        assert there in shown.content.decode()
        assert "（已撤销）</small>" in shown.content.decode()
    behind = page(town, "street", "indicators/satisfied/").context["behind"]
    assert [row.only.parts for row in behind.rows] == ["36 / 40"]
    combined = page(town, "street", "indicators/combined/").content.decode()
    assert "太平镇社区（已撤销）" in combined


def test_long_after_a_closed_place_is_compared_no_more_and_what_is_late_there_still_stands(town: Town) -> None:
    """A case was reported there, and nobody has taken it up."""
    ended(town, "grid", "next_grid", "community")
    with time_machine.travel(MONDAY.replace(month=12), tick=False):
        for address in ("league/", "indicators/satisfied/"):
            assert "（已撤销）</small>" not in page(town, "street", address, period="month").content.decode()
        shown = page(town, "street", "", period="month").context["page"]
        assert [(line.place.short_name, line.late) for line in shown.lines] == [("太平镇社区", 1)]
        assert shown.late.number == 1
