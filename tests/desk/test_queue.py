"""The queue: what waits for my unit, counted and sorted by deadline, in a constant number of queries."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cases import actions
from cases.models import Case
from cases.terms import Matter
from tests.desk.conftest import listed, text
from tests.desk.questions import asked, to_the_housing_bureau
from tests.factories import MONDAY, Town


def counts(client: Client) -> dict[str, int]:
    return {queue.label: count for queue, count in client.get("/desk/").context["queues"]}


def by_hand(case: Case, **columns: object) -> None:
    Case.objects.filter(pk=case.pk).update(**columns)


def test_each_case_is_counted_where_it_waits(town: Town):
    town.reported("灯坏了")
    town.accepted()
    by_hand(town.accepted(), state="accepted", host_org=None, due_at=MONDAY + timedelta(days=2))
    town.handling()
    assert counts(town.client("secretary")) == {
        "全部待办": 4, "待受理": 1, "待派单": 1, "待签收": 1, "处置中": 1, "快到期": 2, "已超期": 0,
        "待核查": 0, "待回访": 0,
    }  # fmt: skip


def test_a_queue_lists_what_it_counts(town: Town):
    town.reported("灯坏了")
    town.handling(words="门坏了")
    client = town.client("secretary")
    for queue, count in client.get("/desk/").context["queues"]:
        assert len(listed(client.get("/desk/", {"q": queue.name}))) == count


def test_only_those_at_the_top_have_the_queue_of_the_top(town: Town):
    assert "顶格协调" not in counts(town.client("platform"))
    assert counts(town.client("leading"))["顶格协调"] == 0


def test_the_first_deadline_comes_first(town: Town):
    for words, hours in [("三", 30), ("一", 1), ("二", 5)]:
        by_hand(town.handling(words=words), due_at=MONDAY + timedelta(hours=hours))
    assert listed(town.client("secretary").get("/desk/")) == ["一", "二", "三"]


def test_a_case_past_its_last_clock_stands_on_top(town: Town):
    """At the top nothing escalates further: no clock is pending, and the case is the latest of all."""
    by_hand(town.handling(words="早就超期"), due_at=None, handle_by=MONDAY - timedelta(days=3))
    town.handling(words="还早")
    assert listed(town.client("secretary").get("/desk/")) == ["早就超期", "还早"]


def test_red_is_for_what_is_late_and_for_nothing_else(town: Town):
    by_hand(town.handling(words="超期的"), handle_by=MONDAY - timedelta(hours=2))
    town.handling(words="不急的")
    response = town.client("secretary").get("/desk/")
    tones = {row["case"].title: row["promise"].tone for row in response.context["rows"]}
    assert (tones["超期的"], tones["不急的"]) == ("late", "")
    assert '<b class="late">1</b>' in text(response)


def test_no_count_is_red_when_nothing_is_late(town: Town):
    town.handling()
    assert '<b class="late">' not in text(town.client("secretary").get("/desk/"))


def test_the_most_urgent_case_is_shown_beside_the_list(town: Town):
    town.handling(words="门坏了")
    response = town.client("secretary").get("/desk/")
    assert response.context["case"].title == "门坏了"
    assert "办结，送核查" in text(response)


def test_the_case_asked_for_is_shown_even_from_another_queue(town: Town):
    asked = town.reported("灯坏了")
    town.handling(words="门坏了")
    response = town.client("secretary").get("/desk/", {"q": "handling", "case": asked.number})
    assert (response.context["case"], listed(response)) == (asked, ["门坏了"])


def test_a_strangers_case_cannot_be_shown_beside_the_list(town: Town):
    case = town.reported()
    assert town.client("far_secretary").get("/desk/", {"case": case.number}).status_code == 404


def test_the_territory_lists_what_others_have_in_hands(town: Town):
    town.handling(words="网格在办")
    client = town.client("street")
    assert listed(client.get("/desk/")) == []
    assert listed(client.get("/desk/", {"q": "open"})) == ["网格在办"]


def test_closed_cases_have_a_list_of_their_own_the_newest_first(town: Town):
    for words, hours in [("先结的", 1), ("后结的", 2)]:
        by_hand(town.handling(words=words), state="closed", closed_at=MONDAY + timedelta(hours=hours))
    client = town.client("secretary")
    assert listed(client.get("/desk/", {"q": "closed"})) == ["后结的", "先结的"]
    assert listed(client.get("/desk/", {"q": "open"})) == []


def test_an_empty_queue_says_what_to_do(town: Town):
    page = text(town.client("secretary").get("/desk/", {"q": "late"}))
    assert "没有超期的事。" in page
    assert "看全部待办" in page


@pytest.mark.parametrize("query", [{"q": "nonsense"}, {"page": "0"}, {"page": "x"}, {"page": "9" * 30}, {"q": ""}])
def test_a_broken_address_still_leads_to_the_desk(town: Town, query: dict[str, str]):
    town.reported("灯坏了")
    assert listed(town.client("secretary").get("/desk/", query)) == ["灯坏了"]


def test_fifty_a_page(town: Town):
    many(town, 53)
    client = town.client("secretary")
    first, second = client.get("/desk/"), client.get("/desk/?page=2")
    assert (len(listed(first)), len(listed(second))) == (50, 3)
    assert not set(listed(first)) & set(listed(second))
    assert 'rel="next"' in text(first)
    assert 'rel="next"' not in text(second)
    assert "回第一页" in text(client.get("/desk/?page=3"))


@pytest.mark.parametrize("query", ["", "?q=open", "?q=handling", "?words=漏水"])
def test_a_page_of_fifty_costs_as_many_queries_as_a_page_of_one(
    town: Town, query: str, django_assert_max_num_queries: DjangoAssertNumQueries
):
    on_top = town.handled_by(3)
    by_hand(on_top, due_at=MONDAY, submitted_at=MONDAY + timedelta(days=1))
    client = town.client("street")
    client.get("/desk/")
    with django_assert_max_num_queries(12) as one:
        assert listed(client.get(f"/desk/{query}")) == [on_top.title]
    many(town, 60)
    with django_assert_max_num_queries(12) as fifty:
        assert len(listed(client.get(f"/desk/{query}"))) == 50
    assert len(one) == len(fifty)


@pytest.mark.parametrize(("who", "query"), [("leading", "?q=handling"), ("guide", "?q=checking")])
def test_the_costliest_cases_beside_the_list_stay_within_twelve_queries(
    town: Town, who: str, query: str, django_assert_max_num_queries: DjangoAssertNumQueries
):
    by_hand(town.handling(words="在核查"), state="checking", respond_by=MONDAY)
    case = actions.raise_top(town.handled_by(4, words="在顶格"), reason="要钱", by=town.hat("platform"), at=MONDAY)
    case = actions.top_decide(
        case, leader="王副区长", decision="换电梯", money=Decimal(0), host=town.units["leading_group"],
        assisting=[town.units["finance"]], milestones=[("鉴定", MONDAY.date())], by=town.hat("leading"), at=MONDAY,
    )  # fmt: skip
    actions.sign(case, by=town.hat("leading"), at=MONDAY)
    client = town.client(who)
    client.get("/desk/")
    number = client.get(f"/desk/{query}").context["case"].number
    with django_assert_max_num_queries(12):
        client.get(f"/desk/{query}")
    with django_assert_max_num_queries(13):  # from elsewhere than the list: one more
        client.get(f"/desk/?q=closed&case={number}")


def many(town: Town, count: int) -> None:
    pattern = town.handling()
    rows = [
        Case(
            number=f"N{number}", title=f"第{number}件", words="漏水", place=town.grid, owner_org=town.units["branch"],
            host_org=town.units["street_unit"], first_receiver=town.units["branch"], state="handling",
            submitted_at=timezone.now(), handle_from=MONDAY, handle_by=pattern.handle_by, due_at=pattern.handle_by,
        )
        for number in range(count - 1)
    ]  # fmt: skip
    Case.objects.bulk_create(rows)


def test_the_wrong_method(town: Town):
    assert town.client("secretary").post("/desk/").status_code == 405


def test_nobody_gets_in_unasked(client: Client, db: None):
    assert client.get("/desk/")["Location"] == "/desk/sign-in/?next=/desk/"


def test_a_pane_whose_session_ended_sends_the_whole_window_to_the_sign_in(client: Client, db: None):
    response = client.get("/desk/", headers={"HX-Request": "true"})
    assert response["HX-Refresh"] == "true"


# --- queues that concern some -----------------------------------------------------------------------------------------


def labels(client: Client) -> list[str]:
    return [queue.label for queue, _ in client.get("/desk/").context["queues"]]


def numbers(client: Client, queue: str) -> list[str]:
    response = client.get("/desk/", {"q": queue})
    return [row["case"].number for row in response.context["rows"]] if response.context["choice"].name == queue else []


@pytest.mark.parametrize(
    ("label", "shown", "hidden"),
    [
        ("待报到", ["street", "platform", "housing", "station"], ["secretary", "worker", "community", "guide"]),
        ("待答复", ["housing", "finance", "station"], ["secretary", "street", "platform", "leading"]),
        ("挂账", ["street", "platform", "leading", "housing"], ["secretary", "worker", "community"]),
    ],
)
def test_a_queue_is_shown_to_those_whom_it_can_concern(town: Town, label: str, shown: list[str], hidden: list[str]):
    assert [who for who in shown if label not in labels(town.client(who))] == []
    assert [who for who in hidden if label in labels(town.client(who))] == []


def test_who_was_called_stands_to_report_in_until_it_has_late_or_not(town: Town, monday: time_machine.Traveller):
    case = to_the_housing_bureau(town)
    housing, platform = town.client("housing"), town.client("platform")
    assert numbers(housing, "report_in") == []  # it has to sign first
    case = actions.sign(case, by=town.hat("housing"), at=MONDAY)
    assert numbers(housing, "report_in") == numbers(platform, "report_in") == [case.number]
    assert case.report_in_by
    late = case.report_in_by + timedelta(hours=1)
    monday.move_to(late)
    actions.sweep(at=late)
    case.refresh_from_db()
    assert case.report_in_by is None
    assert numbers(housing, "report_in") == [case.number]
    actions.report_in(case, person="褚科长", arrived_at=late, where="现场", by=town.hat("housing", late), at=late)
    assert numbers(housing, "report_in") == numbers(platform, "report_in") == []


def test_a_second_call_has_to_be_answered_anew(town: Town):
    case = actions.sign(to_the_housing_bureau(town), by=town.hat("housing"), at=MONDAY)
    actions.report_in(case, person="褚", arrived_at=MONDAY, where="现场", by=town.hat("housing"), at=MONDAY)
    by_hand(case, state="rework", respond_by=None)
    case.refresh_from_db()
    again = actions.dispatch(case, host=town.units["housing"], by=town.hat("platform"), at=MONDAY)
    actions.sign(again, by=town.hat("housing"), at=MONDAY)
    assert numbers(town.client("housing"), "report_in") == [case.number]


def test_who_assists_stands_to_answer_until_it_has(town: Town):
    case = to_the_housing_bureau(town, assisting=["finance"])
    finance = town.client("finance")
    assert numbers(finance, "answer") == [case.number]
    assert (
        numbers(town.client("housing"), "answer") == []
    )  # invited to the meeting and host now: it answers by finishing
    assert "co_answer" not in text(town.client("housing").get(f"/desk/cases/{case.number}/"))
    actions.co_answer(case, answer="钱备好了", by=town.hat("finance"), at=MONDAY)
    assert numbers(finance, "answer") == []


def test_what_is_put_off_is_neither_late_nor_soon_and_says_when_it_is_looked_at(town: Town):
    case = asked(town, Matter.SUSPENSION)
    case = actions.suspend(case, by=town.hat("second_platform"), at=MONDAY)
    by_hand(case, handle_by=MONDAY - timedelta(days=1))
    platform = town.client("platform")
    assert numbers(platform, "suspended") == [case.number]
    assert numbers(platform, "late") == numbers(platform, "soon") == []
    assert "2027年1月15日复核" in text(platform.get("/desk/"))


def test_a_row_says_what_is_asked(town: Town):
    asked(town, Matter.EXTENSION)
    assert "延期待定" in text(town.client("street").get("/desk/"))


def test_soon_counts_what_a_row_shows_in_amber(town: Town):
    soon = {"report_in_by": MONDAY + timedelta(hours=3), "decide_by": MONDAY + timedelta(hours=3)}
    for words, columns in [
        ("报到", {"report_in_by": soon["report_in_by"]}),
        ("裁定", {"decide_by": soon["decide_by"]}),
    ]:
        by_hand(town.handling(words=words), **columns)
    by_hand(town.handling(words="只要联系"), contact_by=MONDAY + timedelta(hours=3))
    response = town.client("secretary").get("/desk/", {"q": "soon"})
    amber = [row["case"].title for row in town.client("secretary").get("/desk/").context["rows"] if is_amber(row)]
    assert sorted(listed(response)) == sorted(amber) == ["报到", "裁定"]


def is_amber(row: dict) -> bool:
    return row["promise"].tone == "soon"
