"""Refused, merged, put off, given more time, explained: the page says why, and what one may do."""

from datetime import date

import pytest

from cases import actions
from cases.models import Case, Category, Reason
from partyorg.hats import Hat
from tests.factories import MONDAY, Town
from tests.resident.conftest import Browser, text
from worktime.limits import Limit

pytestmark = pytest.mark.django_db


def page_of(browser: Browser, case: Case) -> str:
    return text(browser.get(f"/progress/{case.tracking_code}/"))


def test_refused_says_why_and_where_to_turn(town: Town, browser: Browser) -> None:
    cause = Reason.objects.filter(kind=Reason.Kind.REFUSAL).first()
    assert cause
    case = town.reported("邻居欠我钱不还")
    actions.ask_refusal(case, cause=cause.name, channel="市北区人民法院", by=town.hat("intake"), at=MONDAY)
    waiting = page_of(browser, case)
    assert cause.name not in waiting  # it is not decided yet
    actions.refuse(Case.objects.get(pk=case.pk), by=town.hat("second_intake"), at=MONDAY)
    page = page_of(browser, case)
    assert "不予受理" in page
    assert cause.name in page
    assert "<dt>该找谁</dt><dd><p>市北区人民法院</p></dd>" in page or "市北区人民法院" in page


def test_merged_says_how_the_other_stands_and_none_of_its_words(town: Town, browser: Browser) -> None:
    leak = Category.objects.get(code="LEAK")
    main = town.handled_by(3, words="别人说的话：三单元漏水", name="别人", phone="13911112222", category="LEAK")
    case = town.reported("三单元楼道漏水", category=leak)
    actions.merge(case, parent=main, by=town.hat("community"), at=MONDAY)
    page = page_of(browser, case)
    assert "和别人报的是同一件事，并到一起办" in page
    assert main.number in page
    assert "由镇江路街道党工委负责" in page
    assert "前办好" in page
    secrets = ("别人说的话", "13911112222", main.tracking_code)
    assert not [secret for secret in secrets if secret in page]


def test_merged_and_closed_tells_the_result(town: Town, browser: Browser) -> None:
    leak = Category.objects.get(code="LEAK")
    main = town.handled_by(3, words="三单元漏水", category="LEAK")
    case = actions.merge(
        town.reported("三单元楼道漏水", category=leak), parent=main, by=town.hat("community"), at=MONDAY
    )
    main = actions.finish(Case.objects.get(pk=main.pk), result="换了总管", by=town.hat("street"), at=MONDAY)
    main = actions.check_pass(main, on_site=True, by=town.hat("next_worker"), at=MONDAY)
    actions.revisit(main, solved="YES", satisfied="YES", reason="对方满意的话", by=Hat(reporter_of=main.pk), at=MONDAY)
    page = page_of(browser, case)
    assert "办理结果：换了总管" in page
    assert "对方满意的话" not in page


def test_put_off_says_why_what_next_and_when_it_is_looked_at_again(town: Town, browser: Browser) -> None:
    cause = Reason.objects.filter(kind=Reason.Kind.SUSPENSION).first()
    assert cause
    case = actions.ask_suspension(
        town.handled_by(4), cause=cause.name, statement="内部说明", plan="等专项资金下来就动工",
        review_on=date(2026, 12, 20), by=town.hat("platform"), at=MONDAY,
    )  # fmt: skip
    assert cause.name not in page_of(browser, case)
    actions.suspend(case, by=town.hat("second_platform"), at=MONDAY)
    page = page_of(browser, case)
    assert cause.name in page
    assert "等专项资金下来就动工" in page
    assert "12月20日" in page


def test_given_more_time_the_reason_stands_beside_the_new_deadline(town: Town, browser: Browser) -> None:
    case = actions.extend_request(
        town.handled_by(3), limit=Limit.parse("3wd"), reason="配件要从外地运来", by=town.hat("street"), at=MONDAY
    )
    assert "<dt>延期了</dt>" not in page_of(browser, case)
    actions.extend_approve(case, by=town.hat("platform"), at=MONDAY)
    page = page_of(browser, case)
    assert "<dt>延期了</dt>" in page
    assert "配件要从外地运来" in page
    assert "11月26日" in page


def test_closed_with_an_explanation_says_it_and_that_it_still_counts(town: Town, browser: Browser) -> None:
    done = actions.finish(town.handled_by(3), result="按规定不能装", by=town.hat("street"), at=MONDAY)
    done = actions.check_pass(done, on_site=True, by=town.hat("next_worker"), at=MONDAY)
    done = actions.ask_explanation(done, reason="要求与条例第八条不符", by=town.hat("street"), at=MONDAY)
    actions.close_explained(done, by=town.hat("platform"), at=MONDAY)
    page = page_of(browser, done)
    assert "要求与条例第八条不符" in page
    assert "仍按“不满意”计入" in page


def test_merged_says_nothing_that_is_for_the_units_alone(town: Town, browser: Browser) -> None:
    main = town.handled_by(3, category="LEAK", phone="13911112222")
    case = town.reported("三单元楼道漏水", category=Category.objects.get(code="LEAK"))
    actions.merge(case, parent=main, by=town.hat("community"), at=MONDAY)
    asked = actions.extend_request(
        Case.objects.get(pk=main.pk), limit=Limit.parse("3wd"), reason="等配件", by=town.hat("street"), at=MONDAY
    )
    assert asked.contact_by
    page = page_of(browser, case)
    assert "前办好" in page
    assert not [words for words in ("延期还没批", "联系诉求人", "诉求人") if words in page]


def test_merged_leaves_the_judging_to_whoever_reported_the_other(town: Town, browser: Browser) -> None:
    main = town.handled_by(3, category="LEAK", name="别人")
    case = town.reported("三单元楼道漏水", category=Category.objects.get(code="LEAK"))
    actions.merge(case, parent=main, by=town.hat("community"), at=MONDAY)
    main = actions.finish(Case.objects.get(pk=main.pk), result="换了总管", by=town.hat("street"), at=MONDAY)
    checking = page_of(browser, case)
    assert "合格了再请先报的人评价。" in checking
    actions.check_pass(main, on_site=True, by=town.hat("next_worker"), at=MONDAY)
    revisit = page_of(browser, case)
    assert "解决没解决，先报的人说了算。" in revisit
    assert not [words for words in ("请您评价", "您说了算", "别人：") if words in checking + revisit]
