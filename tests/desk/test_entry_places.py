"""登记诉求: the place by typing estate, building, community or grid, within one's own territory and nowhere else."""

from typing import Any

import pytest
from django.test import Client

from cases.models import Case
from grids.models import Estate, Place
from tests.desk.conftest import rule, text
from tests.desk.entering import BESIDE, LEAK, REPORT, add_building, add_grid, send, tag, taken_down
from tests.factories import Town


@pytest.fixture(autouse=True)
def buildings(town: Town) -> None:
    add_building(town, "太平镇1号楼", 1, at=(36.0805, 120.3505))
    add_building(town, "太平镇2号楼", 2)
    add_building(town, "太平镇3号楼", 3, "next_grid")
    add_building(town, "太平镇13号楼", 13, "next_grid")
    add_building(town, "科技街1号楼", 1, "far_grid")
    add_building(town, "7号楼", 7, "far_grid")


def beside(client: Client, **typed: Any) -> str:
    answer = client.post(BESIDE, typed)
    assert answer.status_code == 200
    return text(answer)


def choices(shown: str) -> list[str]:
    """The codes of the places among which one chooses, in their order."""
    ids = [part.split('"')[0] for part in shown.split('name="place" value="')[1:]]
    codes = dict(Place.objects.values_list("pk", "code"))
    return [codes[int(pk)].removeprefix("370203") for pk in ids]


@pytest.mark.parametrize(
    ("who", "typed", "grid"),
    [
        ("intake", "太平镇1号楼", "grid"),
        ("intake", " 太平镇１号楼 2 单元漏水", "grid"),
        ("intake", "3号楼", "next_grid"),
        ("intake", "太平镇社区3号楼门口", "next_grid"),
        ("intake", "太平镇社区第2网格", "next_grid"),
        ("intake", "2网格", "next_grid"),
        ("street", "太平镇13号楼", "next_grid"),
        ("platform", "科技街社区1网格", "far_grid"),
        ("worker", "", "grid"),
        ("worker", "小卖部门口", "grid"),
        ("worker", "太平镇社区东门", "grid"),
        ("worker", "7号楼", "grid"),
    ],
)
def test_what_can_only_mean_one_grid_is_that_grid(town: Town, who: str, typed: str, grid: str) -> None:
    case = taken_down(town.client(who), address=typed)
    assert case.place == town.places[grid]
    assert "".join(case.address.split()) == "".join(typed.split())


def test_the_building_lends_its_coordinates(town: Town) -> None:
    case = taken_down(town.client("intake"), address="太平镇1号楼")
    assert (case.lat, case.lon) == (36.0805, 120.3505)


def test_where_several_are_meant_one_is_chosen_in_a_second_step(town: Town) -> None:
    client = town.client("intake")
    asked = send(client, address="太平镇")
    shown = text(asked)
    assert asked.status_code == 422
    assert "请选是下面哪一个。" in shown
    assert choices(shown) == ["022001001", "022001002", "022001"]
    assert "太平镇3号楼、太平镇13号楼" in shown
    assert LEAK in shown
    case = taken_down(client, address="太平镇", place=town.places["next_grid"].pk)
    assert case.place == town.places["next_grid"]


def test_a_small_territory_is_a_list_to_choose_from(town: Town) -> None:
    client = town.client("intake")
    assert choices(text(client.get(REPORT))) == ["022001001", "022001002", "022001"]
    assert "说不清哪个网格" in text(client.get(REPORT))
    community = town.places["community"]
    case = taken_down(client, address="", place=community.pk)
    assert (case.place, case.owner_org) == (community, town.units["community_unit"])


def test_the_choice_stays_where_something_else_is_wrong(town: Town) -> None:
    shown = text(send(town.client("intake"), address="太平镇", place=town.places["next_grid"].pk, words=""))
    assert "checked" in tag(shown, f'name="place" value="{town.places["next_grid"].pk}"')


def test_other_words_count_for_more_than_a_choice_made_before_them(town: Town) -> None:
    case = taken_down(town.client("intake"), address="太平镇3号楼", place=town.grid.pk)
    assert case.place == town.places["next_grid"]


@pytest.mark.parametrize(
    ("who", "typed", "said"),
    [
        ("intake", "", "请写在哪里"),
        ("intake", "东头小卖部", "请选是下面哪一个。"),
        ("street", "东边3号楼", "请选是下面哪一个。"),
        ("platform", "", "请写在哪里"),
    ],
)
def test_where_nobody_knows_it_is_asked_at_the_field(town: Town, who: str, typed: str, said: str) -> None:
    answer = send(town.client(who), address=typed)
    assert answer.status_code == 422
    assert said in text(answer)
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("who", "typed"),
    [
        ("worker", "太平镇3号楼"),
        ("worker", "太平镇社区第2网格"),
        ("intake", "科技街社区门口"),
        ("street", "科技街1号楼"),
    ],
)
def test_a_place_that_is_somebody_elses_is_refused_by_name(town: Town, who: str, typed: str) -> None:
    client = town.client(who)
    assert "不归您管" in beside(client, address=typed)
    answer = send(client, address=typed)
    assert (answer.status_code, rule(answer)) == (409, "own_territory")
    assert "只能登记自己管辖范围内的诉求" in text(answer)
    assert typed in text(answer)
    assert LEAK in text(answer)
    assert not Case.objects.exists()


@pytest.mark.parametrize("who", ["worker", "intake", "street"])
@pytest.mark.parametrize("typed", ["", "小卖部门口"])
def test_a_place_that_is_forced_is_refused_too(town: Town, who: str, typed: str) -> None:
    answer = send(town.client(who), address=typed, place=town.places["far_grid"].pk)
    if who == "worker":  # there is only one place to mean
        assert Case.objects.get().place == town.grid
    else:
        assert (answer.status_code, rule(answer)) == (409, "own_territory")


@pytest.mark.parametrize("place", ["x", "-1", "9" * 30, "²"])
def test_a_broken_choice_breaks_nothing(town: Town, place: str) -> None:
    assert send(town.client("platform"), address="", place=place).status_code == 422


def test_in_a_large_territory_the_words_are_the_only_way(town: Town) -> None:
    for number in range(3, 15):
        add_grid(town, number)
    client = town.client("street")
    assert choices(text(client.get(REPORT))) == []
    assert "还没找到" in beside(client, address="没有这个地方")
    answer = send(client, address="没有这个地方")
    assert answer.status_code == 422
    assert "在您管的地方没找到" in text(answer)
    assert choices(text(send(client, address="14网格"))) == []
    assert Case.objects.get().place.name == "太平镇社区第14网格"


def test_while_one_types_the_places_come_by_themselves(town: Town) -> None:
    client = town.client("street")
    assert choices(beside(client, address="太平镇2号")) == ["022001001"]
    assert choices(beside(client, address="太平镇社区")) == ["022001001", "022001002", "022001"]


def test_a_closed_building_is_no_answer(town: Town) -> None:
    Place.objects.filter(name="太平镇1号楼").update(valid_to="2026-01-01")
    answer = send(town.client("street"), address="太平镇1号楼")
    assert answer.status_code == 422


def test_the_name_of_an_estate_means_its_community(town: Town) -> None:
    Estate.objects.create(community=town.places["community"], name="海云庵里", kind=Estate.Kind.OLD)
    shown = beside(town.client("intake"), address="海云庵里 4 单元")
    assert choices(shown)[-1] == town.places["community"].code.removeprefix("370203")
    assert taken_down(town.client("intake"), address="海云庵里3号楼").place == town.places["next_grid"]
