"""B19 邻里“1+3”: one neighbourhood with a cadre, a liaison team, a volunteer team; lacking one it shows 未配齐."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import User
from partyorg.findings import findings
from partyorg.models import Force, Neighbourhood
from tests.factories import LONG_AGO, Town, build_town
from tests.partyorg.building import TODAY

PARTS = {"cadre": "党员干部", "liaisons": "民情联络员队伍", "volunteers": "志愿服务团队"}


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


@pytest.fixture
def whole(town: Town) -> Neighbourhood:
    liaisons, volunteers = (
        Force.objects.create(place=town.grid, kind=kind, name=str(kind.label), since=LONG_AGO)
        for kind in (Force.Kind.LIAISON, Force.Kind.VOLUNTEER)
    )
    return Neighbourhood.objects.create(
        name="和睦里", place=town.grid, cadre=town.people["worker"], liaisons=liaisons, volunteers=volunteers
    )


def shown(town: Town) -> str:
    page = town.client("secretary").get(reverse("partyorg:grid", args=[town.grid.code])).content.decode()
    return page.split("<b>和睦里</b>")[1].split("</p>")[0]


def said(town: Town) -> list[str]:
    return [one.said for one in findings(town.places["street"], TODAY) if one.about == "邻里"]


def test_with_its_three_parts_it_is_complete(town: Town, whole: Neighbourhood) -> None:
    assert "已配齐" in shown(town)
    assert said(town) == []


@pytest.mark.parametrize("part", PARTS)
def test_without_any_of_the_three_it_is_not(town: Town, whole: Neighbourhood, part: str) -> None:
    Neighbourhood.objects.update(**{part: None})
    assert f"未配齐：缺{PARTS[part]}" in shown(town)
    assert said(town) == [f"未配齐：缺{PARTS[part]}。"]


@pytest.mark.parametrize("part", ["liaisons", "volunteers"])
def test_a_team_that_has_ended_is_none(town: Town, whole: Neighbourhood, part: str) -> None:
    team = getattr(whole, part)
    Force.objects.filter(pk=team.pk).update(until=TODAY)
    assert said(town) == []  # its last day
    Force.objects.filter(pk=team.pk).update(until=TODAY - timedelta(days=1))
    page = shown(town)
    assert f"未配齐：缺{PARTS[part]}" in page
    assert team.name not in page.split("</span>")[-1]  # where those stand that there are
    assert said(town) == [f"未配齐：缺{PARTS[part]}。"]


def test_a_cadre_who_has_left_is_none(town: Town, whole: Neighbourhood) -> None:
    User.objects.filter(pk=town.people["worker"].pk).update(is_active=False)
    assert said(town) == ["未配齐：缺党员干部。"]


def test_the_register_takes_the_cadre_by_name(town: Town) -> None:
    client, add = town.client("system_admin"), reverse("admin:partyorg_neighbourhood_add")
    fields = {"name": "和睦里", "place": town.grid.pk, "cadre": "没有这个人", "is_active": "on"}
    assert "没有找到人员“没有这个人”" in client.post(add, fields).content.decode()
    assert client.post(add, {**fields, "cadre": "李格员"}).status_code == 302
    one = Neighbourhood.objects.get()
    assert (one.cadre, one.missing(TODAY)) == (town.people["worker"], ["民情联络员队伍", "志愿服务团队"])
    change = reverse("admin:partyorg_neighbourhood_change", args=[one.pk])
    assert 'value="李格员"' in client.get(change).content.decode()


def test_each_part_is_of_its_type(town: Town, whole: Neighbourhood) -> None:
    whole.liaisons, whole.volunteers = whole.volunteers, whole.liaisons
    with pytest.raises(ValidationError) as refused:
        whole.full_clean()
    assert set(refused.value.message_dict) == {"liaisons", "volunteers"}
