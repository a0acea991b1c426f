"""E09 物业服务、党的工作全覆盖: two shares of estates on the board: with property service, with branch or group."""

from datetime import date

import pytest
import time_machine

from partyorg.kinds import Kind
from tests.factories import MONDAY, build_town
from tests.partyorg.building import add, add_estate


@pytest.mark.django_db
def test_estates_with_property_service_and_with_party_work() -> None:
    town = build_town()
    community, committee = town.places["community"], town.units["community_unit"]
    estates = [add_estate(community, f"{number}号小区") for number in range(5)]
    for estate in estates[:3]:
        add(Kind.PROPERTY_COMPANY, f"{estate}物业", committee, serves=estate)
    add(Kind.ESTATE_BRANCH, "0号小区党支部", committee, serves=estates[0])
    add(Kind.WORKING_GROUP, "小组", committee, serves=estates[4], founded_on=date(2026, 6, 1), due_on=date(2027, 6, 1))
    with time_machine.travel(MONDAY, tick=False):
        client = town.client("street")
        for place in ("street", "community"):
            page = client.get(f"/board/{town.places[place].pk}/forces/")
            found = {one.indicator.code: one for _, group in page.context["forces"].groups for one in group}
            assert (found["estate_property"].text, found["estate_property"].parts) == ("60.00%", "3 / 5")
            assert (found["estate_party"].text, found["estate_party"].parts) == ("40.00%", "2 / 5")
            assert "60.00%" in page.content.decode()
        lines = client.get(f"/board/{community.pk}/forces/estate_property/").context["behind"].lines
    assert [line.name for line in lines if not line.has] == ["3号小区", "4号小区"]
