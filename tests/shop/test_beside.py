"""Whoever is named as the second pair of eyes at the counter is told, and may say that they were not there."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.models import AuditEntry, User
from notifications.actions import write_letters
from notifications.models import Letter
from shop.models import Beside, Order
from shop.workflow import State
from tests.cases.test_racing import at_once
from tests.factories import MONDAY, Town, build_town
from tests.shop.scene import order, put_up, volunteer_in, with_its_code
from tests.shop.test_racing import one_each, sends

pytestmark = pytest.mark.usefixtures("monday")


def said(response: Any) -> str:
    return response.content.decode()


def cut(town: Town, person: User, witness: str = "worker", by: str = "community") -> Beside:
    """A haircut, which nobody counts."""
    placed = order(person, put_up(town, "理发", kind="SERVICE"))
    path = f"/desk/shop/orders/{placed.pk}/"
    client = with_its_code(town.client(by), placed)
    assert client.post(path, {"witness": town.people[witness].pk}).status_code == 302
    return Beside.objects.get(order=placed)


def told(who: str, town: Town) -> list[tuple[str, str]]:
    return list(Letter.objects.filter(person=town.people[who]).order_by("pk").values_list("text", "link"))


def test_who_is_named_is_told_of_what_to_whom_and_when(town: Town, person: User) -> None:
    write_letters(at=MONDAY)
    named = cut(town, person)
    assert [write_letters(at=MONDAY, kinds=["named_beside"]) for _ in range(2)] == [1, 0]
    [(text, link)] = told("worker", town)
    assert text == ("11月16日 09:00 陈社区核销“理发 × 1”，给林*，写的是您在场。在场的不用办；不在场的，请点开说一声。")
    assert link == f"/desk/shop/beside/{named.pk}/"
    client = town.client("worker")  # who has no post at the counter
    assert "写的是您在场" in said(client.get("/desk/messages/"))
    page = said(client.get(link))
    for words in ("理发 × 1", "林*", "陈社区，2026年11月16日 09:00", "我不在场"):
        assert words in page, words
    assert (str(person.name) in page, str(person.phone) in page) == (False, False)
    assert town.client("community").get(link).status_code == 404


def test_who_was_not_there_says_so_and_another_one_looks_into_it(town: Town, person: User) -> None:
    named = cut(town, person)
    write_letters(at=MONDAY)
    mine, client = f"/desk/shop/beside/{named.pk}/", town.client("worker")
    wrong = client.post(mine, {"words": "。"})
    assert (wrong.status_code, 'id="id_words_error"' in said(wrong)) == (422, True)
    assert client.post(mine, {"words": "那天在街道开会"})["Location"] == mine
    again = client.post(mine, {"words": "那天在街道开会"})
    assert (again.status_code, "已经说过不在场" in said(again)) == (409, True)
    assert "等另一位管积分超市的同事核实" in said(client.get(mine))
    write_letters(at=MONDAY)
    page = f"/desk/shop/orders/{named.order_id}/absence/"
    name = town.people["worker"].name
    [(text, link)] = told("intake", town)
    assert (text.endswith(f"给林*，写成在场人的{name}说不在场，请您核实。"), link) == (True, page)
    assert told("community", town) == []  # who named them
    for shown, words in (
        ("", f"{name}说“那天在街道开会”"), (f"orders/{named.order_id}/", "本人说不在场，等核实"),
        ("orders/?q=TAKEN", "本人说不在场"),
    ):  # fmt: skip
        assert words in said(town.client("intake").get(f"/desk/shop/{shown}")), shown
    own = town.client("community")
    assert "您是当事人" in said(own.get(page))
    assert own.post(page, {"answer": "在的"}).status_code == 409
    other = town.client("intake")
    assert other.post(page, {"answer": ""}).status_code == 422
    assert other.post(page, {"answer": "理发做了，写错了人"}).status_code == 302
    late = other.post(page, {"answer": "理发做了，写错了人"})
    assert (late.status_code, "已经有人核实" in said(late)) == (409, True)
    assert "要核实" not in said(other.get("/desk/shop/"))
    write_letters(at=MONDAY)
    assert told("worker", town)[-1] == ("您说不在场的那一单（理发 × 1）核实了：理发做了，写错了人", mine)
    assert "理发做了，写错了人" in said(client.get(mine))
    assert {"说核销时不在场", "核实在场人"} <= set(AuditEntry.objects.values_list("action", flat=True))
    assert Order.objects.get(pk=named.order_id).state == State.TAKEN


def test_what_was_counted_names_nobody(town: Town, person: User) -> None:
    placed = order(person, put_up(town))
    assert (
        with_its_code(town.client("community"), placed)
        .post(f"/desk/shop/orders/{placed.pk}/", {"left": "9"})
        .status_code
        == 302
    )
    assert (Beside.objects.count(), write_letters(at=MONDAY, kinds=["named_beside", "absent"])) == (0, 0)
    assert town.client("intake").get(f"/desk/shop/orders/{placed.pk}/absence/").status_code == 404


@pytest.mark.django_db(transaction=True)
@pytest.mark.enough_on("postgres")
def test_said_and_answered_eight_times_at_once_it_is_said_and_answered_once() -> None:
    town = build_town()
    named = cut(town, volunteer_in(town, points=20))
    mine, page = f"/desk/shop/beside/{named.pk}/", f"/desk/shop/orders/{named.order_id}/absence/"
    said_so = one_each([sends(town.client("worker"), mine, {"words": "我不在"}) for _ in range(8)])
    assert at_once(said_so, 8) == {"302": 1, "409": 7}
    answered = one_each([sends(town.client("intake"), page, {"answer": "写错了"}) for _ in range(8)])
    assert at_once(answered, 8) == {"302": 1, "409": 7}
