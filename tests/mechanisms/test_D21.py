"""D21 小事不出格，大事层层吹哨: a small matter is not whistled up before the grid has tried, unless it is urgent."""

from itertools import pairwise

from cases.models import Category
from tests.front_door import FrontDoor, day


def small_matter(door: FrontDoor, *, urgency: str = "NORMAL") -> None:
    door.report(day(16, 9), words="楼道灯不亮", category="LIGHTING")
    lighting = Category.objects.get(code="LIGHTING")
    assert lighting.small
    branch = door.town.units["branch"].pk
    door.step("secretary", "accept", day(16, 9, 30), category=lighting.pk, urgency=urgency, host=branch)
    door.step("worker", "sign", day(16, 9, 40))


def test_a_small_matter_stays_until_the_grid_says_what_it_has_tried(door: FrontDoor) -> None:
    small_matter(door)
    assert "小事" in door.page("secretary", day(16, 10))
    assert door.refused("secretary", "whistle", day(16, 10), to=2, reason="不会修") == "resource_matched"
    untried = door.post("secretary", "match_resource", day(16, 10), resource="none", tried="")
    assert untried.status_code == 422
    assert "小事不出格：请写明网格办过什么" in untried.content.decode()
    door.step("secretary", "match_resource", day(16, 11), resource="none", tried="换过灯泡，是线路的事")
    door.step("secretary", "whistle", day(16, 14), to=2, reason="线路归物业")
    assert door.now.owner_level == 2


def test_a_category_made_small_afterwards_holds_the_case_in_the_grid(door: FrontDoor) -> None:
    door.report(day(16, 9), words="地下室漏水", category="LEAK")
    door.accepted_and_signed(day(16, 9, 30), category="LEAK")
    door.step("secretary", "match_resource", day(16, 10), resource="none", tried="")
    Category.objects.filter(code="LEAK").update(small=True)
    assert door.refused("secretary", "whistle", day(16, 11), to=2, reason="修不了") == "grid_tried"
    door.step("secretary", "match_resource", day(16, 12), resource="none", tried="关过阀门，还是漏")
    door.step("secretary", "whistle", day(16, 14), to=2, reason="修不了")


def test_what_is_urgent_does_not_wait(door: FrontDoor) -> None:
    small_matter(door, urgency="URGENT")
    door.step("secretary", "whistle", day(16, 10), to=3, reason="整栋楼黑着，有老人摔了")
    assert door.now.owner_level == 3


def test_big_matters_climb_rung_by_rung(door: FrontDoor) -> None:
    door.report(day(16, 9), words="挡土墙裂了", category="HOUSING")
    door.accepted_and_signed(day(16, 9, 30), category="HOUSING")
    door.step("secretary", "match_resource", day(16, 10), resource="none", tried="拉了警戒线")
    ladder = ["secretary", "community", "street", "platform"]
    for level, (whistler, signer) in enumerate(pairwise(ladder), start=1):
        door.step(whistler, "whistle", day(16, 13 + level), to=level + 1, reason="本级办不了", study="要专业鉴定")
        door.step(signer, "sign", day(16, 13 + level, 10))
    door.step("platform", "raise_top", day(17, 9), reason="要资金")
    assert door.levels() == [1, 2, 3, 4, 5]
