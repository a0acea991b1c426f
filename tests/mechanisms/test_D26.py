"""D26 “赛马场”: guides and grids are ranked by the same days and a minimum sample; ties are handled."""

import pytest
import time_machine

from tests.dashboards.counted import OCTOBER, counted
from tests.factories import MONDAY, build_town

pytestmark = pytest.mark.django_db


@pytest.mark.by_hand
def test_the_race_is_run_over_the_same_days_by_whoever_has_enough_and_ties_tie() -> None:
    town = build_town()
    counted(town, "grid", satisfied_yes=30, satisfied_no=10)
    counted(town, "next_grid", satisfied_yes=60, satisfied_no=20)
    counted(town, "far_grid", satisfied_yes=29)  # one short of the minimum
    counted(town, "far_grid", OCTOBER, satisfied_yes=500)  # other days
    with time_machine.travel(MONDAY, tick=False):
        address = f"/board/{town.places['district'].pk}/league/"
        answer = town.client("leading").get(address, {"period": "month", "of": "grid", "by": "satisfied"})
    found = answer.context["league"]
    assert [(rank, one.name) for rank, one in found.places.rows] == [
        (1, "太平镇社区第1网格"), (1, "太平镇社区第2网格"), (None, "科技街社区第1网格"),
    ]  # fmt: skip
    assert [(rank, one.name, one.figure.text) for rank, one in found.guides.rows] == [(1, "赵引导", "75.0%")]
    page = answer.content.decode()
    assert "名次并列" in page
    assert "样本少" in page
