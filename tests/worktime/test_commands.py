import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.worktime.years import year_of_weeks
from worktime.models import CalendarChange, CalendarDay

pytestmark = pytest.mark.django_db


def said(*arguments: str) -> list[str]:
    output = StringIO()
    call_command(*arguments, stdout=output)
    return output.getvalue().splitlines()


def test_deadline_prints_the_moment_and_the_reason() -> None:
    assert said("deadline", "2026-02-13T16:00+08:00", "2wd") == [
        "2026-02-24T17:30:00+08:00",
        "2 个工作日：2月13日起算，当天不计，2月14日是调休上班日，2月15日至23日春节放假，最晚 2月24日 17:30。",
    ]


@pytest.mark.parametrize(
    "start", ["2026-11-20T19:00Z", "2026-11-21T03:00", "2026-11-21 03:00", "2026-11-21T03:00+08:00"]
)
def test_deadline_takes_any_zone_and_none_for_shanghai(start: str) -> None:
    assert said("deadline", start, "1wd")[0] == "2026-11-23T17:30:00+08:00"


@pytest.mark.parametrize(
    ("start", "limit", "sentence"),
    [
        ("yesterday", "2wd", "看不懂时间“yesterday”：请写成 2026-02-13T16:00+08:00 这样。"),
        ("2026-02-30T16:00", "2wd", "看不懂时间“2026-02-30T16:00”"),
        ("0001-01-01T00:00+08:00", "2wd", "年份要在 2000 到 2200 之间"),
        ("9999-12-31T23:00-08:00", "2wd", "年份要在 2000 到 2200 之间"),
        ("2026-02-13T16:00+08:00", "soon", "看不懂时限“soon”"),
        ("2026-02-13T16:00+08:00", "0wd", "时限要在 1 到 3650 之间"),
    ],
)
def test_deadline_refuses_what_it_cannot_read(start: str, limit: str, sentence: str) -> None:
    with pytest.raises(CommandError, match=re.escape(sentence)):
        said("deadline", start, limit)


def test_import_calendar_takes_over_a_year_and_the_second_time_nothing(tmp_path: Path) -> None:
    file = tmp_path / "2027.csv"
    file.write_text(year_of_weeks(2027), encoding="utf-8")
    assert said("import_calendar", str(file)) == ["已导入 2027 年，改动 365 天。"]
    assert said("import_calendar", str(file)) == ["与现有日历相同，没有改动。"]
    assert CalendarChange.objects.filter(source="2027.csv").count() == 1


def test_import_calendar_dry_run_writes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "2027.csv"
    file.write_text(year_of_weeks(2027), encoding="utf-8")
    assert said("import_calendar", str(file), "--dry-run") == ["2027 年共 365 天，将改动 365 天；这次没有写入。"]
    assert not CalendarDay.objects.of_years([2027]).exists()


@pytest.mark.parametrize("flags", [[], ["--dry-run"]])
def test_import_calendar_is_all_or_nothing(tmp_path: Path, flags: list[str]) -> None:
    file = tmp_path / "2027.csv"
    file.write_text(year_of_weeks(2027, d0105="x,", d0106="y,"), encoding="utf-8")
    with pytest.raises(CommandError) as refused:
        said("import_calendar", str(file), *flags)
    assert [line[:5] for line in str(refused.value).splitlines()] == ["第 6 行", "第 7 行"]
    assert not CalendarDay.objects.of_years([2027]).exists()


def test_import_calendar_without_a_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="打不开文件"):
        said("import_calendar", str(tmp_path / "none.csv"))
