"""党员名册: the roll of members at the desk, for the party's own roles; a member of no such role sees themselves."""

from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe

from accounts.door import both
from partyorg.door import at_desk
from partyorg.forms.member import DEEDS, NewMember, SeeMember
from partyorg.hats import Hat
from partyorg.models import GridLink, Member, Seat
from partyorg.rolls import NO_GRID, Asked, counted_by_link, keeps_the_roll, reads_the_roll
from partyorg.views.deeds import page_of, refused

ROWS = 50
NOT_YOURS = "党员身份只给党组织自己的岗位看：各级书记、党务专干、引导员、领导小组办公室。您的岗位不在其中。"
NOT_KEPT = "这名党员不在您记名册的党组织里，只能看，不能改。"


@require_safe
@at_desk
def members(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """By name, telephone or identity number, by organisation, by the way into a grid."""
    if not reads_the_roll(hat):
        return refused(request, hat, NOT_YOURS, title="党员名册", back=reverse("cases:queue"))
    asked = Asked.of(request.GET.dict())
    found = asked.found_by(hat)
    counts = counted_by_link(found)
    ways = [*GridLink.Kind.choices, (NO_GRID, "在职未入格")]
    rows = asked.narrowed(found).select_related("organisation", "works_at").prefetch_related(_grids(), _seats())
    rows = rows.order_by("organisation__tree_id", "organisation__lft", "id")
    context = {
        "hat": hat,
        "asked": asked,
        "ways": [(code, label, counts[code]) for code, label in ways],
        "page": Paginator(rows, ROWS).get_page(request.GET.get("page")),
        "keeps": keeps_the_roll(hat),
    }
    return render(request, "partyorg/members.html", context)


@require_safe
@at_desk
def member(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    who = _member(hat, pk)
    context = {
        "hat": hat,
        "member": who,
        "links": who.grids.select_related("grid").order_by("until", "-since"),
        "seats": who.seats.select_related("organisation", "sent_by").order_by("until", "-since"),
        "transfers": who.transfers.select_related("went_from", "went_to", "by"),
        "deeds": [(name, deed.title) for name, deed in DEEDS.items()] if _keeps(hat, who) and not who.until else [],
        "reads": reads_the_roll(hat),
    }
    return render(request, "partyorg/member.html", context)


@both
@at_desk
@sensitive_variables("form")
def new_member(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    if not keeps_the_roll(hat):
        return refused(request, hat, NOT_YOURS, title="新增党员", back=reverse("cases:queue"))
    first = {"organisation": request.GET.get("organisation", "")}
    form = NewMember(request.POST if request.method == "POST" else None, hat=hat, at=at, initial=first)
    return page_of(request, hat, form, about="党员名册", back=reverse("partyorg:members"))


@both
@at_desk
def member_deed(request: HttpRequest, hat: Hat, at: datetime, pk: int, deed: str) -> HttpResponse:
    if deed not in DEEDS:
        raise Http404
    who = _member(hat, pk)
    back = reverse("partyorg:member", args=[pk])
    if not _keeps(hat, who):
        return refused(request, hat, NOT_KEPT, title=DEEDS[deed].title, back=back)
    form = DEEDS[deed](request.POST if request.method == "POST" else None, hat=hat, at=at, member=who)
    answer = page_of(request, hat, form, about=f"{who.name} · {who.organisation}", back=back)
    if answer.status_code == 302 and not Member.objects.visible_to(hat).filter(pk=pk).exists():
        return redirect("partyorg:members")  # gone over to where one does not see them
    return answer


@never_cache
@both
@at_desk
@sensitive_variables("form")
def see_member(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    """查看原值: GET asks why, POST shows the numbers once. They are on no other page, and no browser keeps this one."""
    who, back = _member(hat, pk), reverse("partyorg:member", args=[pk])
    if not reads_the_roll(hat):
        return refused(request, hat, NOT_YOURS, title=SeeMember.title, back=back)
    form = SeeMember(request.POST if request.method == "POST" else None, hat=hat, at=at, member=who)
    shown: dict[str, Any] = {"hat": hat, "form": form, "about": who.name, "back": back}
    if form.is_bound and form.succeeds():
        return render(request, "partyorg/member_seen.html", {**shown, "member": who})
    return render(request, "partyorg/deed.html", shown, status=422 if form.is_bound else 200)


def _member(hat: Hat, pk: int) -> Member:
    """Whom this hat may not know does not exist for it."""
    return get_object_or_404(Member.objects.visible_to(hat).select_related("organisation", "works_at"), pk=pk)


def _keeps(hat: Hat, who: Member) -> bool:
    return Member.objects.kept_by(hat).filter(pk=who.pk).exists()


def _grids() -> Prefetch:
    return Prefetch("grids", GridLink.objects.filter(until=None).select_related("grid"), to_attr="placed")


def _seats() -> Prefetch:
    return Prefetch("seats", Seat.objects.filter(until=None), to_attr="seated")
