"""At intake: what may be the same matter is shown, looked at, merged."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cases.models import Case, Category
from cases.terms import State
from tests.desk.conftest import page, text
from tests.factories import Town

LEAK, LEAK_TOO, NOISE = "地下室漏水，墙皮洇湿", "2号楼地下室一直漏水，墙都湿了", "楼上半夜打麻将，吵得睡不着"


def accept(client: Client, case: Case, **more: Any) -> Any:
    leak = Category.objects.get(code="LEAK").pk
    return client.post(page(case, "accept"), {"category": leak, "urgency": "NORMAL", **more})


def merge(client: Client, case: Case, **fields: str) -> Any:
    return client.post(page(case, "merge"), {"version": case.version, **fields})


def state(case: Case) -> str:
    return Case.objects.get(pk=case.pk).state


def test_the_page_of_a_new_case_shows_what_it_may_be(town: Town) -> None:
    earlier, _, case = town.reported(LEAK), town.reported(NOISE), town.reported(LEAK_TOO)
    shown = text(town.client("intake").get(page(case)))
    assert "可能是同一件事" in shown
    assert f'href="{page(earlier)}"' in shown
    assert "同网格，文字相近 43%" in shown
    assert NOISE not in shown


@pytest.mark.parametrize("who", ["worker", "platform"])
def test_it_is_shown_to_those_who_may_merge(town: Town, who: str) -> None:
    town.reported(LEAK)
    assert "可能是同一件事" not in text(town.client(who).get(page(town.reported(LEAK_TOO))))


def test_once_it_is_in_hands_nothing_is_suggested_any_more(town: Town) -> None:
    town.reported(LEAK)
    assert "可能是同一件事" not in text(town.client("secretary").get(page(town.accepted(words=LEAK_TOO))))


def test_nobody_accepts_it_without_having_looked(town: Town) -> None:
    town.reported(LEAK)
    case, secretary = town.reported(LEAK_TOO), town.client("secretary")
    assert "上面相似的都看过了，不是同一件" in text(secretary.get(page(case, "accept")))
    refused = accept(secretary, case)
    assert refused.status_code == 409
    assert "duplicates_checked" in text(refused)
    assert accept(secretary, case, checked="on").status_code == 303
    assert state(case) == State.ACCEPTED


def test_where_nothing_is_alike_nothing_has_to_be_ticked(town: Town) -> None:
    town.reported(NOISE)
    case, secretary = town.reported(LEAK), town.client("secretary")
    assert "不是同一件" not in text(secretary.get(page(case, "accept")))
    assert accept(secretary, case).status_code == 303


def test_one_of_those_alike_is_chosen(town: Town) -> None:
    earlier, case = town.reported(LEAK), town.reported(LEAK_TOO)
    intake = town.client("intake")
    form = text(intake.get(page(case, "merge")))
    assert f'type="radio" name="alike" value="{earlier.number}"' in form
    done = merge(intake, case, alike=earlier.number)
    assert done.status_code == 303
    assert state(case) == State.MERGED
    assert f"已并入 {earlier.number}" in text(intake.get(page(case)))
    assert "并进来 1 件" in text(intake.get(page(earlier)))


def test_any_other_is_named_by_its_number(town: Town) -> None:
    earlier, case = town.reported(NOISE), town.reported(LEAK)
    intake = town.client("intake")
    form = text(intake.get(page(case, "merge")))
    assert 'type="radio" name="alike"' not in form
    assert merge(intake, case, number=f" {earlier.number} ").status_code == 303
    assert state(case) == State.MERGED


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "请选一件，或者写主案的编号。"),
        ({"number": "370203-20261116-999999"}, "没有找到这个编号，或者不是您能看到的事。"),
        ({"number": "1" * 40}, "编号没有这么长，请对照着再写一遍。"),
        ({"number": "1", "alike": "2"}, "选了一件，又写了另一件的编号。请只留一件。"),
    ],
    ids=["nothing", "no such case", "too long", "two of them"],
)
def test_what_cannot_be_found_is_said_at_the_field(town: Town, fields: dict[str, str], said: str) -> None:
    town.reported(LEAK)
    case = town.reported(LEAK_TOO)
    answer = merge(town.client("intake"), case, **fields)
    assert answer.status_code == 422
    assert said in text(answer)
    assert state(case) == State.SUBMITTED


def test_a_case_that_is_not_seen_is_not_found(town: Town) -> None:
    far, case = town.reported(LEAK, place=town.places["far_grid"]), town.reported(LEAK_TOO)
    answer = merge(town.client("intake"), case, number=far.number)
    assert (answer.status_code, state(case)) == (422, State.SUBMITTED)
    assert far.title not in text(answer)


def test_a_refusal_names_its_rule_and_keeps_what_was_chosen(town: Town) -> None:
    earlier, case = town.reported(LEAK), town.reported(LEAK_TOO)
    Case.objects.filter(pk=earlier.pk).update(state=State.CLOSED, closed_at=earlier.submitted_at)
    answer = merge(town.client("intake"), case, number=earlier.number)
    assert answer.status_code == 409
    assert "规则：<code>parent_open</code>" in text(answer)
    assert f'value="{earlier.number}"' in text(answer)


def test_of_a_merged_case_that_one_may_not_open_only_the_number_is_said(town: Town) -> None:
    main = town.reported(LEAK, place=town.places["next_grid"])
    case = town.reported("王大妈家地下室漏水，墙皮洇湿")
    merge(town.client("intake"), case, number=main.number)
    shown = text(town.client("secretary").get(page(case)))
    assert main.number in shown
    assert page(main) not in shown


def test_looking_merging_and_supervising_stay_within_their_queries(
    town: Town, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    main = town.handling(words=LEAK)
    intake = town.client("intake")
    merge(intake, town.reported(LEAK_TOO), number=main.number)
    case = town.reported(LEAK_TOO)
    with django_assert_max_num_queries(12):
        intake.get(page(case))
    with django_assert_max_num_queries(20):  # the third complaint: it is supervised in the same breath
        assert merge(intake, case, number=main.number).status_code == 303
    main.refresh_from_db()
    assert main.supervised == "GENERAL"
