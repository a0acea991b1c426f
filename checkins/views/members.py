"""党员报到: asked by the member or the unit, received by the community, posts claimed. And one's own page."""

from datetime import datetime

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from accounts.door import both
from checkins import actions
from checkins.door import signed_in
from checkins.forms import AskForm, ClaimForm, PlaceForm, ReasonForm, ReceiveForm, SureForm
from checkins.models import Appraisal, Claim, MemberCheckIn
from checkins.rules import Refused
from checkins.standing import keeps, kept_by, units_of
from checkins.views.page import Question, ask, page, sent
from checkins.workflow import MOVES, Deed, State
from partyorg.door import at_desk
from partyorg.hats import Hat
from partyorg.models import Member

DONE = {
    Deed.CONFIRM: "已确认报到，编入网格。",
    Deed.DECLINE: "已不接收，本人和单位看得到理由。",
    Deed.END: "已结束报到。",
}


def member_or_404(pk: int, hat: Hat) -> MemberCheckIn:
    claims = Prefetch("claims", Claim.objects.select_related("duty"))
    return get_object_or_404(MemberCheckIn.objects.visible_to(hat).with_faces().prefetch_related(claims), pk=pk)


@both
@signed_in
def ask_in(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """For oneself, who is a member; else for one of the people of one's unit."""
    own = Member.objects.filter(account=hat.person).select_related("works_at").first()
    for_unit = bool(units_of(hat)) and request.GET.get("for") != "me"
    form = AskForm(sent(request), hat=hat, today=localdate(at), own=None if for_unit else own)
    back = reverse("checkins:list", args=["members"]) if for_unit else reverse("checkins:mine")
    question = Question("在职党员报到", "申请报到", back, "已申请，等社区确认。", advice="同一时间只能在一个社区报到。")

    def may() -> None:
        if not (own or for_unit):
            raise Refused("not_yours", who="在册党员本人或者工作单位的经办人", deed="申请报到")

    def do() -> None:
        actions.ask_in(form.chosen, community=form.cleaned_data["community"], by=hat, at=at)

    return ask(request, hat, question, form, do, may)


@both
@at_desk
def receive(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """The community enters somebody who has come in person: into one of its grids, at once."""
    kept = kept_by(hat)
    form = ReceiveForm(sent(request), communities=kept)
    question = Question("接收党员报到", "接收", reverse("checkins:list", args=["members"]), "已接收，编入网格。")

    def may() -> None:
        if not kept:
            raise Refused("not_yours", who="社区党委书记或党务专干", deed="接收党员报到")

    def do() -> str:
        said = form.cleaned_data
        made = actions.receive(
            said["member"], community=said["grid"].parent, grid=said["grid"], duty=said["duty"], by=hat, at=at
        )
        return reverse("checkins:member", args=[made.pk])

    return ask(request, hat, question, form, do, may)


@require_safe
@signed_in
def member(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    found = member_or_404(pk, hat)
    kept = keeps(hat, found.community)
    is_own = hat.person is not None and found.member.account_id == hat.person.pk
    context = {
        "check_in": found,
        "is_own": is_own,
        "deeds": [(deed.lower(), deed.label) for deed, move in MOVES.items() if kept and move.source == found.state],
        "may_claim": (kept or is_own) and found.state == State.CONFIRMED,
        "may_place": kept and found.is_astray,
        "may_appraise": kept and found.state in (State.CONFIRMED, State.ENDED),
        "claims": list(found.claims.all()),
        "wishes": found.wishes.order_by("-claimed_at"),
        "appraisals": Appraisal.objects.visible_to(hat).filter(check_in=found).with_faces().order_by("-year", "-id"),
    }
    return page(request, hat, "member", context)


@both
@at_desk
def decide_member(request: HttpRequest, hat: Hat, at: datetime, pk: int, deed: str) -> HttpResponse:
    found = member_or_404(pk, hat)
    asked = next((one for one in Deed if one.lower() == deed), None)
    if asked is None:
        raise Http404
    form = (
        PlaceForm(sent(request), communities=[found.community]) if asked == Deed.CONFIRM else ReasonForm(sent(request))
    )
    back = reverse("checkins:member", args=[pk])
    return ask(
        request, hat, Question(asked.label, asked.label, back, DONE[asked], about=str(found)), form,
        lambda: actions.decide(found, asked, **form.cleaned_data, by=hat, at=at),
        lambda: actions.may_decide(found, asked, by=hat),
    )  # fmt: skip


@both
@at_desk
def place_anew(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    found = member_or_404(pk, hat)
    form = PlaceForm(sent(request), communities=[found.community])
    question = Question(
        "重新编格", "编入网格", reverse("checkins:member", args=[pk]), "已重新编格。", about=str(found),
        advice="已经不在报到时编入的网格。不再在本社区的，请结束报到。",
    )  # fmt: skip
    return ask(
        request, hat, question, form,
        lambda: actions.place_anew(found, **form.cleaned_data, by=hat, at=at),
        lambda: actions.may_place_anew(found, by=hat),
    )  # fmt: skip


@both
@signed_in
def claim(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    found, form = member_or_404(pk, hat), ClaimForm(sent(request))
    question = Question("认领岗位", "认领", reverse("checkins:member", args=[pk]), "已认领。", about=str(found))
    return ask(
        request, hat, question, form,
        lambda: actions.claim(found, form.cleaned_data["duty"], by=hat, at=at),
        lambda: actions.may_claim(found, by=hat),
    )  # fmt: skip


@both
@signed_in
def give_up(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    claims = Claim.objects.filter(check_in__in=MemberCheckIn.objects.visible_to(hat).values("pk"))
    found = get_object_or_404(claims.select_related("duty", "check_in__member", "check_in__community"), pk=pk)
    back = reverse("checkins:member", args=[found.check_in_id])
    question = Question(
        "退出岗位", "退出", back, "已退出这个岗位。", about=str(found.duty), advice="记录保留，可以再认领。"
    )
    form = SureForm(sent(request))
    return ask(
        request, hat, question, form,
        lambda: actions.give_up(found, by=hat, at=at),
        lambda: actions.may_claim(found.check_in, by=hat, deed="退出岗位"),
    )  # fmt: skip
