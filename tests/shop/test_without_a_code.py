"""Nothing is handed over by the address of its page alone: its code was typed or scanned just now, by whoever does it
there. Where somebody has none, it is written down why, and they are told.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from accounts.models import AuditEntry, User
from accounts.models.session import RESIDENT
from notifications.actions import write_letters
from notifications.models import Letter
from shop.actions import Refused
from shop.actions import hand_over as without_a_helper
from shop.keeping import kept_of
from shop.models import Good, Order
from shop.workflow import State
from tests.factories import MONDAY, Town
from tests.shop.scene import hand_over, order, with_its_code
from tests.volunteers.ledger import balance

pytestmark = pytest.mark.usefixtures("monday")
WHY = "手机丢了，核对了身份证"


@pytest.fixture
def placed(person: User, salt: Good) -> Order:
    return order(person, salt, 2)


def said(response: Any) -> str:
    return str(response.content.decode())


def page_of(placed: Order) -> str:
    return f"/desk/shop/orders/{placed.pk}/"


def is_waiting(placed: Order) -> bool:
    placed.refresh_from_db()
    return placed.is_waiting


def test_whoever_opens_its_page_without_the_code_hands_nothing_over(town: Town, placed: Order) -> None:
    client = town.client("community")
    shown = said(client.get(page_of(placed)))
    for words in ("还没有核对这一单的取货码", 'name="without"', 'href="/desk/shop/"'):
        assert words in shown, words
    for how in ({"witness": town.people["worker"].pk}, {"left": "8"}):
        asked = client.post(page_of(placed), how)
        assert (asked.status_code, 'id="id_without_error"' in said(asked)) == (409, True)
        assert f'value="{next(iter(how.values()))}"' in said(asked)  # nothing typed is lost
    assert (is_waiting(placed), balance(placed.person)) == (True, 10)
    with_its_code(client, placed)
    assert "还没有核对" not in said(client.get(page_of(placed)))
    assert client.post(page_of(placed), {"left": "8"}).status_code == 302
    assert not is_waiting(placed)
    assert AuditEntry.objects.get(action="核销").detail["code"] is True


def test_a_code_is_good_for_its_order_its_clerk_and_ten_minutes(
    town: Town, placed: Order, salt: Good, monday: time_machine.Traveller
) -> None:
    other, client = order(placed.person, salt), with_its_code(town.client("community"), placed)
    assert client.post(page_of(other), {"left": "7"}).status_code == 409
    for who in ("intake", "community"):  # a colleague; oneself elsewhere
        assert town.client(who).post(page_of(placed), {"left": "8"}).status_code == 409, who
    monday.move_to(MONDAY + timedelta(minutes=10, seconds=1))
    late = client.post(page_of(placed), {"left": "8"})
    assert (late.status_code, "过去太久了" in said(late)) == (409, True)
    with_its_code(client, placed)
    monday.move_to(MONDAY + timedelta(minutes=20))
    assert client.post(page_of(placed), {"left": "8"}).status_code == 302
    with pytest.raises(Refused, match="还没有核对"):
        without_a_helper(other, shown_at=None, left=7, by=town.hat("community"), at=MONDAY)


def test_without_a_code_it_is_written_down_why_and_its_owner_is_told(town: Town, placed: Order, client: Any) -> None:
    desk, how = town.client("community"), {"left": "8"}
    assert f'href="{page_of(placed)}"' in said(desk.get("/desk/shop/orders/"))  # or nobody would find it
    for bad in ("。。", "<b>本人</b>"):
        assert desk.post(page_of(placed), {**how, "without": bad}).status_code == 422, bad
    write_letters(at=MONDAY)
    assert desk.post(page_of(placed), {**how, "without": WHY}).status_code == 302
    placed.refresh_from_db()
    assert (placed.state, placed.without_code) == (State.TAKEN, WHY)
    entry = AuditEntry.objects.get(action="核销")
    assert (entry.reason, entry.detail["code"]) == (WHY, False)
    assert WHY in said(town.client("intake").get(page_of(placed)))
    assert [write_letters(at=MONDAY, kinds=["taken"]) for _ in range(2)] == [1, 0]
    letter = Letter.objects.get(key=f"taken:{placed.pk}")
    where = placed.community.short_name
    assert letter.text == (
        f"您换的“食用盐 × 2”11月16日 09:00 在{where}领走了，没有凭取货码：{WHY}。"
        "不是您或者您托的人领的，请马上告诉社区。"
    )
    assert letter.next_try_at  # by text
    session = client.session
    session[RESIDENT] = placed.person.pk
    session.save()
    assert f"没有凭取货码：{WHY}" in said(client.get(f"/volunteer/shop/orders/{placed.pk}/"))
    assert WHY in str(kept_of(placed.person))


def test_whoever_fetched_it_with_the_code_is_told_too_but_not_by_text(town: Town, placed: Order) -> None:
    write_letters(at=MONDAY)
    hand_over(placed, left=8, by=town.hat("community"), at=MONDAY)
    write_letters(at=MONDAY, kinds=["taken"])
    letter = Letter.objects.get(key=f"taken:{placed.pk}")
    assert ("领走了。不是您" in letter.text, letter.next_try_at) == (True, None)
