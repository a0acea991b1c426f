"""公益积分: what residents gave their community, and what it did with that."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from accounts.door import both
from partyorg.hats import Hat
from shop import actions
from shop.figures import Fund, funds_of, rows_of_funds
from shop.forms import AidForm, TakeBackForm
from shop.models import Aid
from shop.views.door import behind_the_counter, sheet
from volunteers.asking import Question, ask_at_desk, page_of, sent


@require_safe
@behind_the_counter
def fund(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    return sheet(request, hat, "fund", {"funds": funds_of(hat), "page": page_of(request, rows_of_funds(hat))})


@both
@behind_the_counter
def aid(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    """Out of the fund of this community."""
    found = _fund_or_404(pk, hat)
    assert hat.person
    beside = actions.beside(found.community, by=hat.person, on=localdate(at))
    form = AidForm(sent(request), community=found.community, beside=beside)
    question = Question(
        "用公益积分帮扶", "记下帮扶", reverse("shop:fund"), "已记下：公益积分和库存都减了。",
        about=found.community.short_name,
        advice=f"公益积分还有 {found.left} 分。积分从公益积分转到积分超市，货从库存里出。",
        at_field={
            "fund_short": "quantity", "too_few": "quantity", "sold_out": "good", "off_sale": "good",
            "goods_only": "good", "same_person": "witness", "not_staff": "witness",
        },
    )  # fmt: skip

    def do() -> None:
        said = dict(form.cleaned_data)
        actions.aid(actions.Need(**{k: v for k, v in said.items() if k != "key"}), key=said["key"], by=hat, at=at)

    return ask_at_desk(request, hat, question, form, do, tab="shop")


@both
@behind_the_counter
def take_back(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    mine = Aid.objects.visible_to(hat).select_related("good", "community", "by", "spent__giver", "spent__taker")
    made = get_object_or_404(mine, pk=pk)
    question = Question(
        f"收回帮扶：{made}", "收回", reverse("shop:fund"),
        "已收回：积分回到公益积分，货回到库存。", about=made.community.short_name,
        advice=f"{made.points} 分回到公益积分，{made.quantity} 件回到库存。东西要已经拿回来了，或者没有给出去。",
        at_field={"same_person": "witness", "not_staff": "witness"},
    )  # fmt: skip
    assert hat.person
    form = TakeBackForm(sent(request), beside=actions.beside(made.community, by=hat.person, on=localdate(at)))

    def do() -> None:
        actions.take_back(made, **form.cleaned_data, by=hat, at=at)

    return ask_at_desk(request, hat, question, form, do, tab="shop")


def _fund_or_404(pk: int, hat: Hat) -> Fund:
    for one in funds_of(hat):
        if one.community.pk == pk:
            return one
    raise Http404
