"""批量派单: one host and one reason for many cases; each goes or stays by itself, a second tap does no more."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cases.forms.units import hosts_for
from cases.models import Case
from tests.desk.conftest import text
from tests.factories import MONDAY, Town


@pytest.fixture
def waiting(town: Town) -> list[Case]:
    """Three that wait for the branch to dispatch."""
    cases = [town.accepted(words=words) for words in ("灯坏了", "门坏了", "墙裂了")]
    Case.objects.filter(pk__in=[case.pk for case in cases]).update(state="accepted", host_org=None)
    for case in cases:
        case.refresh_from_db()
    return cases


def send(client: Client, cases: list[Case], host: object, note: str = "今天下午去看", **more: object) -> Any:
    versions = {f"version_{case.number}": case.version for case in cases}
    said = {"case": [case.number for case in cases], "host": host, "note": note, **versions, **more}
    return client.post("/desk/assign/", said)


def states(cases: list[Case]) -> list[str]:
    return [Case.objects.get(pk=case.pk).state for case in cases]


def test_ticks_stand_in_the_queue_of_those_who_dispatch(town: Town, waiting: list[Case]) -> None:
    secretary = town.client("secretary")
    shown = text(secretary.get("/desk/?q=accepted"))
    assert shown.count('form="bulk" name="case"') == 3
    assert 'form="bulk"' not in text(secretary.get("/desk/?q=all"))
    assert 'form="bulk"' not in text(town.client("worker").get("/desk/?q=accepted"))


def test_each_goes_with_the_same_host_and_words(town: Town, waiting: list[Case]) -> None:
    client = town.client("secretary")
    form = client.get("/desk/assign/", {"case": [case.number for case in waiting]})
    assert text(form).count("checked") == 3
    answer = send(client, waiting, town.units["property"].pk)
    assert (answer.status_code, answer["Location"]) == (303, "/desk/?q=accepted")
    assert states(waiting) == ["dispatched"] * 3
    for case in waiting:
        event = case.events.latest("seq")
        assert (event.kind, event.note, event.host_org) == ("dispatch", "今天下午去看", town.units["property"])
        assert event.post
        assert event.post.person == town.people["secretary"]
    assert "已派给太平镇物业公司 3 件。" in text(client.get("/desk/"))


def test_what_is_refused_stays_where_it_was_ticked_for_another_try_and_says_why(
    town: Town, waiting: list[Case]
) -> None:
    _, door, wall = waiting
    Case.objects.filter(pk=door.pk).update(category=None)
    Case.objects.filter(pk=wall.pk).update(state="handling", host_org=town.units["branch"])
    answer = send(town.client("secretary"), waiting, town.units["property"].pk)
    assert answer.status_code == 409
    shown = text(answer)
    assert "派出去了 1 件" in shown
    assert "2 件没派出去" in shown
    assert "派单前要先定好类别。" in shown
    assert "案件在“处置中”状态，不能派单。" in shown
    assert shown.count("checked") == 2
    assert "今天下午去看" in shown
    assert states(waiting) == ["dispatched", "accepted", "handling"]
    assert door.events.count() == Case.objects.get(pk=door.pk).events.filter(seq__lte=door.version).count()


def test_a_host_that_is_not_theirs_to_name_is_refused_by_the_rule(town: Town, waiting: list[Case]) -> None:
    answer = send(town.client("secretary"), waiting, town.units["housing"].pk)
    assert answer.status_code == 409
    assert text(answer).count("主办单位要选有职责的单位") == 3
    assert states(waiting) == ["accepted"] * 3


def test_sent_twice_it_does_nothing_twice(town: Town, waiting: list[Case]) -> None:
    client = town.client("secretary")
    send(client, waiting, town.units["property"].pk)
    counts = [case.events.count() for case in waiting]
    answer = send(client, waiting, town.units["property"].pk)
    assert answer.status_code == 409
    assert text(answer).count("刚刚被别人处理过") == 3
    assert [case.events.count() for case in waiting] == counts


def test_without_a_version_nothing_is_taken_for_seen(town: Town, waiting: list[Case]) -> None:
    number = waiting[0].number
    said = {"case": [number], "host": town.units["property"].pk, "note": "去看"}
    for version in ("", "x", "9" * 40):
        answer = town.client("secretary").post("/desk/assign/", {**said, f"version_{number}": version})
        assert answer.status_code == 409
    assert states(waiting) == ["accepted"] * 3


def test_the_words_may_not_name_who_stays_unnamed(town: Town, waiting: list[Case]) -> None:
    Case.objects.filter(pk=waiting[0].pk).update(confidential=True, reporter_name="周大爷")
    answer = send(town.client("secretary"), waiting, town.units["property"].pk, note="去周大爷家看看")
    assert answer.status_code == 409
    assert text(answer).count("请删掉。") == 1
    assert states(waiting) == ["accepted", "dispatched", "dispatched"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"note": ""}, "请写一句交办的话"),
        ({"host": ""}, "请选定主办单位。"),
        ({"host": "x"}, "请从名单里选一个单位。"),
        ({"note": "长" * 2001}, "最多 2000 个字"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_lost(
    town: Town, waiting: list[Case], more: dict[str, str], said: str
) -> None:
    answer = town.client("secretary").post(
        "/desk/assign/",
        {"case": [case.number for case in waiting], "host": town.units["property"].pk, "note": "去看", **more},
    )
    assert answer.status_code == 422
    assert said in text(answer)
    assert text(answer).count("checked") == 3
    assert states(waiting) == ["accepted"] * 3


def test_at_most_fifty_at_once_and_at_least_one(town: Town, waiting: list[Case]) -> None:
    client, pattern = town.client("secretary"), waiting[0]
    rows = [
        Case(
            number=f"N{number}", title="多", words="多", place=town.grid, owner_org=town.units["branch"],
            first_receiver=town.units["branch"], state="accepted", submitted_at=MONDAY, handle_from=MONDAY,
            handle_by=pattern.handle_by, due_at=pattern.handle_by, category=pattern.category,
        )
        for number in range(51)
    ]  # fmt: skip
    many = Case.objects.bulk_create(rows)
    answer = send(client, many, town.units["property"].pk)
    assert (answer.status_code, "一次最多派 50 件" in text(answer)) == (422, True)
    answer = send(client, [], town.units["property"].pk)
    assert (answer.status_code, "还没有勾上的事" in text(answer)) == (422, True)
    assert not Case.objects.filter(state="dispatched").exists()


def test_what_one_may_not_see_is_not_there_and_what_is_not_ones_own_is_refused(town: Town, waiting: list[Case]) -> None:
    far = town.client("far_secretary")
    assert "灯坏了" not in text(far.get("/desk/assign/", {"case": [case.number for case in waiting]}))
    assert send(far, waiting, town.units["property"].pk).status_code == 422
    answer = send(town.client("community"), waiting, town.units["property"].pk)
    assert answer.status_code == 409
    assert text(answer).count("只有负责单位的负责人可以派单。") == 3
    assert states(waiting) == ["accepted"] * 3


def test_what_is_offered_may_host_each_of_them(town: Town, waiting: list[Case]) -> None:
    form = town.client("secretary").get("/desk/assign/", {"case": [case.number for case in waiting]}).context["form"]
    listed = {pk for _, group in form.fields["host"].widget.choices[1:] for pk, _ in group}
    assert listed == {unit.pk for unit in hosts_for(waiting[0])}


def test_many_cost_as_many_queries_as_one_to_look_at(
    town: Town, waiting: list[Case], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = town.client("secretary")
    client.get("/desk/assign/")
    with django_assert_max_num_queries(12) as one:
        client.get("/desk/assign/", {"case": [waiting[0].number]})
    with django_assert_max_num_queries(12) as three:
        client.get("/desk/assign/", {"case": [case.number for case in waiting]})
    assert len(one) == len(three)


def test_the_wrong_method_and_nobody(town: Town, client: Client) -> None:
    assert town.client("secretary").delete("/desk/assign/").status_code == 405
    assert client.get("/desk/assign/")["Location"] == "/desk/sign-in/?next=/desk/assign/"
