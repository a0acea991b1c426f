"""Points earned, set aside, spent, given back, expired and reversed: each once, each from the lot it belongs to."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from accounts.models import User
from tests.factories import MONDAY, Town
from tests.volunteers.ledger import balance, earn, lots, order, source, undo
from volunteers.actions import Refused, award, expire, give, refund, release, reverse, spend
from volunteers.checking import check_ledger
from volunteers.kinds import Currency, Entry
from volunteers.models import Account, Draw, Lot, Service, Transfer
from volunteers.workflow import State

TODAY, TOMORROW = MONDAY.date(), MONDAY.date() + timedelta(days=1)
NEXT_WEEK = MONDAY + timedelta(days=7)


def test_a_source_awards_once(volunteer: User) -> None:
    first = earn(volunteer, 2, key="cases.event:1")
    assert earn(volunteer, 2, key="cases.event:1") == first
    assert balance(volunteer) == 2


def test_hours_are_another_ledger_and_have_no_lots(volunteer: User) -> None:
    award(volunteer, currency=Currency.HOURS, amount=90, source=source(), by=None, at=MONDAY)
    assert (balance(volunteer, Currency.HOURS), balance(volunteer), lots(volunteer)) == (90, 0, [])
    with pytest.raises(Refused, match="现在可用 0，需要 1"):
        order(volunteer, 1)


def test_what_expires_first_is_spent_first(volunteer: User) -> None:
    earn(volunteer, 5)
    earn(volunteer, 5, until=date(2027, 12, 31))
    earn(volunteer, 5, until=date(2026, 12, 31))
    order(volunteer, 7)
    assert lots(volunteer) == [5, 3, 0]


def test_nobody_spends_what_they_have_not(volunteer: User) -> None:
    earn(volunteer, 5)
    with pytest.raises(Refused, match="现在可用 5，需要 6"):
        order(volunteer, 6)
    with pytest.raises(Refused, match="大于 0"):
        order(volunteer, 0)
    assert (balance(volunteer), lots(volunteer), Transfer.objects.count()) == (5, [5], 1)


def test_what_expired_last_night_is_not_spent_this_morning(volunteer: User) -> None:
    earn(volunteer, 5, until=TODAY)
    order(volunteer, 1)
    with pytest.raises(Refused, match="现在可用 0"):
        order(volunteer, 1, at=MONDAY + timedelta(days=1))


def test_what_is_given_back_lies_in_the_lots_it_came_from(volunteer: User) -> None:
    earn(volunteer, 5, until=date(2026, 12, 31))
    earn(volunteer, 5)
    held = order(volunteer, 7)
    assert lots(volunteer) == [0, 3]
    back = release(held, reason="没去领", by=None, at=NEXT_WEEK)
    assert (lots(volunteer), balance(volunteer)) == ([5, 5], 10)
    assert release(held, reason="又点了一次", by=None, at=NEXT_WEEK) == back
    assert balance(volunteer) == 10


def test_what_is_set_aside_is_spent_or_given_back_and_never_both(volunteer: User, town: Town) -> None:
    earn(volunteer, 5)
    held, other = order(volunteer, 2), order(volunteer, 1)
    shop = town.places["community"]
    spent = spend(held, shop=shop, by=None, at=MONDAY)
    assert spend(held, shop=shop, by=None, at=MONDAY) == spent
    with pytest.raises(Refused, match="已经兑换"):
        release(held, reason="后悔了", by=None, at=MONDAY)
    release(other, reason="不要了", by=None, at=MONDAY)
    with pytest.raises(Refused, match="已经解冻"):
        spend(other, shop=shop, by=None, at=MONDAY)
    with pytest.raises(Refused, match="只有冻结的"):
        spend(spent, shop=shop, by=None, at=MONDAY)
    assert balance(volunteer) == 3


def test_what_was_spent_comes_back_into_the_lots_it_came_from_once(volunteer: User, town: Town) -> None:
    earn(volunteer, 5, until=date(2026, 12, 31))
    earn(volunteer, 5)
    held, other = order(volunteer, 7), order(volunteer, 1)
    with pytest.raises(Refused, match="只有已经兑换的"):
        refund(held, reason="拿错了", by=None, at=MONDAY)
    spent = spend(held, shop=town.places["community"], by=None, at=MONDAY)
    release(other, reason="不要了", by=None, at=MONDAY)
    for one, why in ((spent, "只有冻结的"), (other, "只有已经兑换的")):
        with pytest.raises(Refused, match=why):
            refund(one, reason="拿错了", by=None, at=MONDAY)
    assert lots(volunteer) == [0, 3]
    back = refund(held, reason="拿错了", by=None, at=NEXT_WEEK)
    assert (back.giver, back.taker, back.ends) == (spent.taker, held.giver, spent)
    assert refund(held, reason="又点了一次", by=None, at=NEXT_WEEK) == back
    assert (lots(volunteer), balance(volunteer), check_ledger().amiss) == ([5, 5], 10, [])


def test_the_proof_finds_what_came_back_to_somebody_else(volunteer: User, town: Town) -> None:
    earn(volunteer, 5)
    other = User.objects.create_user("other", name="赵志愿")
    theirs = earn(other, 5)
    spent = spend(order(volunteer, 2), shop=town.places["community"], by=None, at=MONDAY)
    forged = Transfer.objects.create(
        currency=spent.currency, entry=Entry.REVERSE, giver=spent.taker, taker=theirs.taker, amount=2, key="x",
        ends=spent, source="x 1", at=MONDAY,
    )  # fmt: skip
    Draw.objects.create(transfer=forged, lot_id=theirs.pk, amount=-2)
    Lot.objects.filter(pk=theirs.pk).update(left=7)
    Account.objects.filter(pk=theirs.taker_id).update(balance=7)
    assert check_ledger().amiss == [f"账目 {forged.pk} 与它了结的 {spent.pk} 不相符"]


def test_given_back_after_its_last_day_it_expires_then(volunteer: User) -> None:
    earn(volunteer, 5, until=TODAY)
    held = order(volunteer, 2)
    assert expire(at=NEXT_WEEK) == 1
    release(held, reason="没货", by=None, at=NEXT_WEEK)
    assert balance(volunteer) == 2
    assert (expire(at=NEXT_WEEK), expire(at=NEXT_WEEK)) == (1, 0)
    assert (balance(volunteer), check_ledger().amiss) == (0, [])


def test_a_reversal_takes_its_own_lot_then_others_and_the_rest_is_owed(volunteer: User, town: Town) -> None:
    wrong, right = earn(volunteer, 5), earn(volunteer, 2)
    spend(order(volunteer, 4), shop=town.places["community"], by=None, at=MONDAY)
    undone = undo(wrong)
    assert reverse(wrong, reason="又点了一次", by=None, at=MONDAY) == undone
    assert (balance(volunteer), lots(volunteer)) == (-2, [0, 0])
    earn(volunteer, 1)
    assert (balance(volunteer), lots(volunteer)) == (-1, [0, 0, 0])
    earn(volunteer, 3)
    assert (balance(volunteer), lots(volunteer)) == (2, [0, 0, 0, 2])
    assert check_ledger().amiss == []
    with pytest.raises(Refused, match="只有记入的"):
        reverse(undone, reason="再冲一次", by=None, at=MONDAY)
    assert right.pk


def test_a_reversal_owes_what_was_spent_and_not_what_had_expired(volunteer: User, town: Town) -> None:
    wrong, unspent = earn(volunteer, 5, until=TODAY), earn(volunteer, 2, until=TODAY)
    spend(order(volunteer, 3), shop=town.places["community"], by=None, at=MONDAY)
    assert (expire(at=NEXT_WEEK), balance(volunteer)) == (2, 0)
    undo(unspent, at=NEXT_WEEK)
    assert balance(volunteer) == 0
    undone = undo(wrong, at=NEXT_WEEK)
    assert reverse(wrong, reason="又点了一次", by=None, at=NEXT_WEEK) == undone
    assert (balance(volunteer), lots(volunteer), check_ledger().amiss) == (-3, [0, 0], [])


def test_the_proof_finds_a_reversal_that_left_out_what_had_expired(volunteer: User) -> None:
    wrong = earn(volunteer, 2, until=TODAY)
    expire(at=NEXT_WEEK)
    Service.objects.update(state=State.REVERSED, reason="记错了")
    Transfer.objects.create(
        currency=wrong.currency, entry=Entry.REVERSE, giver=wrong.taker, taker=wrong.giver, amount=2, key="x",
        ends=wrong, source="x 1", at=NEXT_WEEK,
    )  # fmt: skip
    Account.objects.filter(person=volunteer).update(balance=-2)
    gone = Transfer.objects.get(entry=Entry.EXPIRE)
    assert check_ledger().amiss == [f"账目 {gone.pk} 过期的已经收回，却没有冲回"]


def test_what_is_given_back_pays_what_is_owed_first(volunteer: User) -> None:
    wrong = earn(volunteer, 5)
    held = order(volunteer, 3)
    undo(wrong)
    assert balance(volunteer) == -3
    release(held, reason="没去领", by=None, at=MONDAY)
    assert (balance(volunteer), lots(volunteer), check_ledger().amiss) == (0, [0], [])


def test_what_is_owed_is_paid_once_of_all_that_is_given_back(volunteer: User) -> None:
    wrong = earn(volunteer, 3)
    earn(volunteer, 4)
    held = order(volunteer, 6)
    undo(wrong)
    assert (balance(volunteer), lots(volunteer)) == (-2, [0, 0])
    release(held, reason="没去领", by=None, at=MONDAY)
    assert (balance(volunteer), lots(volunteer)) == (4, [1, 3])
    assert check_ledger().amiss == []


@pytest.mark.parametrize("statement", [
    "UPDATE volunteers_transfer SET amount = amount + 1",
    "DELETE FROM volunteers_transfer",
    "UPDATE volunteers_draw SET amount = amount + 1",
    "DELETE FROM volunteers_draw",
    "DELETE FROM volunteers_lot",
    "DELETE FROM volunteers_account",
    "UPDATE volunteers_lot SET account_id = account_id + 1",
])  # fmt: skip
def test_the_database_changes_no_row_of_it(volunteer: User, statement: str) -> None:
    earn(volunteer, 5)
    order(volunteer, 1)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_proof_finds_what_does_not_agree(volunteer: User, capsys: pytest.CaptureFixture[str]) -> None:
    row = earn(volunteer, 5)
    order(volunteer, 2)
    call_command("check_ledger")
    assert "账目共 2 笔，每个余额都与账目相符。" in capsys.readouterr().out
    Account.objects.filter(person=volunteer).update(balance=9)
    Lot.objects.update(left=4)
    with pytest.raises(CommandError, match=rf"余额 9，按账目应为 3；批次 {row.pk} 剩 4，按进出应为 3；.*批次里剩 4"):
        call_command("check_ledger")


def test_the_proof_asks_as_much_of_many_rows_as_of_one(volunteer: User, django_assert_max_num_queries: Any) -> None:
    for _ in range(20):
        earn(volunteer, 5)
    order(volunteer, 50)
    with django_assert_max_num_queries(15):
        assert check_ledger().amiss == []


def test_a_balance_is_one_row_by_its_index(volunteer: User, django_assert_num_queries: Any) -> None:
    earn(volunteer, 5)
    with django_assert_num_queries(1):
        assert balance(volunteer) == 5


def test_each_entry_is_on_record_with_its_draws(volunteer: User) -> None:
    earn(volunteer, 5)
    release(order(volunteer, 2), reason="不要了", by=None, at=MONDAY)
    assert list(Transfer.objects.values_list("entry", flat=True)) == [Entry.AWARD, Entry.HOLD, Entry.RELEASE]
    assert list(Draw.objects.order_by("pk").values_list("amount", flat=True)) == [2, -2]


def test_what_is_given_to_the_community_is_gone_for_good(town: Town, volunteer: User) -> None:
    earn(volunteer, 5)
    row = give(volunteer, amount=3, to=town.places["community"], source=source("give:1"), at=MONDAY)
    assert give(volunteer, amount=3, to=town.places["community"], source=source("give:1"), at=MONDAY) == row
    assert (balance(volunteer), lots(volunteer)) == (2, [2])
    with pytest.raises(Refused, match="积分不够"):
        give(volunteer, amount=3, to=town.places["community"], source=source("give:2"), at=MONDAY)
    with pytest.raises(Refused, match="冻结的积分"):
        release(row, reason="反悔", by=None, at=MONDAY)
    assert check_ledger().amiss == []
