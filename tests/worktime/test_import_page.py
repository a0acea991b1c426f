import re
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, User
from partyorg.kinds import Role
from tests.factories import administrator
from tests.worktime.conftest import DEFAULT_CALENDAR, shanghai
from tests.worktime.years import HEADER, year_of_weeks
from worktime.current import current_calendar
from worktime.limits import Limit
from worktime.models import CalendarChange, CalendarDay

pytestmark = pytest.mark.django_db
PAGE = "/admin/worktime/calendarday/import/"
NEW_YEAR = {"d0101": "0,元旦", "d0102": "0,元旦", "d0103": "0,元旦", "d0109": "1,元旦"}


def upload(client: Client, content: str | bytes) -> Any:
    content = content.encode() if isinstance(content, str) else content
    return client.post(PAGE, {"file": SimpleUploadedFile("2027.csv", content, "text/csv")})


def confirm(client: Client, preview: Any) -> Any:
    signed = re.search(r'name="confirmed" value="([^"]+)"', preview.content.decode())
    assert signed, "the preview offers nothing to confirm"
    return client.post(PAGE, {"confirmed": signed[1]}, follow=True)


def test_the_calendar_page_leads_to_the_import(client: Client, administrator: User) -> None:
    assert PAGE in client.get(reverse("admin:worktime_calendarday_changelist")).content.decode()
    assert "表头为 date,is_workday,name" in client.get(PAGE).content.decode()


def test_a_preview_shows_what_would_change_and_changes_nothing(client: Client, administrator: User) -> None:
    page = upload(client, year_of_weeks(2027, **NEW_YEAR)).content.decode()
    assert "共 365 天（2027 年）" in page
    assert "其中 365 天有改动" in page
    assert "放假 元旦" in page
    assert not CalendarDay.objects.of_years([2027]).exists()


def test_a_confirmed_preview_is_imported_and_recorded(client: Client, administrator: User) -> None:
    answer = confirm(client, upload(client, year_of_weeks(2027, **NEW_YEAR)))
    assert "已导入 2027 年，改动 365 天" in answer.content.decode()
    change = CalendarChange.objects.get(by=administrator)
    assert (change.kind, change.years, change.source, change.rows) == ("IMPORT", [2027], "2027.csv", 365)
    audit = AuditEntry.objects.get(object_type="worktime.CalendarChange", object_id=str(change.pk))
    assert (audit.action, audit.by) == ("导入工作日历", administrator)


def test_an_imported_year_is_no_longer_provisional(client: Client, administrator: User) -> None:
    start, limit = shanghai("2026-12-31 10:00"), Limit.parse("1wd")
    assert current_calendar().deadline(start, limit).provisional
    confirm(client, upload(client, year_of_weeks(2027, **NEW_YEAR)))
    deadline = current_calendar().deadline(start, limit)
    assert (deadline.at, deadline.provisional) == (shanghai("2027-01-04 17:30"), False)
    assert (
        deadline.explanation
        == "1 个工作日：12月31日起算，当天不计，2027年1月1日至3日元旦放假，最晚 2027年1月4日 17:30。"
    )


def test_importing_the_same_again_changes_nothing(client: Client, administrator: User) -> None:
    preview = upload(client, year_of_weeks(2027, **NEW_YEAR))
    confirm(client, preview)
    before = list(CalendarDay.objects.values_list())
    assert "没有改动" in confirm(client, preview).content.decode()
    assert "没有改动" in upload(client, year_of_weeks(2027, **NEW_YEAR)).content.decode()
    assert list(CalendarDay.objects.values_list()) == before
    assert CalendarChange.objects.filter(by=administrator).count() == 1


def test_a_corrected_file_changes_only_the_days_that_differ(client: Client, administrator: User) -> None:
    confirm(client, upload(client, year_of_weeks(2027, **NEW_YEAR)))
    confirm(client, upload(client, year_of_weeks(2027, **NEW_YEAR, d0208="0,春节")))
    assert CalendarChange.objects.latest("id").changed_rows == 1
    assert CalendarDay.objects.get(date="2027-02-08").name == "春节"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_the_encodings_that_offices_use_are_read(client: Client, administrator: User, encoding: str) -> None:
    confirm(client, upload(client, year_of_weeks(2027, **NEW_YEAR).encode(encoding)))
    assert CalendarDay.objects.get(date="2027-01-01").name == "元旦"


def test_the_english_names_and_slashed_dates_of_other_sources_are_read(client: Client, administrator: User) -> None:
    text = year_of_weeks(2027, d0101="0,New Year's Day").replace("2027-01-01", "2027/1/1")
    confirm(client, upload(client, text))
    assert CalendarDay.objects.get(date="2027-01-01").name == "元旦"


def test_the_default_calendar_is_what_its_own_file_says(client: Client, administrator: User) -> None:
    assert "与现有日历相同，没有改动" in upload(client, DEFAULT_CALENDAR.read_bytes()).content.decode()


WHOLE = year_of_weeks(2027)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "文件是空的。"),
        (b"\xef\xbb\xbf\r\n", "文件是空的。"),
        (HEADER, "文件只有表头，没有日期。"),
        ("day,works\n2027-01-01,0\n", "第 1 行：表头缺少 date、is_workday"),
        (b"PK\x03\x04whatever", "这是 Excel 工作簿"),
        (b"\xff\xfed\x00a\x00", "另存为“CSV UTF-8”"),
        (b"date,is_workday\n\xff\xff\xff\n", "认不出文件的编码"),
        (b"date,is_workday\n" + b"x" * 1_100_000, "文件太大"),
        (WHOLE.replace("2027-01-05", "2027-13-05"), "第 6 行：没有“2027-13-05”这一天。"),
        (WHOLE.replace("2027-01-05", "5. Januar"), "第 6 行：日期“5. Januar”看不懂"),
        (WHOLE.replace("2027-01-05", "1027-01-05"), "第 6 行：日期“1027-01-05”的年份要在 2000 到 2100 之间。"),
        (WHOLE.replace("2027-01-05", "2027-01-04"), "第 6 行：2027-01-04 与第 5 行重复。"),
        (
            WHOLE.replace("2027-01-05,1", "2027-01-05,是"),
            "第 6 行：is_workday 只能是 1（上班）或 0（不上班），不能是“是”。",
        ),
        (WHOLE.replace("2027-01-05,1,", "2027-01-05"), "第 6 行：is_workday 只能是 1"),
        (WHOLE.replace("2027-01-05,1,", "2027-01-05,1," + "节" * 40), "第 6 行：节日名称最多 32 个字。"),
        (WHOLE.replace("2027-01-05,1,", '2027-01-05,1,"元旦'), "引号没有成对"),
        (WHOLE.replace("2027-01-05,1,\n", ""), "2027 年要整年导入，还缺 1 天：1月5日。"),
        (f"{HEADER}\n2027-01-01,0,元旦\n", "还缺 364 天：1月2日、1月3日、1月4日、1月5日、1月6日……。"),
        (re.sub(",1,", ",0,", WHOLE), "2027 年只有 0 个工作日，请检查 is_workday 是不是填反了。"),
    ],
)
def test_a_file_that_cannot_be_used_says_where_and_why(
    client: Client, administrator: User, content: str | bytes, sentence: str
) -> None:
    answer = upload(client, content)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert 'name="confirmed"' not in answer.content.decode()
    assert not CalendarDay.objects.of_years([2027]).exists()


def test_every_wrong_line_is_named_up_to_forty(client: Client, administrator: User) -> None:
    page = upload(client, re.sub(",1,", ",2,", WHOLE)).content.decode()
    assert page.count("is_workday 只能是") == 40
    assert "另有 221 处" in page


def test_a_form_without_a_file_asks_for_one(client: Client, administrator: User) -> None:
    assert "请先选择文件。" in client.post(PAGE).content.decode()


def test_a_forged_confirmation_imports_nothing(client: Client, administrator: User) -> None:
    answer = client.post(PAGE, {"confirmed": "forged"}, follow=True)
    assert "预览已经过期，请重新上传文件。" in answer.content.decode()
    assert not CalendarChange.objects.filter(by=administrator).exists()


def test_a_stranger_is_sent_to_sign_in(client: Client) -> None:
    answer = upload(client, WHOLE)
    assert answer.status_code == 302
    assert "/login/" in answer.url or "/sign-in/" in answer.url


def test_staff_without_the_right_to_the_calendar_are_refused(db: None) -> None:
    client = administrator(Role.SECURITY_ADMINISTRATOR)
    assert client.get(PAGE).status_code == 403
    assert upload(client, WHOLE).status_code == 403
    assert not CalendarDay.objects.of_years([2027]).exists()


def test_staff_with_the_right_to_the_calendar_may_import(db: None) -> None:
    client = administrator(Role.SYSTEM_ADMINISTRATOR)
    confirm(client, upload(client, WHOLE))
    assert CalendarDay.objects.of_years([2027]).count() == 365


def test_other_methods_are_refused(client: Client, administrator: User) -> None:
    assert client.delete(PAGE).status_code == 405


def test_the_page_keeps_to_the_content_security_policy(client: Client, administrator: User) -> None:
    page = upload(client, WHOLE).content.decode()
    ours = page.split('<div id="content-main">')[1].split("</main>")[0]
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=", ours)


def test_the_calendar_holds_the_days_between_the_years_it_names() -> None:
    days = CalendarDay.objects.values_list("date", flat=True)
    assert (min(days), max(days), len(days)) == (date(2023, 1, 1), date(2026, 12, 31), 1461)
