"""What the shop has, what comes in and goes out of it, and who gave it."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from accounts.door import both
from partyorg.hats import Hat
from shop import actions
from shop.forms import DonationForm, GoodForm, NewGoodForm, StockForm, UndoDonationForm
from shop.kinds import Moved
from shop.models import Donation, Good, StockMove
from shop.models.donation import DonationQuerySet
from shop.views.door import behind_the_counter, sheet
from shop.windows import closed_shops, opening
from volunteers.asking import Question, ask_at_desk, page_of, sent
from volunteers.workflow import UNDECIDED


def good_or_404(pk: int, hat: Hat) -> Good:
    return get_object_or_404(Good.objects.visible_to(hat).select_related("community"), pk=pk)


@require_safe
@behind_the_counter
def goods(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    rows = Good.objects.visible_to(hat).with_waiting().select_related("community")
    page, today = page_of(request, rows.order_by("-is_active", "community", "name")), localdate(at)
    closed = closed_shops(hat, today)
    shut = {community.pk for community, _ in closed}
    return sheet(request, hat, "goods", {"page": page, "today": today, "closed": closed, "shut": shut})


@both
@behind_the_counter
def add(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    form = NewGoodForm(sent(request), hat=hat)
    question = Question(
        "上架一种货品", "上架", reverse("shop:goods"), "已上架。", about="积分超市", at_field={"same_name": "name"}
    )  # fmt: skip

    def do() -> None:
        said = form.cleaned_data
        actions.add_good(
            form.offer(), community=said["community"], number=said["number"] or 0, key=said["key"], by=hat, at=at
        )

    return ask_at_desk(request, hat, question, form, do)


@both
@behind_the_counter
def edit(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    found = good_or_404(pk, hat)
    stands = actions.facts_of(found)
    form = GoodForm(sent(request), initial=stands)
    form.compare_with(stands)
    question = Question(
        f"修改“{found.name}”", "保存", reverse("shop:good", args=[pk]), "已保存。", about=found.community.short_name,
        at_field={"same_name": "name", "kind_in_use": "kind"},
    )  # fmt: skip

    def do() -> None:
        actions.change_good(found, form.offer(), seen=form.facts, by=hat, at=at)

    return ask_at_desk(request, hat, question, form, do)


@both
@behind_the_counter
def good(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    """One good, every row of its stock, and the form by which it is bought, written off or counted."""
    found = get_object_or_404(Good.objects.visible_to(hat).with_waiting().select_related("community"), pk=pk)
    form = StockForm(sent(request))
    question = Question(
        found.name, "记下", reverse("shop:good", args=[pk]), "已记下。",
        at_field={"not_in_stock": "number", "count_below_orders": "number", "say_why": "note"},
    )  # fmt: skip
    moves = StockMove.objects.filter(good=found).select_related("by", "donation", "count", "order")

    def do() -> None:
        said = form.cleaned_data
        actions.change_stock(
            found, Moved(said["how"]), number=said["number"], note=said["note"], key=said["key"], by=hat, at=at
        )

    now = opening(found.community, localdate(at))
    shown = {"good": found, "page": page_of(request, moves), "tab": "shop", "part": "goods"}
    shown["closed"] = [] if now.days else [(found.community, now)]
    return ask_at_desk(request, hat, question, form, do, template="shop/good.html", **shown)


@require_safe
@behind_the_counter
def donations(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    page = page_of(request, gifts_of(hat))
    rows = [(gift, any(actions.ways_to_undo(gift, hat))) for gift in page]
    return sheet(request, hat, "donations", {"page": page, "rows": rows})


def gifts_of(hat: Hat) -> DonationQuerySet:
    rows = Donation.objects.visible_to(hat).select_related("good", "community", "service__community", "received_by")
    return rows.prefetch_related("moves")


@both
@behind_the_counter
def donate(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    form = DonationForm(sent(request), hat=hat)
    question = Question(
        "登记一笔捐赠", "收下，入库", reverse("shop:donations"), "已入库。积分等另一个人审核。", about="捐一物",
        at_field={"no_donor": "phone", "goods_only": "good", "points_over": "points", "came_already": "another"},
    )  # fmt: skip

    def do() -> None:
        said = form.cleaned_data
        actions.receive_donation(form.gift(), another=said["another"], key=said["key"], by=hat, at=at)

    return ask_at_desk(request, hat, question, form, do)


@both
@behind_the_counter
def undo_donation(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    """Of a gift that can be undone no more, or by others, the list says how it stands."""
    gift = get_object_or_404(gifts_of(hat), pk=pk)
    ways, back = actions.ways_to_undo(gift, hat), reverse("shop:donations")
    if not any(ways) and request.method != "POST":
        messages.warning(request, "这一笔捐赠现在没有您能冲正的：已经冲正了，或者要由另一位同事办。")
        return redirect(back)
    points = f"认定的 {gift.points} 分也收回，没到账的不再到账；已经花掉的记为欠分。" if gift.service else ""
    if gift.service and gift.service.state in UNDECIDED:
        points = f"认定的 {gift.points} 分还没到账：冲正就是不通过，本人看得到为什么，可以申诉一次。"
    question = Question(
        f"冲正捐赠：{gift}", "冲正", back, "已冲正。", about=gift.community.short_name, tab="shop",
        advice=f"{gift.masked_donor}捐的，放进“{gift.good}”。{points}记录还在，谁也删不掉。",
        at_field={"not_there": "goods", "no_points": "goods"},
    )  # fmt: skip
    form = UndoDonationForm(sent(request), ways=ways if any(ways) else actions.Ways(True, True))

    def do() -> None:
        said = form.cleaned_data
        actions.undo_donation(gift, out=said["goods"] == "out", reason=said["reason"], by=hat, at=at)

    return ask_at_desk(request, hat, question, form, do)
