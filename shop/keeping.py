"""What is kept of somebody who ordered or gave, for themselves; and what goes when they leave (PIPL art. 45, 47)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.timezone import localtime

from accounts.models import User
from shop.actions import cancel_order
from shop.models import Donation, Order
from volunteers.departures import end_each


def kept_of(person: User) -> dict[str, object]:
    """By the names that people use; nothing is masked."""
    return {
        "积分超市的兑换": [
            {
                "时间": _said(one.placed_at), "货品": one.good_name, "件数": one.quantity, "每件积分": one.price,
                "状态": one.get_state_display(), "没有凭取货码": one.without_code,
                "退货": f"{_said(one.returned_at)}：{one.why_returned}" if one.returned_at else "",
            }
            for one in Order.objects.of(person).select_related("held__ended_by__ended_by").order_by("-id")
        ],
        "捐赠的物品": [
            {
                "时间": _said(one.received_at), "物品": one.good.name, "件数": one.quantity,
                "后来": "登记错了，货已出库" if one.is_out else "",
            }
            for one in _given(person)
        ],
    }  # fmt: skip


def _given(person: User) -> Iterable[Donation]:
    return Donation.objects.filter(donor=person).select_related("good").prefetch_related("moves").order_by("-id")


def forget(person: User, *, at: datetime) -> None:
    """What waits for them goes back on the shelf. What they took and gave stays in the books, of nobody known."""
    waiting = Order.objects.of(person).waiting().select_related("good")
    end_each(waiting, lambda one: cancel_order(one, by=person, at=at))


def _said(moment: datetime) -> str:
    return localtime(moment).isoformat(timespec="seconds")
