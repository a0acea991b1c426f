"""解决了吗？满意吗？ One tap each; not solved goes back to work, on the same rung."""

from typing import Any

import pytest

from cases import actions
from cases.models import Case
from cases.terms import State
from tests.factories import MONDAY, Town
from tests.resident.conftest import Browser, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(town: Town) -> Case:
    done = actions.finish(town.handled_by(3), result="换了管子", by=town.hat("street"), at=MONDAY)
    return actions.check_pass(done, on_site=True, by=town.hat("next_worker"), at=MONDAY)


def answer(browser: Browser, case: Case, **said: str) -> Any:
    return browser.post(f"/progress/{case.tracking_code}/answer/", said, follow=True)


def test_the_questions_are_asked_once_it_is_checked(case: Case, browser: Browser) -> None:
    page = text(browser.get(f"/progress/{case.tracking_code}/"))
    assert "解决了吗？" in page
    assert "满意吗？" in page
    assert "请他们重办，还由现在这一级负责，不退回下级" in page


def test_they_are_not_asked_before(town: Town, browser: Browser) -> None:
    assert "解决了吗？</legend>" not in text(browser.get(f"/progress/{town.handled_by(3).tracking_code}/"))


@pytest.mark.parametrize("satisfied", ["YES", "MOSTLY"])
def test_solved_and_satisfied_closes_it(case: Case, browser: Browser, satisfied: str) -> None:
    page = text(answer(browser, case, solved="YES", satisfied=satisfied))
    case.refresh_from_db()
    assert case.state == State.CLOSED
    assert "谢谢您，这件事结案了" in page


@pytest.mark.parametrize(("solved", "satisfied"), [("NO", "NO"), ("PARTLY", "YES"), ("YES", "NO"), ("NO", "YES")])
def test_anything_less_is_done_again_on_its_rung(case: Case, browser: Browser, solved: str, satisfied: str) -> None:
    page = text(answer(browser, case, solved=solved, satisfied=satisfied, reason="还在滴"))
    case.refresh_from_db()
    assert (case.state, case.owner_level) == (State.REWORK, 3)
    assert "记下了，已请镇江路街道党工委重办，最晚 11月" in page
    assert "还在滴" in page


def test_what_somebody_is_not_satisfied_with_is_kept(case: Case, browser: Browser) -> None:
    assert "不满意的是哪一样？" in text(browser.get(f"/progress/{case.tracking_code}/"))
    answer(browser, case, solved="YES", satisfied="NO", dissatisfaction="ATTITUDE", reason="来的人说话难听")
    case.refresh_from_db()
    assert case.dissatisfaction == "ATTITUDE"


def test_who_is_satisfied_is_dissatisfied_with_nothing(case: Case, browser: Browser) -> None:
    answer(browser, case, solved="NO", satisfied="MOSTLY", dissatisfaction="ATTITUDE", reason="还在滴")
    case.refresh_from_db()
    assert case.dissatisfaction == ""


def test_what_is_not_good_needs_a_reason_and_the_choice_stays(case: Case, browser: Browser) -> None:
    response = answer(browser, case, solved="NO", satisfied="NO")
    page = text(response)
    assert response.status_code == 422
    assert "<title>错误：" in page
    assert page.count("请写一句哪里没办好。") == 2
    assert 'value="NO" aria-invalid' not in page
    assert page.count(" checked") == 2


def test_both_questions_have_to_be_answered(case: Case, browser: Browser) -> None:
    response = answer(browser, case, reason="挺好")
    assert response.status_code == 422
    assert [anchor for anchor, _ in response.context["problems"]] == ["id_solved_0", "id_satisfied_0"]
    assert "挺好" in text(response)


@pytest.mark.parametrize("solved", ["MAYBE", "", "\x00", "YES" * 1000])
def test_an_answer_that_was_not_offered_is_refused(case: Case, browser: Browser, solved: str) -> None:
    assert answer(browser, case, solved=solved, satisfied="YES").status_code == 422


def test_too_early_is_refused_without_words_of_the_desk_and_keeps_what_was_written(
    town: Town, browser: Browser
) -> None:
    response = answer(browser, town.handled_by(3), solved="NO", satisfied="NO", reason="一直没人来")
    assert response.status_code == 409
    assert "您的操作已经收到，或者事情有了新进展。下面是最新进度。" in text(response)
    assert "回访不通过" not in text(response)
    assert "您刚才写的：一直没人来" in text(response)


def test_a_second_answer_is_refused(case: Case, browser: Browser) -> None:
    answer(browser, case, solved="YES", satisfied="YES")
    again = answer(browser, case, solved="NO", satisfied="NO", reason="又漏了")
    assert again.status_code == 409
    assert "您的操作已经收到" in text(again)
    assert "这一步没有办成" not in text(again)
    case.refresh_from_db()
    assert case.state == State.CLOSED


def test_looking_at_the_address_of_the_answer_leads_to_the_case(case: Case, browser: Browser) -> None:
    assert browser.get(f"/progress/{case.tracking_code}/answer/").url == f"/progress/{case.tracking_code}/"


def test_a_code_of_no_case_answers_nothing(case: Case, browser: Browser) -> None:
    assert browser.post("/progress/K7QF-2M9X-4TPD/answer/", {"solved": "YES", "satisfied": "YES"}).status_code == 404
