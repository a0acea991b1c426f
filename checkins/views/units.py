"""单位报到: entered, confirmed by another hand, its list worked off."""

from datetime import datetime

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from accounts.door import both
from checkins import actions
from checkins.forms import AgreementForm, AnnounceForm, FinishForm, ListsForm, PlanForm, ReasonForm
from checkins.models import JointItem, UnitCheckIn
from checkins.rules import Refused
from checkins.standing import COMING, handles, keeps, kept_by, units_of
from checkins.views.page import Question, ask, page, sent
from checkins.workflow import MOVES, OPEN, Deed, Listing, State
from partyorg.door import at_desk
from partyorg.hats import Hat

DONE = {Deed.CONFIRM: "已确认报到，共建清单开始执行。", Deed.DECLINE: "已不接收。", Deed.END: "已结束报到。"}
BUTTONS = {Deed.CONFIRM: "确认报到", Deed.DECLINE: "不接收", Deed.END: "结束报到"}


def unit_or_404(pk: int, hat: Hat) -> UnitCheckIn:
    items = Prefetch("items", JointItem.objects.order_by("listing", "id"))
    return get_object_or_404(UnitCheckIn.objects.visible_to(hat).with_faces().prefetch_related(items), pk=pk)


@both
@at_desk
def announce(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    form = AnnounceForm(sent(request), hat=hat)
    question = Question("登记单位报到", "登记", reverse("checkins:list"), "已登记，等社区确认。", advice=_two_hands())

    def may() -> None:
        if not (kept_by(hat) or any(unit.kind in COMING for unit in units_of(hat))):
            raise Refused("not_yours", who="单位的经办人、社区党委书记或党务专干", deed="登记单位报到")

    def do() -> str:
        said = form.cleaned_data
        made = actions.announce(
            unit=said["unit"], community=said["community"], agreement=said["agreement"], lists=form.lists, by=hat, at=at
        )
        return reverse("checkins:unit", args=[made.pk])

    return ask(request, hat, question, form, do, may)


def _two_hands() -> str:
    return "单位登记的，由社区确认；社区代为登记的，由社区的另一个人确认。"


@require_safe
@at_desk
def unit(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    """The agreement and the three lists; once confirmed the list of joint tasks."""
    found = unit_or_404(pk, hat)
    is_side = handles(hat, found.unit) or keeps(hat, found.community)
    items = list(found.items.all())
    context = {
        "check_in": found,
        "today": localdate(at),
        "deeds": [(deed.lower(), BUTTONS[deed]) for deed in MOVES if _is_open_to(found, deed, hat)],
        "own_hand": found.state == State.PENDING and keeps(hat, found.community) and _is_own(found, hat),
        "lists": [(listing.label, [one for one in items if one.listing == listing]) for listing in Listing],
        "done": sum(one.done_on is not None for one in items),
        "number": len(items),
        "at_work": found.state == State.CONFIRMED,
        "may_add": is_side and found.state in OPEN,
        "may_work": is_side and found.state == State.CONFIRMED,
    }
    return page(request, hat, "unit", context)


@both
@at_desk
def decide_unit(request: HttpRequest, hat: Hat, at: datetime, pk: int, deed: str) -> HttpResponse:
    found = unit_or_404(pk, hat)
    asked = next((one for one in Deed if one.lower() == deed), None)
    if asked is None:
        raise Http404
    today = localdate(at)
    form = (
        AgreementForm(sent(request), agreement=found.agreement, today=today)
        if asked == Deed.CONFIRM
        else ReasonForm(sent(request))
    )
    back = reverse("checkins:unit", args=[pk])
    return ask(
        request, hat, Question(BUTTONS[asked], BUTTONS[asked], back, DONE[asked], about=str(found)), form,
        lambda: actions.decide_unit(found, asked, by=hat, at=at, **form.cleaned_data),
        lambda: actions.may_decide_unit(found, asked, by=hat),
    )  # fmt: skip


@both
@at_desk
def add_items(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    found, form = unit_or_404(pk, hat), ListsForm(sent(request))
    question = Question("添加清单", "添加", reverse("checkins:unit", args=[pk]), "已添加到清单。", about=str(found))
    return ask(
        request, hat, question, form,
        lambda: actions.add_items(found, form.lists, key=form.cleaned_data["key"], by=hat, at=at),
        lambda: actions.may_add(found, by=hat),
    )  # fmt: skip


@both
@at_desk
def plan_item(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    item = item_or_404(pk, hat)
    form = PlanForm(sent(request), today=localdate(at), initial={"who": item.who, "due_on": item.due_on})
    question = Question("安排任务", "安排", _back(item), "任务已安排。", about=_said(item))
    return ask(
        request, hat, question, form,
        lambda: actions.plan_item(item, **form.cleaned_data, by=hat, at=at),
        lambda: actions.may_work(item, by=hat),
    )  # fmt: skip


@both
@at_desk
def finish_item(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    item, form = item_or_404(pk, hat), FinishForm(sent(request), today=localdate(at))
    question = Question("办好了", "记下", _back(item), "已记下：办好了。", about=_said(item))
    return ask(
        request, hat, question, form,
        lambda: actions.finish_item(item, **form.cleaned_data, by=hat, at=at),
        lambda: actions.may_work(item, by=hat),
    )  # fmt: skip


def item_or_404(pk: int, hat: Hat) -> JointItem:
    seen = UnitCheckIn.objects.visible_to(hat).values("pk")
    items = JointItem.objects.select_related("check_in__unit", "check_in__community")
    return get_object_or_404(items, pk=pk, check_in__in=seen)


def _back(item: JointItem) -> str:
    return reverse("checkins:unit", args=[item.check_in_id])


def _said(item: JointItem) -> str:
    return f"{item.get_listing_display()}：{item}"


def _is_own(found: UnitCheckIn, hat: Hat) -> bool:
    return hat.person is not None and hat.person.pk == found.asked_by_id


def _is_open_to(found: UnitCheckIn, deed: Deed, hat: Hat) -> bool:
    try:
        actions.may_decide_unit(found, deed, by=hat)
    except Refused:
        return False
    return True
