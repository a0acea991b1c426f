"""The monthly report of a unit: what it had in hands, by itself for departments, and for whom it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any
from urllib.parse import unquote

import pytest
import time_machine
from pypdf import PdfReader

from cases import actions as on_cases
from cases.models import Case
from dashboards import actions
from dashboards.models import Report, ReportFile
from dashboards.reports import About
from dashboards.reports.contents import contents_of
from dashboards.workflow import ReportState
from tests.desk.questions import to_the_housing_bureau
from tests.factories import MONDAY, Town, build_town

pytestmark = [pytest.mark.django_db, pytest.mark.enough_on("sqlite")]
NOVEMBER = date(2026, 11, 1)
DECEMBER = datetime(2026, 12, 2, 9, tzinfo=MONDAY.tzinfo)


@pytest.fixture
def town() -> Iterator[Town]:
    """In November one case came to 区住建局 and one stayed with the grid."""
    with time_machine.travel(DECEMBER, tick=False):
        town = build_town()
        to_the_housing_bureau(town)
        town.handling(words="楼道堆了杂物")
        actions.catch_up(at=DECEMBER)
        yield town


def address(town: Town, unit: str = "housing") -> str:
    return f"/board/{town.places['district'].pk}/reports/?unit={town.units[unit].pk}"


def of(report: Report) -> str:
    """The address of its file."""
    return f"/board/{report.place_id}/reports/{report.pk}.pdf?unit={report.unit_id or ''}"


def asked(town: Town, name: str = "housing") -> Report:
    assert town.client(name).post(address(town), {"month": "2026-11"}).status_code == 302
    return Report.objects.get(unit=town.units["housing"])


def test_a_department_asks_for_its_own_and_reads_its_own_cases_alone(town: Town) -> None:
    theirs, others = Case.objects.order_by("pk")
    report = asked(town)
    assert actions.make_next(at=DECEMBER)
    page = town.client("housing").get(address(town)).content.decode()
    assert "区住建局" in page
    assert of(report).partition("?")[0] in page
    answer = town.client("housing").get(of(report))
    assert unquote(answer["Content-Disposition"]) == "attachment; filename*=utf-8''区住建局2026年11月月报.pdf"
    sheets = PdfReader(BytesIO(answer.content)).pages
    words = "".join("".join(sheet.extract_text() for sheet in sheets).split())
    for said in (
        "区住建局2026年11月办理月报", "在各地的", "镇江路街道", "二、月底还没办完的", "到11月30日，还没结束的1件",
        "三、办得最多的", "漏水", "异议率报到及时率", "四、办理指标和定义", "五、生成当日的情况", "还没结束的1件",
    ):  # fmt: skip
        assert said in words, said
    assert theirs.number in words
    assert others.number not in words
    for of_places in ("本月往上吹的哨", "月底的苗头", "各级手里的"):
        assert of_places not in words


def test_whoever_covers_the_district_finds_the_same_report(town: Town) -> None:
    report = asked(town)
    assert actions.make_next(at=DECEMBER)
    assert asked(town, "platform") == report
    assert town.client("platform").get(of(report)).status_code == 200


def test_one_of_the_place_and_one_of_each_unit_stand_side_by_side(town: Town) -> None:
    whole = f"/board/{town.places['district'].pk}/reports/"
    assert town.client("platform").post(whole, {"month": "2026-11"}).status_code == 302
    own = asked(town)
    assert asked(town) == own
    [other] = Report.objects.filter(unit=None)
    assert other.place == own.place
    page = town.client("platform").get(whole).content.decode()
    assert (page.count("已排队"), "区住建局" in page) == (1, False)
    assert actions.make_next(at=DECEMBER)
    assert actions.make_next(at=DECEMBER)
    assert town.client("platform").get(f"{whole}{own.pk}.pdf").status_code == 404  # it is no report of the place


def test_it_is_made_anew_where_the_units_own_figures_have_changed(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboards.actions.reporting.made", lambda report, *, at, told: b"%PDF-")
    report, client = asked(town), town.client("housing")
    assert actions.make_next(at=DECEMBER)
    anew = f"/board/{report.place_id}/reports/{report.pk}/anew/?unit={report.unit_id}"
    town.reported("井盖坏了", at=MONDAY)  # the district's figures change, theirs do not
    actions.catch_up(at=DECEMBER)
    assert client.post(anew).status_code == 302
    assert Report.objects.count() == 1
    to_the_housing_bureau(town)
    actions.catch_up(at=DECEMBER)
    assert "重新生成" in client.get(address(town)).content.decode()
    assert client.post(anew).status_code == 302
    assert sorted(Report.objects.values_list("edition", "unit")) == [(1, report.unit_id), (2, report.unit_id)]


def test_departments_with_anything_in_hands_have_theirs_by_themselves(town: Town) -> None:
    assert actions.ask_monthly(at=DECEMBER) == 3
    assert actions.ask_monthly(at=DECEMBER) == 0
    found = set(Report.objects.filter(month=NOVEMBER, asked_by=None).values_list("place", "unit"))
    district, street = town.places["district"].pk, town.places["street"].pk
    assert found == {(district, None), (street, None), (district, town.units["housing"].pk)}


def test_what_came_to_it_later_makes_no_report_of_the_month(town: Town) -> None:
    """Reported in November, dispatched in December: whoever has it now is told as the one it came to, and had nothing
    then."""
    case = town.handled_by(4)
    about: dict[str, Any] = {"about": "谁来修", "meets_at": DECEMBER, "where": "区平台"}
    by = town.hat("platform", DECEMBER)
    case = on_cases.consult(case, units=[town.units["finance"]], **about, by=by, at=DECEMBER)
    case = on_cases.keep_minutes(case, minutes="财政局牵头", by=by, at=DECEMBER)
    on_cases.dispatch(case, host=town.units["finance"], by=by, at=DECEMBER)
    actions.catch_up(at=DECEMBER)
    actions.ask_monthly(at=DECEMBER)
    assert not Report.objects.filter(unit=town.units["finance"]).exists()
    report = actions.ask_report(About(town.places["district"], town.units["finance"]), NOVEMBER, by=by, at=DECEMBER)
    contents = contents_of(report, at=DECEMBER, told=lambda done: None)
    assert (contents.open_then, contents.children, contents.categories) == (0, [], [])


def test_a_units_in_a_street_says_so(town: Town) -> None:
    assert str(About(town.places["street"], town.units["housing"])) == "区住建局（镇江路街道）"
    report = Report(place=town.places["street"], unit=town.units["housing"], month=NOVEMBER)
    assert str(report) == "区住建局（镇江路街道）2026年11月月报"


def test_another_unit_finds_neither_the_page_nor_the_file(town: Town) -> None:
    report = asked(town)
    ReportFile.objects.create(report=report, content=b"x")
    own = f"/board/{report.place_id}/reports/{report.pk}.pdf?unit={town.units['finance'].pk}"
    for client, path in (
        (town.client("finance"), of(report)), (town.client("finance"), address(town)), (town.client("finance"), own),
        (town.client("street"), of(report)), (town.client("housing"), f"/board/{report.place_id}/reports/"),
        (town.client("housing"), of(report).partition("?")[0]),
    ):  # fmt: skip
        assert client.get(path).status_code == 404, path


def test_two_of_a_unit_are_never_under_way_at_once(town: Town) -> None:
    """What the constraint says, asked of the action: the second finds the first."""
    about = About(town.places["district"], town.units["housing"])
    first = actions.ask_report(about, NOVEMBER, by=town.hat("housing"), at=DECEMBER)
    second = actions.ask_report(about, NOVEMBER, by=town.hat("platform"), at=DECEMBER)
    assert (first.pk, first.state) == (second.pk, ReportState.QUEUED)
