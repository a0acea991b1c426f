"""我的社区: the board, its figures recomputed from the rows, who answers for which grid; nobody else is told of."""

from __future__ import annotations

import random
import re
from datetime import timedelta
from statistics import median
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases import actions
from cases.actions import Represented
from cases.board import FEWEST, figures
from cases.deadlines import BEING_HANDLED, WAITS_FOR_RESPONSE
from cases.models import Case
from cases.terms import OPEN, Solved, State
from grids.models import Estate
from partyorg.models import Organisation
from tests.desk.leaks import heard, leaks
from tests.factories import MONDAY, Town
from tests.resident.conftest import Browser, text

pytestmark = pytest.mark.django_db
HERE = "/community/370203022001/"
SECRETS = ["鬯三丰", "13912340007", "黹小妹", "13912340008"]


def released(town: Town, title: str = "楼道漏水", **said: Any) -> Case:
    case = town.handling(**said)
    actions.release(case, title=title, words=f"{title}，正在办。", by=town.hat("community"), at=MONDAY)
    return case


def closed(town: Town, **said: Any) -> Case:
    case = released(town, **said)
    Case.objects.filter(pk=case.pk).update(state=State.CLOSED, solved=Solved.YES, closed_at=MONDAY)
    case.refresh_from_db()
    return case


def test_home_leads_to_the_choice_and_the_browser_keeps_it(town: Town, browser: Browser) -> None:
    assert 'href="/community/"' in text(browser.get("/"))
    chosen = browser.get("/community/")
    assert "镇江路街道" in text(chosen)
    assert f'href="{HERE}"' in text(chosen)
    assert browser.get(HERE).status_code == 200
    assert browser.get("/community/")["Location"] == HERE
    assert 'href="/community/370203005001/"' in text(browser.get("/community/", {"choose": "1"}))
    browser.cookies["community"] = "1' OR 1"
    assert browser.get("/community/").status_code == 200


@pytest.mark.parametrize("words", ["太平", "镇江路", "海云", " 太平\u3000"])
def test_it_is_found_by_its_name_its_street_or_an_estate(town: Town, browser: Browser, words: str) -> None:
    Estate.objects.create(community=town.places["community"], name="海云小区", kind=Estate.Kind.OLD)
    shown = text(browser.get("/community/", {"q": words}))
    assert HERE in shown
    assert "科技街" not in shown


def test_what_is_not_found_is_said_and_what_was_typed_stays(town: Town, browser: Browser) -> None:
    shown = text(browser.get("/community/", {"q": "<b>没有这里</b>"}))
    assert "没有找到“&lt;b&gt;没有这里&lt;/b&gt;”" in shown


@pytest.mark.parametrize("code", ["370203", "370203022001001", "370203999999", "１２３", "abc", "9" * 60])
def test_what_is_no_community_is_not_there(town: Town, browser: Browser, code: str) -> None:
    assert browser.get(f"/community/{code}/").status_code == 404
    assert browser.get(f"/community/{code}/grids/").status_code == 404


@pytest.mark.parametrize("page", ["/community/", HERE, f"{HERE}grids/"])
def test_they_are_only_read(town: Town, browser: Browser, page: str) -> None:
    for method in ("post", "put", "delete"):
        assert getattr(browser, method)(page).status_code == 405


def test_the_board_shows_an_officers_words_where_who_and_until_when(town: Town, browser: Browser) -> None:
    released(town)
    case = closed(town, title="楼道灯不亮")
    notice = case.public_notice
    notice.outcome = "换了新灯。"
    notice.save(update_fields=["outcome"])
    shown = text(browser.get(HERE))
    assert "楼道漏水，正在办。" in shown
    assert "第1网格" in shown
    assert "现在由太平镇社区第1网格党支部办，最晚 明天（11月17日 周二）17:30 前办好" in shown
    assert "已解决" in shown
    assert "换了新灯。" in shown
    running, done = text(browser.get(HERE, {"show": "running"})), text(browser.get(HERE, {"show": "done"}))
    assert ("楼道漏水" in running, "楼道灯不亮" in running) == (True, False)
    assert ("楼道漏水" in done, "楼道灯不亮" in done) == (False, True)
    assert "社区还没有公开过事情" in text(browser.get("/community/370203005001/"))


def test_while_it_is_checked_the_board_says_for_whom_it_waits(town: Town, browser: Browser) -> None:
    case = released(town)
    actions.finish(case, result="接好了水管", by=town.hat("secretary"), at=MONDAY)
    shown = text(browser.get(HERE))
    assert "太平镇社区第1网格党支部办了，现在等网格员或引导员核查，最晚" in shown
    assert "现在由" not in shown


def test_what_was_taken_off_or_never_released_is_not_there(town: Town, browser: Browser) -> None:
    case = released(town)
    town.handling(words="没有公开的")
    actions.take_off_board(case, by=town.hat("street"), at=MONDAY)
    shown = text(browser.get(HERE))
    assert "楼道漏水" not in shown
    assert "没有公开的" not in shown


def test_nothing_on_it_tells_who_reported_or_opens_their_case(town: Town, browser: Browser) -> None:
    said = {"name": SECRETS[0], "phone": SECRETS[1], "address": "黻路1号", "words": "黼水漏了"}
    cases = [
        released(town, **said, represented=[Represented(SECRETS[2], SECRETS[3])]),
        closed(town, title="修好的", **{**said, "phone": "13912340009"}),
    ]
    codes = [code.replace("-", "") for code in Case.objects.values_list("tracking_code", flat=True)]
    marks = [*SECRETS, "鬯", "黹", "黻", "黼", *codes, *(case.number.replace("-", "") for case in cases)]
    for page in (HERE, f"{HERE}?show=done", f"{HERE}grids/", "/community/?choose=1"):
        assert leaks(heard(browser.get(page)), marks) == set()
    assert "<img" not in text(browser.get(HERE))


def test_the_board_turns_its_pages_and_costs_the_same_however_long_it_is(town: Town, browser: Browser) -> None:
    first = released(town)
    browser.get(HERE)
    with CaptureQueriesContext(connection) as few:
        browser.get(HERE)
    many(town, first, 60)
    with CaptureQueriesContext(connection) as more:
        shown = text(browser.get(HERE))
    assert len(more) <= len(few) + 2  # a median each
    assert shown.count("<article") == 50
    assert 'href="?page=2"' in shown
    assert text(browser.get(HERE, {"page": "2"})).count("<article") == 11
    assert text(browser.get(HERE, {"page": "x"})).count("<article") == 50


def many(town: Town, like: Case, number: int) -> None:
    """Released, in the community's grids, in any state."""
    drawn = random.Random(5)
    rows = [_row(town, like, order, drawn) for order in range(number)]
    Case.objects.bulk_create(rows)
    notice = like.public_notice
    notices = []
    said = {"words": "正在办。", "released_at": MONDAY, "released_by_id": notice.released_by_id}
    for case in Case.objects.filter(number__startswith="R-"):
        notices.append(type(notice)(case=case, title=f"事{case.pk}", **said))
    type(notice).objects.bulk_create(notices)


def _row(
    town: Town, like: Case, order: int, drawn: random.Random, state: State | None = None, *, confidential: bool = False
) -> Case:
    state = state or drawn.choice([State.HANDLING, State.CLOSED, State.DISPATCHED, State.REVISIT])
    reported = MONDAY - timedelta(hours=drawn.randrange(1, 24 * 400))
    soon = [MONDAY + timedelta(hours=drawn.randrange(-90, 90)) for _ in range(3)]
    return Case(
        number=f"R-{order:04}", tracking_code=f"R{order:04}", title="件", words="件", state=state,
        place=drawn.choice([town.grid, town.places["next_grid"]]),
        category=like.category, owner_org=like.owner_org, first_receiver=like.owner_org, submitted_at=reported,
        handle_from=reported, handle_by=soon[0], respond_by=soon[1], report_in_by=drawn.choice([None, soon[2]]),
        solved=drawn.choice(["", *Solved.values]) if state in (State.CLOSED, State.REWORK) else "",
        closed_at=reported + timedelta(minutes=drawn.randrange(60, 90_000)) if state == State.CLOSED else None,
        confidential=confidential,
    )  # fmt: skip


@pytest.mark.parametrize("seed", [1, 2])
def test_the_figures_are_what_the_rows_say(town: Town, seed: int) -> None:
    like, drawn = town.handling(), random.Random(seed)
    Case.objects.bulk_create(
        _row(town, like, order, drawn, drawn.choice(list(State)), confidential=order % 5 == 0) for order in range(150)
    )
    for span in (90, 365):
        [found] = figures(town.places["community"], spans=[("近", span)], at=MONDAY)
        since = MONDAY.replace(hour=0) - timedelta(days=span - 1)
        rows = [case for case in Case.objects.all() if case.submitted_at >= since]
        judged, open_ones = [case for case in rows if case.solved], [case for case in rows if case.state in OPEN]
        ended = [case for case in rows if case.state == State.CLOSED]
        assert found.reported == len(rows)
        assert (found.solved.number, found.solved.of) == _shown(sum(case.solved == "YES" for case in judged), judged)
        assert (found.running.number, found.running.of) == _shown(len(open_ones), rows)
        assert (found.late.number, found.late.of) == _shown(sum(map(_is_late, open_ones)), open_ones)
        lasted = [(case.closed_at - case.submitted_at) / timedelta(days=1) for case in ended if case.closed_at]
        assert (found.finished, found.days) == (len(ended), round(median(lasted), 1) if len(ended) >= FEWEST else None)


def _shown(number: int, among: list[Case]) -> tuple[int | None, int]:
    return (number if len(among) >= FEWEST else None), len(among)


def _is_late(case: Case) -> bool:
    clocks = [case.respond_by] if case.state in WAITS_FOR_RESPONSE else []
    clocks += [case.handle_by, case.report_in_by] if case.state in BEING_HANDLED else []
    return any(clock is not None and clock <= MONDAY for clock in clocks)


def test_too_few_to_say_anything_of_are_not_told(town: Town, browser: Browser) -> None:
    for _ in range(FEWEST - 1):
        town.handling()
    assert text(browser.get(HERE)).count("报上来的不到 5 件，不列数字") == 2
    town.handling()
    shown = text(browser.get(HERE))
    assert "<b>5</b> 件" in shown
    assert "回答的不到 5 件，不列" in shown
    assert "办结的不到 5 件，不列" in shown
    assert "这些数是怎么算的" in shown


def test_who_answers_for_each_grid_with_the_duty_telephone_and_no_other(town: Town, browser: Browser) -> None:
    worker = town.people["worker"]
    worker.phone = "13700001111"
    worker.save()
    page = f"{HERE}grids/"
    assert "社区还没有登记值班电话" in text(browser.get(page))
    Organisation.objects.filter(pk=town.units["community_unit"].pk).update(duty_phone="0532-83000001")
    Organisation.objects.filter(pk=town.units["branch"].pk).update(duty_phone="0532-83000002")
    shown = text(browser.get(page))
    first, second = re.split(r'id="grid-', shown)[1:]
    assert "王书记" in first
    assert "李格员" in first
    assert 'href="tel:0532-83000002"' in first
    assert "周邻格" in second
    assert 'href="tel:0532-83000001"' in second
    assert "打社区值班电话" in shown
    assert "陈社区" in shown
    for kept in ("13700001111", "赵引导", "吴受理", "孙街道"):  # no own number, no post but those on the sign
        assert kept not in shown


def test_the_grids_cost_the_same_however_many_they_are(
    town: Town, browser: Browser, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(4):  # the community, its places, units, posts
        browser.get(f"{HERE}grids/")


def test_the_progress_page_leads_to_the_own_community(town: Town, browser: Browser) -> None:
    case = town.reported()
    assert f'href="{HERE}"' in text(browser.get(f"/progress/{case.tracking_code}/"))
