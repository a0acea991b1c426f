"""积分超市's counter: a code comes in, what was ordered goes out, once."""

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
from shop.codes import SQUARE
from shop.forms import CancelForm, CodeForm, HandOverForm, ReturnForm
from shop.models import Beside, Order
from shop.views.door import behind_the_counter, sheet
from shop.views.shown import keep_shown, when_shown
from shop.windows import Days, closed_shops
from shop.workflow import State
from volunteers.asking import Question, ask_at_desk, page_of, sent
from volunteers.returning import would_return

NEWEST = 10


@both
@behind_the_counter
def counter(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """A right code leads on to what it is for."""
    form = CodeForm(sent(request))
    if not form.is_bound:
        return _counter(request, hat, at, form)
    if not form.is_valid():
        return _counter(request, hat, at, form, status=422)
    try:
        order = actions.find_order(form.cleaned_data["code"], by=hat, at=at)
    except actions.Refused as refused:
        form.add_error("code", str(refused))
        return _counter(request, hat, at, form, status=429 if refused.rule == "wait" else 409)
    keep_shown(request, order, at)
    return redirect("shop:hand_over", order.pk)


def _counter(request: HttpRequest, hat: Hat, at: datetime, form: CodeForm, status: int = 200) -> HttpResponse:
    on = localdate(at)
    today = Days(on, on)
    mine = Order.objects.visible_to(hat)
    done = mine.taken().filter(today.hold("ended_at")).with_faces().order_by("-ended_at")
    shown = {"form": form, "done": done[:NEWEST], "waiting": mine.waiting().count(), "square": SQUARE}
    shown["closed"] = closed_shops(hat, on)
    shown["absences"] = Beside.objects.visible_to(hat).unanswered().with_faces().order_by("denied_at")[:NEWEST]
    return sheet(request, hat, "counter", shown, status)


@both
@behind_the_counter
def hand_over(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    """Who (masked), what, and the two ways in which a second pair of eyes sees it; of one that is over, how it was.

    Whoever came by the counter has typed or scanned its code; who comes by its address is asked why there is none.
    """
    order = _order_or_404(pk, hat)
    assert hat.person
    today = localdate(at)
    owed = actions.debt_of(order, today) if order.is_waiting else 0
    shown_at = when_shown(request, order)
    shown = actions.is_shown(shown_at, at)
    beside = actions.beside(order.community, by=hat.person, on=today, gets=order.person_id)
    form = HandOverForm(sent(request), order=order, beside=beside, shown=shown, owed=owed)
    question = Question(
        str(order), "核销，已经递给本人", reverse("shop:counter"),
        f"已核销：{order}，{order.points} 分。",
        at_field={
            "nobody_beside": "left", "count_below_orders": "left", "say_why": "note", "same_person": "witness",
            "not_staff": "witness", "in_debt": "despite", "no_code": "without",
        },
    )  # fmt: skip

    def do() -> None:
        actions.hand_over(order, shown_at=shown_at, **form.cleaned_data, by=hat, at=at)

    context = {"order": order, "owed": owed, "shown": shown, "tab": "shop"}
    context["stays"] = actions.why_it_stays(order, by=hat, at=at)
    return ask_at_desk(request, hat, question, form, do, template="shop/hand_over.html", **context)


@both
@behind_the_counter
def cancel_for(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    """For somebody who cannot do so themselves, or where the good is no good."""
    order = _order_or_404(pk, hat)
    question = Question(f"代为取消：{order}", "取消这一单", reverse("shop:orders"), "")
    form = CancelForm(sent(request))

    def do() -> None:
        now = actions.cancel_for(order, reason=form.cleaned_data["reason"], by=hat, at=at)
        messages.success(request, f"已取消：{now.went_back_to_their_owner}，货回到库存。会告诉本人原因。")

    back = would_return(order.held, localdate(at))
    shown = {"order": order, "back": back, "back_said": back.said("本人的账上"), "tab": "shop"}
    return ask_at_desk(request, hat, question, form, do, template="shop/cancel_for.html", **shown)


@both
@behind_the_counter
def return_order(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    """Of one that was taken: what becomes of its points and its goods; of another, why it stays as it is."""
    order = _order_or_404(pk, hat)
    question = Question(
        f"退货：{order}", "退货", reverse("shop:hand_over", args=[pk]), "", at_field={"no_reason": "reason"},
        over=("was_returned", "not_taken", "return_over", "own_record"),
    )  # fmt: skip
    form = ReturnForm(sent(request))

    def do() -> None:
        said = form.cleaned_data
        now = actions.return_order(order, reason=said["reason"], on_shelf=said["goods"] == "shelf", by=hat, at=at)
        goods = "货回到库存" if said["goods"] == "shelf" else "货没有回到库存"
        messages.success(request, f"已退货：{now.went_back_to_their_owner}，{goods}。会告诉本人原因。")

    back, stays = would_return(order.held, localdate(at)), actions.why_it_stays(order, by=hat, at=at)
    shown = {"order": order, "stays": stays, "back": back, "back_said": back.said("本人的账上"), "tab": "shop"}
    return ask_at_desk(request, hat, question, form, do, template="shop/return_order.html", **shown)


def _order_or_404(pk: int, hat: Hat) -> Order:
    mine = Order.objects.visible_to(hat).with_faces()
    faces = ("held__ended_by__ended_by", "held__giver", "ended_by", "returned_by", "count__move")
    return get_object_or_404(mine.select_related(*faces), pk=pk)


@require_safe
@behind_the_counter
def orders(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """Those that wait, or of one state; the newest first."""
    asked = request.GET.get("q", State.PLACED)
    cut = State(asked) if asked in State.values else State.PLACED
    rows = Order.objects.visible_to(hat).filter(state=cut).with_faces()
    page = page_of(request, rows.select_related("held__ended_by__ended_by", "ended_by", "returned_by"))
    shown = {"page": page, "cut": cut, "cuts": State}
    shown["rows"] = [(order, not actions.why_it_stays(order, by=hat, at=at)) for order in page]
    return sheet(request, hat, "orders", shown)
