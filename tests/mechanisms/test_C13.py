"""C13 各物业公司对比、相互借鉴: a table of property companies by open issues, on-time %, satisfaction."""

import pytest
import time_machine

from partyorg.actions import add_organisation
from partyorg.kinds import Kind
from partyorg.models import Organisation
from tests.dashboards.counted import counted
from tests.factories import MONDAY, Town, build_town

pytestmark = pytest.mark.django_db


def company(town: Town, name: str) -> Organisation:
    place = town.places["community"]
    return add_organisation(name=name, kind=Kind.PROPERTY_COMPANY, parent=None, place=place, by=None, at=MONDAY)


@pytest.mark.by_hand
def test_the_companies_of_a_place_stand_beside_each_other() -> None:
    town = build_town()
    good, poor, idle = (company(town, name) for name in ("安居物业", "将就物业", "新来物业"))
    counted(town, "grid", unit=good, satisfied_yes=38, satisfied_no=2, finished_in_time=40)
    counted(town, "grid", unit=poor, satisfied_yes=20, satisfied_no=20, finished_in_time=30, ran_out=10)
    case = town.handling()
    type(case).objects.filter(pk=case.pk).update(host_org=poor)
    with time_machine.travel(MONDAY, tick=False):
        answer = town.client("community").get(f"/board/{town.places['community'].pk}/league/", {"period": "month"})
    lines = [
        (rank, one.unit, one.open, one.figures["in_time"].text, one.figures["satisfied"].text)
        for rank, one in answer.context["league"].companies.rows
    ]
    assert lines == [(1, good, 0, "100.0%", "95.0%"), (2, poor, 1, "75.0%", "50.0%")]
    assert [one.unit for one in answer.context["league"].companies.names] == [idle]
    page = answer.content.decode()
    for words in ("物业公司比一比", "现在在办", "38 / 40", "30 / 40"):
        assert words in page
