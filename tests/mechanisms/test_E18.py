"""E18 露天垃圾、乱堆乱放、违规建设、店外经营: the four named types exist, and cases are counted by type."""

import time_machine
from django.urls import reverse

from cases.models import Category
from dashboards.actions import catch_up
from tests.dashboards.test_board import cells
from tests.desk.test_figures import row
from tests.front_door import FrontDoor, day

NAMED = ["露天垃圾", "乱堆乱放", "违规建设", "店外经营"]


def test_the_four_named_types_exist_and_can_be_chosen(db: None) -> None:
    in_use = Category.objects.filter(name__in=NAMED, is_active=True)
    assert set(in_use.values_list("name", flat=True)) == set(NAMED)


def test_what_was_reported_is_counted_by_type(door: FrontDoor) -> None:
    for times, name in enumerate(NAMED, start=1):
        for number in range(times):
            code = Category.objects.get(name=name).code
            door.report(day(16, 9, number), words=f"{number + 1}号楼前{name}", category=code)
    with time_machine.travel(day(17, 9), tick=False):
        page = door.town.client("street").get(reverse("cases:figures")).content.decode()
    assert [row(page, name)[0] for name in NAMED] == ["1", "2", "3", "4"]


def test_the_leaders_board_counts_them_by_type(door: FrontDoor) -> None:
    for times, name in enumerate(NAMED, start=1):
        for number in range(times):
            code = Category.objects.get(name=name).code
            door.report(day(16, 9, number), words=f"{number + 1}号楼前{name}", category=code)
    catch_up(at=day(17, 9))
    with time_machine.travel(day(17, 9), tick=False):
        page = door.town.client("street").get(reverse("dashboards:parts", args=[door.town.places["street"].pk]))
    by_category = page.content.decode().split('id="by-category"')[1]
    assert [cells(by_category, name)[0] for name in NAMED] == ["1", "2", "3", "4"]
