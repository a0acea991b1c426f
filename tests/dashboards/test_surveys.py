"""第三方满意度调查: entered by the district in two steps, read by whom it concerns, withdrawn for a reason."""

import re
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from accounts.models import AuditEntry
from dashboards.forms.surveys import SurveyForm
from dashboards.models import ScoreScheme, Survey, SurveyResult, Weight
from dashboards.surveys import Opinion
from grids.models import Estate
from tests.factories import Town, build_town
from tests.partyorg.building import add_estate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
TABLE = """地方,满意,基本满意,不满意,资源配备不足,满意度低
太平镇社区,60,30,10,25,5
科技街社区,10,5,5,4,"""


@pytest.fixture
def town() -> Town:
    return build_town()


def page(town: Town, place: str = "district", more: str = "") -> str:
    return f"/board/{town.places[place].pk}/surveys/{more}"


def said(**changed: Any) -> dict[str, Any]:
    survey = {"name": "第三季度调查", "by_whom": "示例调查公司", "first_on": "2026-10-01", "last_on": "2026-10-31"}
    return {**survey, "table": TABLE, **changed}


def enter(client: Client, town: Town, **changed: Any) -> Any:
    return client.post(page(town, more="new/"), said(**changed))


def keep(client: Client, town: Town, **changed: Any) -> Any:
    """Both steps: looked at, and kept by the button that the preview has."""
    looked_at = enter(client, town, **changed)
    [seal] = re.findall(r'name="is_sure" value="(\w+)"', looked_at.content.decode())
    return enter(client, town, is_sure=seal, **changed)


def test_it_is_looked_at_before_it_is_kept(town: Town) -> None:
    client = town.client("platform")
    key = client.get(page(town, more="new/")).context["form"]["key"].value()
    looked_at = enter(client, town, key=key)
    assert looked_at.status_code == 200
    assert "2 个地方" in looked_at.content.decode()
    assert not Survey.objects.exists()
    for _ in range(2):
        assert keep(client, town, key=key).status_code == 302
    assert Survey.objects.count() == 1
    assert AuditEntry.objects.get(action="录入满意度调查").detail == {"places": 2, "answers": 120}


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"table": "地方,满意\n太平镇社区,1"}, "开头四列依次是：地方、满意、基本满意、不满意"),
        ({"table": TABLE.replace("满意度低", "态度差")}, "没有“态度差”这种问题"),
        ({"table": TABLE.replace("太平镇社区", "太平洋社区")}, "第 2 行：“太平洋社区”在这里找不到"),
        ({"table": TABLE.replace("科技街社区", "太平镇社区")}, "第 3 行：太平镇社区在第 2 行写过了"),
        ({"table": TABLE.replace("科技街社区", "辽宁路街道")}, "不是同一级"),
        ({"table": TABLE.replace("60", "六十")}, "第 2 行：“六十”不是人数"),
        ({"table": TABLE.replace("25", "101")}, "提“资源配备不足”的人比问到的 100 人还多"),
        ({"table": TABLE.replace("10,5,5,4,", "0,0,0,0,")}, "第 3 行：一个人也没有问到"),
        ({"table": "地方,满意,基本满意,不满意"}, "表头下面要有"),
        ({"last_on": "2026-09-30"}, "结束日期不能早于开始日期。"),
        ({"last_on": "2026-12-30"}, "不能晚于今天"),
        ({"table": ""}, "请把结果贴进来"),
        ({"first_on": "2025-10-20"}, "一次调查最长一年"),
        ({"table": TABLE.replace("60", "999999")}, "第 2 行：问到 1,000,039 人，太平镇社区最多住 20,000 人，请核对"),
    ],
)
def test_what_is_wrong_is_said_with_its_line_and_nothing_is_lost(
    town: Town, changed: dict[str, str], sentence: str
) -> None:
    answer = enter(town.client("platform"), town, is_sure="on", **changed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "示例调查公司" in answer.content.decode()
    assert not Survey.objects.exists()


def test_where_households_are_registered_no_more_can_have_been_asked(town: Town) -> None:
    Estate.objects.filter(community=town.places["community"]).delete()
    add_estate(town.places["community"], "只有二十户")
    Estate.objects.filter(community=town.places["community"]).update(households=19)
    answer = enter(town.client("platform"), town)
    assert answer.status_code == 422
    assert "问到 100 人，太平镇社区最多住 95 人" in answer.content.decode()


def test_nothing_is_kept_that_was_not_looked_at_as_it_is(town: Town) -> None:
    client = town.client("platform")
    for sure in ("on", "0" * 64):
        assert "看清楚再存" in enter(client, town, is_sure=sure).content.decode()
    [seal] = re.findall(r'name="is_sure" value="(\w+)"', enter(client, town).content.decode())
    changed = enter(client, town, is_sure=seal, table=TABLE.replace("60", "61"))
    assert "看清楚再存" in changed.content.decode()
    assert not Survey.objects.exists()


def test_the_same_survey_is_not_entered_twice_until_it_is_withdrawn(town: Town) -> None:
    client = town.client("platform")
    keep(client, town)
    again = enter(client, town, table=TABLE.replace("60", "61"))
    assert (again.status_code, "已经录入过" in again.content.decode()) == (422, True)
    assert (
        client.post(page(town, more=f"{Survey.objects.get().pk}/withdraw/"), {"reason": "表贴错了"}).status_code == 302
    )
    assert keep(client, town).status_code == 302


@pytest.mark.parametrize("where", ["at the form", "at the table"])
def test_of_two_who_enter_it_at_once_the_second_is_told(
    town: Town, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    """As where the form, or the rules of the row too, were asked before the first one was kept."""
    client = town.client("platform")
    keep(client, town)
    monkeypatch.setattr(SurveyForm, "_is_known", lambda *_asked: False)
    if where == "at the table":
        monkeypatch.setattr(Survey, "full_clean", lambda _survey: None)
    second = keep(client, town)
    assert (second.status_code, "已经录入过" in second.content.decode()) == (422, True)
    assert Survey.objects.count() == 1


def test_an_older_survey_keeps_its_places(town: Town) -> None:
    client = town.client("platform")
    keep(client, town)
    keep(client, town, name="随手问了一个人", first_on="2026-11-01", last_on="2026-11-02",
         table="地方,满意,基本满意,不满意\n太平镇社区,1,0,0")  # fmt: skip
    newest, real = client.get(page(town)).context["surveys"]
    assert (newest.survey.name, len(newest.places)) == ("随手问了一个人", 1)
    assert [(str(place), opinion.n) for place, opinion in real.places] == [("太平镇社区", 100), ("科技街社区", 20)]


def test_a_street_reads_its_own_answers_alone_and_enters_none(town: Town) -> None:
    keep(town.client("leading"), town)
    street = town.client("street")
    [one] = street.get(page(town, "street")).context["surveys"]
    assert (one.opinion.n, one.opinion.mean) == (100, Decimal("84.0"))
    assert [(tag.name, tag.number) for tag in one.tags] == [("资源配备不足", 25), ("满意度低", 5)]
    assert street.get(page(town, "street", "new/")).status_code == 403
    assert street.get(page(town)).status_code == 404
    assert Client().get(page(town)).status_code == 302
    assert street.post(page(town, "street")).status_code == 405


def test_few_answers_are_grey_and_say_so(town: Town) -> None:
    keep(town.client("platform"), town)
    shown = town.client("far_street").get(page(town, "far_street")).content.decode()
    assert "问了 20 人，样本少" in shown


def test_a_wrong_one_is_withdrawn_for_a_reason(town: Town) -> None:
    client = town.client("platform")
    keep(client, town)
    survey = Survey.objects.get()
    away = page(town, more=f"{survey.pk}/withdraw/")
    assert client.post(away, {"reason": ""}).status_code == 422
    assert (
        town.client("street").post(page(town, "street", f"{survey.pk}/withdraw/"), {"reason": "错"}).status_code == 403
    )
    assert client.post(away, {"reason": "表贴错了"}).status_code == 302
    assert "还没有调查结果" in client.get(page(town)).content.decode()
    assert AuditEntry.objects.get(action="作废满意度调查").reason == "表贴错了"
    assert SurveyResult.objects.count() == 2


def test_an_answer_in_between_counts_for_what_the_streets_scheme_of_the_year_says(town: Town) -> None:
    ScoreScheme.objects.all().delete()
    client = town.client("platform")
    keep(client, town)
    keep(client, town, name="去年的调查", first_on="2025-12-20", last_on="2026-01-05")
    keep(client, town, name="前年的调查", first_on="2024-10-01", last_on="2024-10-31")

    def means() -> list[tuple[str, Decimal]]:
        found = client.get(page(town, "community")).context["surveys"]
        return [(str(one.opinion.weight), one.opinion.mean) for one in found]

    assert means() == [("0.8", Decimal("84.0"))] * 3  # no scheme at all: as usual
    scheme(2026, mostly="0.5")
    scheme(2024, mostly="0.6")
    scheme(2024, mostly="0", subject="GRID")  # not the board's
    assert means() == [("0.5", Decimal("75.0")), ("0.5", Decimal("75.0")), ("0.6", Decimal("78.0"))]
    ScoreScheme.objects.filter(year=2026).delete()
    assert means() == [("0.6", Decimal("78.0"))] * 3  # the last one before it
    shown = client.get(page(town))
    assert "基本满意记 0.6" in shown.content.decode()
    assert {opinion.weight for _, opinion in shown.context["surveys"][0].places} == {Decimal("0.6")}


def scheme(year: int, *, mostly: str, subject: str = "STREET") -> None:
    made = ScoreScheme.objects.create(year=year, subject=subject, name="试行", mostly=Decimal(mostly))
    Weight.objects.create(scheme=made, indicator="satisfied", weight=100)


def test_more_surveys_are_no_more_queries(town: Town) -> None:
    client = town.client("platform")
    counts = []
    for year in (2026, 2025, 2024):
        keep(client, town, first_on=f"{year}-10-01", last_on=f"{year}-10-31")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page(town)).status_code == 200
        counts.append(len(queries))
    assert len(set(counts)) == 1


@pytest.mark.parametrize(
    ("answers", "mean", "interval"),
    [
        ((60, 30, 10), "84.0", ("75.6", "89.9")),
        ((30, 0, 0), "100.0", ("88.6", "100.0")),
        ((0, 0, 30), "0.0", ("0.0", "11.4")),
        ((1, 0, 1), "50.0", ("9.5", "90.5")),
    ],
)
def test_the_interval_is_wilsons(answers: tuple[int, int, int], mean: str, interval: tuple[str, str]) -> None:
    opinion = Opinion(*answers)
    assert (str(opinion.mean), tuple(map(str, opinion.interval))) == (mean, interval)


def test_each_table_of_each_survey_has_its_own_sheet(town: Town) -> None:
    client = town.client("platform")
    keep(client, town)
    keep(client, town, name="年初调查", first_on="2026-01-10", last_on="2026-01-20")
    book = load_workbook(BytesIO(client.get(page(town) + "?as=xlsx").content))
    about, *titles = book.sheetnames
    assert about == "说明"
    assert titles[1:3] == ["提到的问题", "各地的满意度"]
    assert titles[4].endswith("提到的问题")
    assert titles[5].endswith("各地的满意度")
    assert not [title for title in titles if title[-1].isdecimal()]
    head, *rows = book["各地的满意度"].iter_rows(values_only=True)
    assert head == ("地方", "满意度", "样本", "95% 区间", "问了多少人")
    assert [(row[1], row[2]) for row in rows] == [(84, None), (70, "少")]
