"""微心愿: published by the community, claimed and fulfilled by a member."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.door import both
from checkins import actions
from checkins.door import signed_in
from checkins.forms import ResultForm, SureForm, WishForm
from checkins.models import MemberCheckIn, Wish
from checkins.rules import Refused
from checkins.standing import kept_by, watched_by
from checkins.views.page import Question, ask, page, sent
from checkins.workflow import WishDeed
from partyorg.door import at_desk
from partyorg.hats import Hat

DONE = {
    WishDeed.CLAIM: "已认领，谢谢您。",
    WishDeed.FULFIL: "已记下：实现了。",
    WishDeed.GIVE_BACK: "已退回，别人可以认领。",
    WishDeed.WITHDRAW: "已撤回。",
}


def wish_or_404(pk: int, hat: Hat) -> Wish:
    return get_object_or_404(Wish.objects.visible_to(hat).with_faces(), pk=pk)


@both
@at_desk
def publish(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    form = WishForm(sent(request), hat=hat)
    question = Question("发布微心愿", "发布", reverse("checkins:list", args=["wishes"]), "已发布，等党员认领。")

    def may() -> None:
        if not kept_by(hat):
            raise Refused("not_yours", who="社区党委书记或党务专干", deed="发布微心愿")

    def do() -> None:
        actions.publish(**form.cleaned_data, by=hat, at=at)

    return ask(request, hat, question, form, do, may)


@require_safe
@signed_in
def wish(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    found = wish_or_404(pk, hat)
    deeds = actions.deeds_for(found, hat, MemberCheckIn.objects.of(hat).confirmed().first())
    back = reverse("checkins:list", args=["wishes"]) if watched_by(hat) else reverse("checkins:mine")
    shown = {"wish": found, "deeds": [(deed.lower(), deed.label) for deed in deeds], "back": back}
    return page(request, hat, "wish", shown)


@both
@signed_in
def take(request: HttpRequest, hat: Hat, at: datetime, pk: int, deed: str) -> HttpResponse:
    found = wish_or_404(pk, hat)
    asked = next((one for one in WishDeed if one.lower() == deed), None)
    if asked is None:
        raise Http404
    form = ResultForm(sent(request)) if asked == WishDeed.FULFIL else SureForm(sent(request))
    back = reverse("checkins:list", args=["wishes"]) if kept_by(hat) else reverse("checkins:mine")
    return ask(
        request, hat, Question(asked.label, asked.label, back, DONE[asked], about=str(found)), form,
        lambda: actions.take(found, asked, **form.cleaned_data, by=hat, at=at),
        lambda: actions.may_take(found, asked, by=hat),
    )  # fmt: skip
