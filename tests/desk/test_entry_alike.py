"""登记诉求: what is known already stands beside it; the same person's same matter opens no second case."""

from typing import Any

import pytest
from django.urls import reverse

from cases.models import Case, Category
from cases.terms import Notice, State
from partyorg.answering import Answering
from tests.desk.conftest import page, rule, text
from tests.desk.entering import BESIDE, CALLER, LEAK, LEAK_TOO, NOISE, send, taken_down
from tests.factories import MONDAY, Town


def seen(*cases: Case) -> dict[str, Any]:
    return {"seen": [case.number for case in cases]}


def added(case: Case) -> str:
    return reverse("cases:move", args=[case.number, "added"])


def test_while_one_types_similar_cases_come_beside_it(town: Town) -> None:
    known, _ = town.reported(LEAK), town.reported(NOISE)
    shown = text(town.client("worker").post(BESIDE, {"address": "", "words": LEAK_TOO}))
    assert page(known) in shown
    assert "同网格，文字相近 43%" in shown
    assert NOISE not in shown
    assert LEAK not in text(town.client("worker").post(BESIDE, {"address": "", "words": ""}))


def test_what_is_confidential_is_compared_with_nothing(town: Town) -> None:
    known = town.reported(LEAK)
    shown = text(town.client("worker").post(BESIDE, {"words": LEAK_TOO, "confidential": "on"}))
    assert known.number not in shown


def test_only_what_one_may_see_stands_beside_it(town: Town) -> None:
    far = town.reported(LEAK, place=town.places["far_grid"])
    shown = text(town.client("worker").post(BESIDE, {"words": LEAK, "place": far.place_id}))
    assert far.number not in shown


def test_without_a_script_one_looks_first_and_then_goes_on(town: Town) -> None:
    known, client = town.reported(LEAK), town.client("intake")
    asked = send(client, words=LEAK_TOO, name="张大妈", phone=CALLER)
    shown = text(asked)
    assert asked.status_code == 422
    assert "还没登记，先看一眼" in shown
    assert "都不是同一件，照常登记" in shown
    assert f'name="seen" value="{known.number}"' in shown
    for typed in (LEAK_TOO, "张大妈", CALLER):
        assert typed in shown
    assert Case.objects.count() == 1
    assert taken_down(client, words=LEAK_TOO, **seen(known)) != known


def test_one_that_was_not_seen_is_shown_though_another_was(town: Town) -> None:
    known, newer = town.reported(LEAK), town.reported(LEAK_TOO)
    asked = send(town.client("intake"), words=LEAK, **seen(known))
    assert asked.status_code == 422
    assert newer.number in text(asked)


@pytest.mark.parametrize("burning", ["purpose", "category"])
def test_what_burns_waits_for_nobody_to_look(town: Town, burning: str) -> None:
    town.reported(LEAK)
    value = {"purpose": "EMERGENCY", "category": Category.objects.filter(emergency=True)[0].pk}[burning]
    if burning == "category":
        Case.objects.update(category=value)
    case = taken_down(town.client("worker"), words=LEAK_TOO, **{burning: value})
    assert case.emergency_direct


def test_it_is_added_to_the_case_with_one_tap_and_the_words_come_along(town: Town) -> None:
    known, client = town.reported(LEAK), town.client("intake")
    shown = text(client.post(BESIDE, {"address": "太平镇社区第1网格", "words": LEAK_TOO}))
    assert f'formaction="{added(known)}"' in shown
    form = {"channel": "PHONE", "address": "太平镇社区第1网格", "words": LEAK_TOO, "rows": "3", **seen(known)}
    assert client.post(added(known), form).status_code == 303
    assert known.events.get(kind=Notice.ADDED).note == LEAK_TOO
    assert Case.objects.count() == 1


def test_who_may_not_add_is_not_offered_to(town: Town) -> None:
    known = town.reported(LEAK)
    shown = text(town.client("worker").post(BESIDE, {"words": LEAK_TOO}))
    assert known.number in shown
    assert "formaction" not in shown


def test_the_same_caller_with_the_same_matter_opens_no_second_case(town: Town) -> None:
    client = town.client("intake")
    case = taken_down(client, phone=CALLER)
    again = send(client, words="地下室还在漏水，墙皮洇湿，没人来", phone=CALLER, **seen(case))
    assert (again.status_code, again["Location"]) == (303, page(case))
    shown = text(client.get(page(case)))
    assert "这个人反映过同一件事，已补充到原来这一件，没有另开。" in shown
    case.refresh_from_db()
    assert case.repeat
    assert Case.objects.count() == 1


def test_of_a_case_known_before_no_code_is_shown(town: Town) -> None:
    case = town.reported(LEAK, phone=CALLER)
    client = town.client("intake")
    assert case.tracking_code not in text(client.get(send(client, phone=CALLER, **seen(case))["Location"]))


def test_a_closed_one_is_asked_to_be_opened_again(town: Town) -> None:
    case, client = town.reported(LEAK, phone=CALLER), town.client("intake")
    Case.objects.filter(pk=case.pk).update(state=State.CLOSED, closed_at=MONDAY, due_at=None)
    send(client, phone=CALLER)
    shown = text(client.get(page(case)))
    assert "看要不要重新打开" in shown
    assert Case.objects.get().proposed == "REOPENING"


def test_what_one_finds_again_on_patrol_is_looked_at_first(town: Town) -> None:
    client = town.client("worker")
    case = taken_down(client, channel="PATROL")
    again = {"channel": "PATROL", "words": LEAK + "，还没修"}
    assert send(client, **again).status_code == 422
    assert taken_down(client, **again, **seen(case)) != case


def test_where_nobody_answers_the_rule_is_named_and_nothing_is_lost(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Answering, "unit_from", _nobody)
    answer = send(town.client("worker"), words=LEAK)
    assert (answer.status_code, rule(answer)) == (409, "nobody_answers")
    assert LEAK in text(answer)


def _nobody(*_: object) -> None:
    raise LookupError
