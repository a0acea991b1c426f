"""问题又出现了: within thirty days, with what is new; somebody else decides, and the answer is told."""

from datetime import timedelta
from typing import Any

import pytest

from cases import actions
from cases.models import Case
from partyorg.hats import Hat
from tests.factories import MONDAY, Town
from tests.resident.conftest import Browser, text

pytestmark = pytest.mark.django_db
BUTTON = "问题又出现了</summary>"


@pytest.fixture
def case(town: Town) -> Case:
    done = actions.finish(town.handled_by(3), result="换了管子", by=town.hat("street"), at=MONDAY)
    done = actions.check_pass(done, on_site=True, by=town.hat("next_worker"), at=MONDAY)
    return actions.revisit(done, solved="YES", satisfied="YES", by=Hat(reporter_of=done.pk), at=MONDAY)


def page_of(browser: Browser, case: Case) -> str:
    return text(browser.get(f"/progress/{case.tracking_code}/"))


def reopen(browser: Browser, case: Case, facts: str) -> Any:
    return browser.post(f"/progress/{case.tracking_code}/reopen/", {"facts": facts}, follow=True)


def test_it_is_asked_for_and_the_page_says_that_it_waits(case: Case, browser: Browser) -> None:
    assert BUTTON in page_of(browser, case)
    page = text(reopen(browser, case, "修好一周，昨天下雨又漏了"))
    assert "受理的人会看要不要重新打开" in page
    assert "您说问题又出现了，等受理的人看要不要重新打开。" in page
    assert BUTTON not in page
    case.refresh_from_db()
    assert (case.state, case.proposed) == ("closed", "REOPENING")


def test_opened_again_it_is_on_its_rung_with_a_clock(town: Town, case: Case, browser: Browser) -> None:
    reopen(browser, case, "昨天下雨又漏了")
    opened = actions.reopen(Case.objects.get(pk=case.pk), facts="看过，确实", by=town.hat("intake"), at=MONDAY)
    assert (opened.owner_level, opened.repeat) == (3, True)
    page = page_of(browser, case)
    assert "现在由<b>镇江路街道党工委</b>负责" in page
    assert "前办好" in page


def test_declined_the_reason_is_told(town: Town, case: Case, browser: Browser) -> None:
    reopen(browser, case, "昨天下雨又漏了")
    actions.decline(Case.objects.get(pk=case.pk), reason="漏的是楼上住户的水管", by=town.hat("intake"), at=MONDAY)
    page = page_of(browser, case)
    assert "没重开" in page
    assert "漏的是楼上住户的水管" in page
    assert "吴受理" not in page


def test_without_new_facts_it_is_not_taken(case: Case, browser: Browser) -> None:
    response = reopen(browser, case, "  ")
    assert response.status_code == 422
    assert text(response).count("请写一句又怎么样了。") == 2


def test_after_thirty_days_it_has_to_be_reported_anew(case: Case, browser: Browser, monday: Any) -> None:
    monday.move_to(MONDAY + timedelta(days=30, minutes=1))
    page = page_of(browser, case)
    assert BUTTON not in page
    response = reopen(browser, case, "又漏了")
    assert response.status_code == 409
    assert "请重新上报" in text(response)


def test_what_is_open_cannot_be_opened(town: Town, browser: Browser) -> None:
    assert BUTTON not in page_of(browser, town.handled_by(3))
