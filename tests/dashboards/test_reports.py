"""Monthly reports: asked for once, made in the background whatever happens to a worker, read back, made anew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any
from urllib.parse import unquote

import pytest
import time_machine
from django.test import Client
from pypdf import PdfReader

from accounts.models import AuditEntry
from cases import actions as on_cases
from cases.models import Case, Category
from dashboards import actions
from dashboards.actions import reporting
from dashboards.indicators import INDICATORS
from dashboards.models import Report, ReportFile, Weight
from dashboards.periods import month_of
from dashboards.reports import About
from dashboards.tallies.reading import of_place
from dashboards.workflow import ReportState, Subject
from governance.celery import app
from tests.factories import MONDAY, Town, build_town

pytestmark = [pytest.mark.django_db, pytest.mark.enough_on("sqlite")]
OCTOBER = date(2026, 10, 1)
IN_OCTOBER = datetime(2026, 10, 20, 9, tzinfo=MONDAY.tzinfo)
LATER = MONDAY + timedelta(minutes=11)


@pytest.fixture
def town() -> Iterator[Town]:
    with time_machine.travel(MONDAY, tick=False):
        town = build_town()
        Category.objects.filter(code="LEAK").update(name="<b>漏水</b>")
        town.handling(at=IN_OCTOBER)
        town.reported("楼道堆了杂物", at=IN_OCTOBER, place=town.places["next_grid"])
        actions.catch_up(at=MONDAY)
        yield town


def address(town: Town, place: str = "street") -> str:
    return f"/board/{town.places[place].pk}/reports/"


def asked(town: Town, name: str = "street") -> Report:
    assert town.client(name).post(address(town), {"month": "2026-10"}).status_code == 302
    return Report.objects.get()


def without_paper(monkeypatch: pytest.MonkeyPatch, made: Any = lambda report, *, at, told: b"%PDF-") -> None:
    monkeypatch.setattr(reporting, "made", made)


def page(town: Town, name: str = "street") -> str:
    answer = town.client(name).get(address(town))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_report_is_asked_for_made_and_read_back(town: Town) -> None:
    report = asked(town)
    assert "已排队" in page(town)
    assert "every 2s" in page(town)
    assert actions.make_next(at=MONDAY)
    assert not actions.make_next(at=MONDAY)
    assert "every 2s" not in (shown := page(town))
    assert f"{address(town)}{report.pk}.pdf" in shown
    answer = town.client("street_secretary").get(f"{address(town)}{report.pk}.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert unquote(answer["Content-Disposition"]) == "attachment; filename*=utf-8''镇江路街道2026年10月月报.pdf"
    reader = PdfReader(BytesIO(answer.content))
    words = "".join("".join(sheet.extract_text() for sheet in reader.pages).split())
    came = of_place(town.places["street"], month_of(OCTOBER))["came"]
    assert came == 2
    for said in (
        "镇江路街道2026年10月基层治理月报", "三率综合", f"受理{came}", "太平镇社区", "<b>漏水</b>", "等得最久的",
        "没有异常苗头", "力量与覆盖", "网格党支部覆盖率", *(one.name for one in INDICATORS.values()),
        f"共{len(reader.pages)}页",
    ):  # fmt: skip
        assert said in words, said


def test_what_is_later_than_the_month_stands_in_the_last_part_alone(town: Town) -> None:
    """Reported in November or finished since: no word of it in what the report says of October."""
    first, ended = Case.objects.order_by("pk")
    on_cases.merge(ended, parent=first, by=town.hat("intake"), at=MONDAY - timedelta(days=3))
    new = town.reported("十一月才报的井盖", at=MONDAY - timedelta(days=2), place=town.places["next_grid"])
    for number in range(9):
        town.reported(f"十一月的苗头{number}", at=MONDAY - timedelta(days=1))
    report = asked(town)
    assert actions.make_next(at=MONDAY)
    sheets = PdfReader(BytesIO(bytes(report.file.content))).pages
    words = "".join("".join(sheet.extract_text() for sheet in sheets).split())
    month, _, day = words.partition("生成当日的情况（")
    assert new.number not in month
    assert new.number in day
    assert ended.number in month
    assert ended.number not in day
    assert "到10月31日，还没结束的2件" in month
    assert "现在" not in month.partition("办理指标和定义")[0]
    assert "突然增多" not in words
    assert day.count("2026年11月16日") == 3


def test_whoever_asked_waits_seconds_until_it_is_begun(town: Town) -> None:
    assert app.conf.beat_schedule["reports"]["schedule"] <= 3
    assert "几秒钟就好" not in page(town)
    asked(town)
    assert "已排队，几秒钟以后开始" in page(town)


def test_a_second_click_finds_the_first(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    without_paper(monkeypatch)
    report = asked(town)
    assert asked(town, "street_secretary") == report
    assert actions.make_next(at=MONDAY)
    assert asked(town) == report
    assert AuditEntry.objects.filter(action="申请月报", by=town.people["street"]).count() == 1


@pytest.mark.parametrize("month", ["", "2026-11", "2027-01", "2026-13", "十月", "1999-01"])
def test_only_a_month_that_is_over_can_be_asked_for(town: Town, month: str) -> None:
    answer = town.client("street").post(address(town), {"month": month})
    assert (answer.status_code, Report.objects.count()) == (422, 0)
    assert "请选一个" in answer.content.decode()


def test_the_domain_refuses_a_month_that_is_not_over(town: Town) -> None:
    with pytest.raises(reporting.NotOver):
        actions.ask_report(About(town.places["street"]), date(2026, 11, 1), by=town.hat("street"), at=MONDAY)


def test_a_killed_workers_report_is_taken_up_again(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(report: Report, *, at: datetime, told: Any) -> bytes:
        told(2)
        raise SystemExit

    report = asked(town)
    without_paper(monkeypatch, killed)
    with pytest.raises(SystemExit):
        actions.make_next(at=MONDAY)
    assert "正在做：超期和等得最久的（2 / 5）" in page(town)
    without_paper(monkeypatch)
    assert not actions.make_next(at=MONDAY + timedelta(minutes=9))  # it may still be at it
    assert actions.make_next(at=LATER)
    report.refresh_from_db()
    assert (report.state, report.attempt) == (ReportState.READY, 2)


def test_what_kills_every_worker_is_given_up(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(report: Report, *, at: datetime, told: Any) -> bytes:
        raise SystemExit

    asked(town)
    without_paper(monkeypatch, killed)
    for number in range(3):
        with pytest.raises(SystemExit):
            actions.make_next(at=MONDAY + number * timedelta(minutes=11))
    assert not actions.make_next(at=MONDAY + timedelta(hours=1))
    assert "做了几次都没有做完" in page(town)
    without_paper(monkeypatch)
    assert asked(town).state == ReportState.QUEUED  # asked for again it is tried again
    assert actions.make_next(at=MONDAY)


def test_two_workers_make_it_once(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second finds nothing to do; once it takes the first for dead, the first writes nothing any more."""
    others: list[bool] = []

    def slow(report: Report, *, at: datetime, told: Any) -> bytes:
        others.append(actions.make_next(at=MONDAY))
        without_paper(monkeypatch, lambda report, *, at, told: b"second")
        others.append(actions.make_next(at=LATER))
        told(4)
        return b"first"

    report = asked(town)
    without_paper(monkeypatch, slow)
    assert actions.make_next(at=MONDAY)
    assert others == [False, True]
    report.refresh_from_db()
    assert (report.state, report.done, bytes(report.file.content)) == (ReportState.READY, 5, b"second")


def test_a_report_that_cannot_be_made_says_so(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(town)
    monkeypatch.setattr(reporting, "missing", lambda: "fonts-wqy-microhei")
    assert actions.make_next(at=MONDAY)
    assert "还不能生成 PDF，请技术人员安装 fonts-wqy-microhei" in page(town)


def test_it_is_made_anew_where_the_figures_have_changed_and_the_old_one_stays(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_paper(monkeypatch)
    first, client = asked(town), town.client("street")
    assert actions.make_next(at=MONDAY)
    assert "重新生成" not in page(town)
    anew = f"{address(town)}{first.pk}/anew/"
    assert client.post(anew).status_code == 302
    assert Report.objects.count() == 1
    town.reported("井盖坏了", at=IN_OCTOBER)
    actions.catch_up(at=MONDAY)
    assert anew in page(town)
    for _ in range(2):
        assert client.post(anew).status_code == 302
    second = Report.objects.exclude(pk=first.pk).get()
    assert actions.make_next(at=MONDAY)
    assert "第 2 版" in (shown := page(town))
    assert all(f"{address(town)}{one.pk}.pdf" in shown for one in (first, second))
    assert "重新生成" not in shown


def test_the_first_of_the_month_makes_reports_of_streets_and_district_by_itself(town: Town) -> None:
    assert actions.ask_monthly(at=MONDAY) == 2  # nothing was counted in the other street
    assert actions.ask_monthly(at=MONDAY) == 0
    places = {report.place for report in Report.objects.filter(month=OCTOBER, asked_by=None)}
    assert places == {town.places["district"], town.places["street"]}


def test_a_stranger_finds_neither_reports_nor_files(town: Town) -> None:
    report = asked(town)
    ReportFile.objects.create(report=report, content=b"x")
    for client, status in ((town.client("far_street"), 404), (Client(), 302)):
        assert client.get(address(town)).status_code == status
        assert client.post(address(town), {"month": "2026-09"}).status_code == status
        assert client.get(f"{address(town)}{report.pk}.pdf").status_code == status
        assert client.post(f"{address(town)}{report.pk}/anew/").status_code == status
    assert town.client("platform").get(f"{address(town, 'district')}{report.pk}.pdf").status_code == 404
    assert town.client("housing").get(address(town, "district")).status_code == 404
    assert town.client("street").delete(address(town)).status_code == 405


def test_it_may_be_made_anew_where_the_rules_of_its_year_have_changed(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not by the same weights written otherwise, and not of a month that is closed: it keeps its rules."""
    without_paper(monkeypatch)
    asked(town)
    assert actions.make_next(at=MONDAY)
    weights = Weight.objects.filter(scheme__subject=Subject.STREET, indicator="solved")
    [before] = weights.values_list("weight", flat=True).distinct()
    weights.update(weight=before.quantize(Decimal("0.01")))
    assert "重新生成" not in page(town)
    weights.update(weight=before + 5)
    assert "重新生成" in page(town)
    weights.update(weight=before)
    actions.close_period(town.places["district"], month_of(OCTOBER), by=town.hat("platform"), at=MONDAY)
    weights.update(weight=before + 5)
    assert "重新生成" not in page(town)
