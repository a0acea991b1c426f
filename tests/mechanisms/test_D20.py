"""D20 网格党支部书记牵头，第一时间与网格资源匹配: who fits is on the page; no whistle before 已匹配 or 无匹配.

Resources are found by what they can do, in the grid itself first, then in the community. Distance in metres comes
when resources have their own point on the map.
"""

import re

import pytest

from partyorg.models import Resource
from tests.front_door import FrontDoor, day


@pytest.fixture
def leak(door: FrontDoor) -> FrontDoor:
    for where, kind, name, skills in [
        ("next_grid", "CRAFTSMAN", "邻格防水师傅", "防水 水暖"),
        ("grid", "CRAFTSMAN", "水暖师傅老孙", "水暖 开锁"),
        ("grid", "TEAM", "楼院调解队", "调解"),
        ("far_grid", "COMPANY", "远处防水公司", "防水"),
    ]:
        Resource.objects.create(place=door.town.places[where], kind=kind, name=name, skills=skills)
    door.report(day(16, 9), words="地下室漏水", category="LEAK")
    door.accepted_and_signed(day(16, 9, 30), category="LEAK")
    return door


def test_the_page_shows_the_resources_that_fit_the_own_grid_first(leak: FrontDoor) -> None:
    page = leak.page("secretary", day(16, 10))
    assert re.findall("水暖师傅老孙|邻格防水师傅|楼院调解队|远处防水公司", page) == ["水暖师傅老孙", "邻格防水师傅"]
    assert "能工巧匠" in page
    assert "本网格" in page


def test_before_a_match_is_recorded_a_whistle_is_neither_offered_nor_taken(leak: FrontDoor) -> None:
    assert "whistle" not in leak.offered("secretary", day(16, 10))
    assert leak.refused("secretary", "whistle", day(16, 10), to=2, reason="修不了") == "resource_matched"


@pytest.mark.parametrize("found", [True, False])
def test_matched_or_not_it_is_written_down_and_the_way_up_is_open(leak: FrontDoor, found: bool) -> None:
    resource = Resource.objects.get(name="水暖师傅老孙").pk if found else "none"
    leak.step("secretary", "match_resource", day(16, 10), resource=resource, tried="看过，是公共立管")
    assert leak.now.events.get(kind="match_resource").data["matched"] is found
    assert ("匹配到资源：水暖师傅老孙" if found else "没有匹配的资源") in leak.page("secretary", day(16, 10, 30))
    leak.step("secretary", "whistle", day(16, 11), to=2, reason="公共立管要物业停水")
    assert leak.now.owner_level == 2


def test_only_the_branch_secretary_leads_the_matching(leak: FrontDoor) -> None:
    assert leak.post("worker", "match_resource", day(16, 10), resource="none", tried="看过").status_code == 403
    assert leak.post("community", "match_resource", day(16, 10), resource="none", tried="看过").status_code == 403
