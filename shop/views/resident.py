"""积分超市 on a telephone: what there is for my points, one confirmation, my codes."""

from __future__ import annotations

from typing import Any

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from accounts.door import as_resident, both
from accounts.models import User
from accounts.pageform import PageForm
from shop import actions
from shop.codes import scanned
from shop.forms import OrderForm
from shop.models import Good, Order
from shop.windows import opening
from volunteers.asking import Question, ask_resident, page_of, sent
from volunteers.models import Volunteer
from volunteers.passbook import points_of
from volunteers.returning import would_return
from worktime import clock


@require_safe
@as_resident
def shelf(request: HttpRequest, person: User) -> HttpResponse:
    """What my community's shop has: what I can have now first. Who is no volunteer yet is told how to become one."""
    volunteer, today = Volunteer.objects.registered(person), localdate(clock.now())
    if volunteer is None:
        return render(request, "shop/resident/no_volunteer.html")
    points = points_of(person, today)
    goods = Good.objects.filter(community=volunteer.community).on_sale(today).order_by("price", "name")
    page = page_of(request, goods)
    context = {
        "volunteer": volunteer,
        "points": points,
        "opening": opening(volunteer.community, today),
        "page": page,
        "cards": [_card(good, volunteer, points) for good in page],
        "waiting": Order.objects.of(person).waiting().count(),
    }
    return render(request, "shop/resident/shelf.html", context)


def _card(good: Good, volunteer: Volunteer, points: int) -> dict[str, Any]:
    """`short`: how many points are missing for one."""
    return {"good": good, "short": max(0, good.price - points), "is_mine": good.is_for(volunteer.tier)}


@both
@as_resident
def offer(request: HttpRequest, person: User, pk: int) -> HttpResponse:
    """One good and one button. The page keeps the price it showed: whoever saw another is asked again."""
    at = clock.now()
    volunteer = Volunteer.objects.registered(person)
    mine = Good.objects.filter(community=volunteer.community) if volunteer else Good.objects.none()
    good = get_object_or_404(mine.on_sale(localdate(at)).select_related("community"), pk=pk)
    form = OrderForm(sent(request), good=good)
    question = Question(
        good.name, "用积分换", reverse("shopping:shelf"), "换好了，积分先冻结着。请拿着取货码去领。",
        at_field={"sold_out": "quantity", "too_few": "quantity", "over_limit": "quantity", "other_form": "quantity",
            "not_enough": "quantity", "owes": "quantity"},
    )  # fmt: skip

    def do() -> str:
        said = form.cleaned_data
        order = actions.place_order(
            good, quantity=said["quantity"], price=form.price_shown, key=said["key"], by=person, at=at
        )
        return reverse("shopping:order", args=[order.pk])

    points = points_of(person, localdate(at))
    shown = {
        "good": good,
        "points": points,
        "short": max(0, good.price - points),
        "why_not": actions.why_not(good, by=person, on=localdate(at)),
    }
    return ask_resident(request, question, form, do, template="shop/resident/offer.html", **shown)


@require_safe
@as_resident
def mine(request: HttpRequest, person: User) -> HttpResponse:
    """My orders, those that wait first."""
    rows = Order.objects.of(person).select_related("good", "community").waiting_first()
    return render(request, "shop/resident/mine.html", {"page": page_of(request, rows)})


@require_safe
@as_resident
def order(request: HttpRequest, person: User, pk: int) -> HttpResponse:
    """The code, to be read out or scanned: its owner's alone."""
    found = _order_or_404(pk, person)
    text = scanned(found.community.code, found.code)
    # No micro code, which so few digits would fit into: telephones, WeChat and many hand scanners read none.
    picture = segno.make(text, error="m", micro=False).svg_data_uri(scale=7, border=3)
    return render(request, "shop/resident/order.html", {"order": found, "picture": picture})


@both
@as_resident
def cancel(request: HttpRequest, person: User, pk: int) -> HttpResponse:
    found, at = _order_or_404(pk, person), clock.now()
    back = reverse("shopping:order", args=[pk])
    if request.method != "POST" and not found.is_waiting:
        return redirect(back)  # which says how it stands
    back_again = would_return(found.held, localdate(at))
    question = Question(
        f"取消：{found}", "取消，退回积分" if back_again.back else "取消", back, "",
        advice=f"{back_again.said('您的账上')}。{'退回的，有效期不变。' if back_again.back else ''}", over=("not_now",),
    )  # fmt: skip

    def do() -> None:
        now = actions.cancel_order(found, by=person, at=at)
        messages.success(request, f"已取消：{now.went_back_to_them}。")

    return ask_resident(request, question, PageForm(sent(request)), do)


def _order_or_404(pk: int, person: User) -> Order:
    return get_object_or_404(
        Order.objects.of(person).select_related("good", "community", "held__ended_by__ended_by", "held__giver"), pk=pk
    )
