"""D06 五类问题: five tags of a survey; the board shows how they are distributed, as a chart and as a table."""

import re

import pytest
import time_machine

from dashboards.models import Problem
from tests.factories import MONDAY, build_town

FIVE = ["资源配备不足", "网格多头管理", "信息化程度不高", "群众参与度不高", "满意度低"]
NUMBERS = [120, 80, 60, 30, 10]


@pytest.mark.django_db
def test_the_five_problems_stand_as_a_distribution_on_the_board() -> None:
    assert list(Problem.objects.values_list("name", flat=True)) == FIVE
    town = build_town()
    table = ",".join(["地方", "满意", "基本满意", "不满意", *FIVE]) + "\n"
    table += ",".join(["太平镇社区", "120", "60", "20", *map(str, NUMBERS)])
    page = f"/board/{town.places['district'].pk}/surveys/"
    survey = {
        "name": "入户调查",
        "by_whom": "示例公司",
        "first_on": "2026-10-01",
        "last_on": "2026-10-31",
        "table": table,
    }
    with time_machine.travel(MONDAY, tick=False):
        client = town.client("platform")
        preview = client.post(f"{page}new/", survey).content.decode()
        [seal] = re.findall(r'name="is_sure" value="(\w+)"', preview)
        assert client.post(f"{page}new/", {**survey, "is_sure": seal}).status_code == 302
        shown = client.get(page).content.decode()
    chart = shown.split('data-chart="bar"')[1].split("</table>")[0]
    rows = [row.split(">") for row in chart.split('<th scope="row"')[1:]]
    assert [row[1].split("<")[0] for row in rows] == FIVE
    for number, percent in zip(NUMBERS, ("60.0", "40.0", "30.0", "15.0", "5.0"), strict=True):
        assert f'data-value="{number}">{number}</td>' in chart
        assert f">{percent}%</td>" in chart
    assert "问了 200 人" in shown
    assert "84.0%" in shown
