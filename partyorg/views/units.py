"""我的单位: an organisation as those who work in it see it; and what becomes of it."""

from datetime import date, datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from accounts.door import both
from partyorg.door import at_desk
from partyorg.findings import findings_about
from partyorg.forms.election import CHANGE, SAVE, Elect
from partyorg.forms.founding import Convert, End, OfOrganisation
from partyorg.forms.unitdeeds import DEEDS
from partyorg.hats import Hat
from partyorg.kinds import Kind
from partyorg.models import Chapter, Member, Organisation, Post
from partyorg.rolls import reads_the_roll
from partyorg.standing import units_of
from partyorg.terms import ELECTED, election_due
from partyorg.views.deeds import page_of, refused

NOWHERE = "您的岗位所在的地方还没有登记单位。"
NOT_YOURS = "这件事由管这个组织的书记、党务专干办：转建和撤销要上一级。您的岗位不在其中。"


@require_safe
@at_desk
def unit(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """The unit of one's post; with several posts their units beside it."""
    own = units_of(hat)
    if not own:
        return refused(request, hat, NOWHERE, title="我的单位", back=reverse("cases:queue"))
    return _page(request, hat, at, own[0], own)


@require_safe
@at_desk
def organisation(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    return _page(request, hat, at, _organisation(pk), units_of(hat))


def _page(request: HttpRequest, hat: Hat, at: datetime, one: Organisation, own: list[Organisation]) -> HttpResponse:
    on = localdate(at)
    known = Member.objects.visible_to(hat).order_by()
    within = one.get_descendants(include_self=True).order_by().values("pk")
    deeds = [(name, deed.title) for name, deed in DEEDS.items() if _may(hat, one, deed)]
    doable = [name for name, _ in deeds]
    context = {
        "hat": hat,
        "unit": one,
        "own": own if one in own else [],
        "above": one.get_ancestors(),
        "below": one.get_children().filter(ended_on=None).select_related("place"),
        "posts": Post.objects.in_force(on).filter(organisation=one).select_related("person", "sent_by").order_by("id"),
        "on_the_ground": _on_the_ground(one, on),
        "seats": one.seats.filter(until=None).select_related("member", "sent_by"),
        "known": set(known.filter(seats__organisation=one).values_list("pk", flat=True)),
        # Knows who sits there, by name; whoever may elect keeps it, and is not asked after twice.
        "keeps": "elect" in doable or Organisation.objects.kept_by(hat).filter(pk=one.pk).exists(),
        "due": election_due(one),
        "elects": one.kind in ELECTED,
        "found": findings_about(one, on) if not one.is_ended else [],
        "chapters": one.chapters.all(),
        "reads": reads_the_roll(hat),
        "members": known.present(on).filter(organisation__in=within).count() if reads_the_roll(hat) else None,
        "deeds": deeds,
        "doable": doable,
    }
    return render(request, "partyorg/unit.html", context)


def _on_the_ground(one: Organisation, on: date) -> list[Post]:
    """For a unit of a grid: the grid's own force, whose posts are at the place."""
    if one.kind != Kind.GRID_BRANCH:
        return []
    posts = Post.objects.in_force(on).filter(place=one.place_id)
    return list(posts.select_related("person", "sent_by").order_by("id"))


@both
@at_desk
def organisation_deed(request: HttpRequest, hat: Hat, at: datetime, pk: int, deed: str) -> HttpResponse:
    if deed not in DEEDS:
        raise Http404
    one, back = _organisation(pk), reverse("partyorg:organisation", args=[pk])
    if request.method == "POST" and _is_done(hat, one, DEEDS[deed]):
        messages.info(request, f"已经{DEEDS[deed].title}，不用再办。")
        return redirect(back)
    if not _may(hat, one, DEEDS[deed]):
        return refused(request, hat, NOT_YOURS, title=DEEDS[deed].title, back=back)
    form = DEEDS[deed](request.POST if request.method == "POST" else None, hat=hat, at=at, unit=one)
    if isinstance(form, Elect) and form.is_bound and form.step != SAVE:
        return _before_saving(request, hat, form, about=one.name, back=back)
    template = f"partyorg/{deed}.html" if deed in ("elect", "end") else "partyorg/deed.html"
    return page_of(request, hat, form, about=one.name, back=back, template=template)


def _before_saving(request: HttpRequest, hat: Hat, form: Elect, *, about: str, back: str) -> HttpResponse:
    """What was typed, to be looked over. With something wrong in it, or to be changed after that look, on its form."""
    asks = form.step == CHANGE or not form.is_valid()
    template = "partyorg/elect.html" if asks else "partyorg/elect_review.html"
    context = {"hat": hat, "form": form, "about": about, "back": back}
    return render(request, template, context, status=422 if form.errors else 200)


def _is_done(hat: Hat, one: Organisation, deed: type[OfOrganisation]) -> bool:
    """Whether the first of two taps, or somebody else who may, has done to it already what is asked for now."""
    became = {End: Chapter.What.ENDED, Convert: Chapter.What.CONVERTED}.get(deed)
    stands = one.is_ended if deed is End else one.kind != Kind.WORKING_GROUP and not one.is_ended
    if not became or not stands or not one.chapters.filter(what=became).exists():
        return False
    return Organisation.objects.below_a_founder(hat).filter(pk=one.pk).exists()


def _may(hat: Hat, one: Organisation, deed: type[OfOrganisation]) -> bool:
    """Whether this hat may do it to this organisation, and whether it is one to which it is done."""
    if one.is_ended:
        return False
    if deed is Elect:
        return one.kind in ELECTED and Organisation.objects.kept_by(hat).filter(pk=one.pk).exists()
    fits = one.kind == Kind.WORKING_GROUP if deed is Convert else deed is End
    return fits and Organisation.objects.founded_by(hat).filter(pk=one.pk).exists()


def _organisation(pk: int) -> Organisation:
    return get_object_or_404(Organisation.objects.select_related("place", "parent", "leans_on", "serves"), pk=pk)
