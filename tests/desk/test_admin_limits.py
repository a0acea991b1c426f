"""Limits in the admin: they are edited, running clocks are not touched, and what could never be applied says so."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, User
from cases.models import Case, Category, Limit
from tests.desk.conftest import text
from tests.factories import MONDAY, PASSWORD, Town
from worktime.actions import change_day
from worktime.models import CalendarDay

LIMITS = reverse("admin:cases_limit_changelist")
ADD_LIMIT = reverse("admin:cases_limit_add")


@pytest.fixture
def boss(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("boss", PASSWORD, name="管理员"))
    return client


def limit_page(limit: Limit, what: str = "change") -> str:
    return reverse(f"admin:cases_limit_{what}", args=[limit.pk])


def common(clock: str, level: int | None, urgency: str = "") -> Limit:
    return Limit.objects.get(clock=clock, level=level, urgency=urgency, category=None)


def added(boss: Client, clock: str, limit: str, **scope: object) -> str:
    """The page after a row was added."""
    answer = boss.post(ADD_LIMIT, {"clock": clock, "limit": limit, **scope}, follow=True)
    assert answer.redirect_chain, text(answer)
    return text(answer)


def test_a_changed_limit_holds_for_clocks_that_start_later(town: Town, boss: Client):
    running = town.handling()
    limit = common("HANDLE", 1)
    assert boss.post(limit_page(limit), {"limit": "3wd"}).status_code == 302
    kept = Case.objects.get(pk=running.pk)
    assert (kept.handle_by, kept.handle_limit, kept.due_at) == (running.handle_by, "1wd", running.due_at)
    assert town.handling().handle_limit == "3wd"
    detail = AuditEntry.objects.get(action="修改时限", object_id=str(limit.pk)).detail
    assert detail == {"fields": ["limit"], "was": {"limit": "1wd"}, "now": {"limit": "3wd"}}


def test_the_page_says_that_running_clocks_are_untouched(boss: Client):
    for address in [LIMITS, ADD_LIMIT, limit_page(Limit.objects.first() or Limit())]:
        assert "已经在走的时限不变" in text(boss.get(address))


def test_limits_are_listed_in_words(boss: Client):
    listed = text(boss.get(LIMITS)).split('id="result_list"')[1]
    assert "2 个工作小时" in listed
    assert "15 个自然日" in listed


def test_a_limit_that_cannot_be_read_is_told_in_a_sentence(boss: Client):
    limit = common("HANDLE", 3)
    for typed in ("五天", "abc"):
        page = boss.post(limit_page(limit), {"limit": typed})
        [sentence] = page.context["adminform"].form.errors["limit"]
        assert sentence.startswith(f"看不懂时限“{typed}”：请写数字加单位，如 2wd（工作日）")
        assert "日历" not in sentence
    limit.refresh_from_db()
    assert limit.limit == "5wd"


def test_a_limit_that_the_calendar_cannot_count_is_refused_at_its_field(boss: Client):
    CalendarDay.objects.filter(date__gt=date(2026, 11, 17)).update(is_workday=False)
    for year in (2027, 2028):  # two years without a day of work
        CalendarDay.objects.bulk_create(
            [CalendarDay(date=date.fromordinal(day), is_workday=False) for day in _year(year)], ignore_conflicts=True
        )
    change_day(date=date(2026, 11, 18), is_workday=False, name="停工", by=None, at=MONDAY)
    page = boss.post(limit_page(common("HANDLE", 3)), {"limit": "5wd"})
    assert any("按现在的工作日历算不出" in error for error in page.context["adminform"].form.errors["limit"])
    assert common("HANDLE", 3).limit == "5wd"
    assert boss.post(limit_page(common("HANDLE", 3)), {"limit": "24h"}).status_code == 302


def _year(year: int) -> range:
    return range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())


def test_a_limit_of_years_is_taken_and_asked_about(boss: Client):
    page = text(boss.post(limit_page(common("HANDLE", 3)), {"limit": "3650wd"}, follow=True))
    assert "时限超过一年：现在起算，要到2040年11月" in page
    assert "请核对数字和单位" in page


def test_a_category_has_its_own_limit_and_can_lose_it_again(boss: Client):
    leak = Category.objects.get(code="LEAK")
    fields = {"clock": "HANDLE", "category": leak.pk, "level": 3, "urgency": "", "limit": "3wd"}
    assert boss.post(ADD_LIMIT, fields).status_code == 302
    own = Limit.objects.get(category=leak)
    assert "已经有时限了" in text(boss.post(ADD_LIMIT, fields))
    assert boss.post(limit_page(own, "delete"), {"post": "yes"}).status_code == 302
    assert not Limit.objects.filter(category=leak).exists()
    assert AuditEntry.objects.filter(action="删除时限", object_id=str(own.pk), by__username="boss").exists()


def test_what_a_clock_needs_cannot_be_taken_away_and_the_page_says_why(boss: Client):
    limit = common("HANDLE", 3)
    assert "没有它，街道的“处置”就没有时限" in text(boss.get(limit_page(limit)))
    assert boss.post(limit_page(limit, "delete"), {"post": "yes"}).status_code == 403
    boss.post(LIMITS, {"action": "delete_selected", "_selected_action": [limit.pk], "post": "yes"})
    assert Limit.objects.filter(pk=limit.pk).exists()


def test_what_another_row_answers_for_may_go_and_reports_still_come_in(town: Town, boss: Client):
    urgent = common("ACCEPT", None, "URGENT")
    assert "不能删" not in text(boss.get(limit_page(urgent)))
    assert boss.post(limit_page(urgent, "delete"), {"post": "yes"}).status_code == 302
    assert town.reported(urgency="URGENT").respond_limit == "2wh"


@pytest.mark.parametrize(
    ("row", "field", "sentence"),
    [
        ({"clock": "ACCEPT", "level": 3, "limit": "2wh"}, "level", "“受理”时限只在网格起算，这一行永远用不上"),
        ({"clock": "RULING", "level": 1, "limit": "1wd"}, "level", "只在街道、区平台、区领导小组起算"),
        ({"clock": "HANDLE", "level": 1, "category": "EMERGENCY", "limit": "1h"}, "level", "是突发事件，直接送街道"),
        ({"clock": "SIGN", "urgency": "HARD", "category": "EMERGENCY", "limit": "1h"}, "urgency", "一律特急"),
        ({"clock": "ACCEPT", "category": "EMERGENCY", "limit": "1h"}, "clock", "不等受理就直接送街道"),
    ],
)
def test_a_limit_that_no_clock_would_ask_for_is_not_taken(
    boss: Client, row: dict[str, object], field: str, sentence: str
):
    if "category" in row:
        row = {**row, "category": Category.objects.get(code=row["category"]).pk}
    before = Limit.objects.count()
    page = boss.post(ADD_LIMIT, row)
    assert any(sentence in error for error in page.context["adminform"].form.errors[field])
    assert sentence in text(page)
    assert Limit.objects.count() == before


def test_a_row_that_has_come_to_be_never_asked_says_so_on_its_page(boss: Client):
    leak = Category.objects.get(code="LEAK")
    row = Limit.objects.create(clock="HANDLE", category=leak, level=1, limit="2wd")
    Category.objects.filter(pk=leak.pk).update(emergency=True)
    assert "网格的时限永远用不上" in text(boss.get(LIMITS))
    assert "网格的时限永远用不上" in text(boss.post(limit_page(row), {"limit": "3wd"}))


def test_a_row_that_every_level_overrides_is_taken_with_a_warning(boss: Client):
    sentence = "每一级都另有自己的时限，这一行现在用不上"
    told, listed = added(boss, "HANDLE", "3wd").split('id="result_list"')
    assert sentence in told
    assert sentence in listed
    assert sentence in text(boss.get(limit_page(common("HANDLE", None))))


def test_a_row_that_hides_another_says_which(boss: Client):
    leak = Category.objects.get(code="LEAK").pk
    for urgency in ("CRITICAL", "URGENT", "NORMAL"):
        assert "从此用不上" not in added(boss, "CHECK", "1wd", category=leak, urgency=urgency)
    added(boss, "CHECK", "2wd", category=leak, level=2)
    assert "“核查 2wd（房屋漏水，社区）”这一行从此用不上" in added(boss, "CHECK", "1wd", category=leak, urgency="HARD")


def test_a_categorys_row_that_also_takes_the_urgent_says_so(boss: Client):
    leak = Category.objects.get(code="LEAK").pk
    page = added(boss, "HANDLE", "7wd", category=leak)
    assert "“房屋漏水”的特急（2h）、紧急（24h）、疑难（15nd）也改用这一行的 7wd" in page
    for urgency in ("CRITICAL", "URGENT", "HARD"):
        page = added(boss, "HANDLE", "1wd", category=leak, urgency=urgency)
    assert "也改用这一行" not in page


def test_what_people_typed_is_not_taken_for_markup(boss: Client):
    leak = Category.objects.get(code="LEAK")
    Category.objects.filter(pk=leak.pk).update(name="<b>漏水</b>", is_active=False)
    row = Limit.objects.create(clock="HANDLE", category=leak, limit="2wd")
    assert "类别“&lt;b&gt;漏水&lt;/b&gt;”已停用" in text(boss.get(limit_page(row)))
