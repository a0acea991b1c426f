from datetime import datetime

from django.core.paginator import Paginator
from django.db.models import Count, Max, Prefetch
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cases.models import Case
from duty.missing import gaps, guides_posted
from duty.models import Entry, EntryCase, Log, Photo
from duty.standing import guide_posts, journals_watched
from duty.views.months import month_asked
from partyorg.door import at_desk
from partyorg.hats import Hat
from worktime.current import current_calendar

ROWS = 50


def not_yours(request: HttpRequest, hat: Hat) -> HttpResponse:
    return render(request, "duty/not_yours.html", {"hat": hat}, status=403)


def has_journals(hat: Hat) -> bool:
    return bool(guide_posts(hat) or journals_watched(hat))


def log_or_404(pk: int, hat: Hat) -> Log:
    """What this hat may not see does not exist for it."""
    seen = EntryCase.objects.filter(case__in=Case.objects.visible_to(hat).order_by().values("pk"))
    entries = Entry.objects.select_related("amends").prefetch_related(
        "photos", Prefetch("links", seen.select_related("case"))
    )
    found = Log.objects.visible_to(hat).select_related("guide", "place", "post__organisation", "post__place")
    return get_object_or_404(found.prefetch_related(Prefetch("entries", entries)), pk=pk)


@require_safe
@at_desk
def journal(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """A guide's own logs; for a head those of the guides in the territory."""
    if not has_journals(hat):
        return not_yours(request, hat)
    logs = Log.objects.visible_to(hat).select_related("guide", "place")
    rows = logs.annotate(number=Count("entries"), last_at=Max("entries__written_at")).order_by("-day", "-id")
    context = {
        "hat": hat,
        "at": at,
        "here": "journal",
        "writes": bool(guide_posts(hat)),
        "page": Paginator(rows, ROWS).get_page(request.GET.get("page")),
    }
    return render(request, "duty/journal.html", context)


@require_safe
@at_desk
def log(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    found = log_or_404(pk, hat)
    own = bool(guide_posts(hat)) and hat.person is not None and found.guide_id == hat.person.pk
    entries = [(entry, own and entry.may_change(at)) for entry in found.entries.all()]
    return render(
        request,
        "duty/log.html",
        {"hat": hat, "at": at, "here": "journal", "log": found, "entries": entries, "own": own},
    )


@require_safe
@at_desk
def missing(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """The working days without a log, of one's own or of each guide in the territory, by month."""
    if not has_journals(hat):
        return not_yours(request, hat)
    month = month_asked(request, at)
    watched = journals_watched(hat)
    posts = guides_posted(watched, month) if watched else guide_posts(hat)
    found = gaps(posts, month, localdate(at), current_calendar())
    context = {
        "hat": hat,
        "here": "missing",
        "month": month,
        "page": Paginator(found, ROWS).get_page(request.GET.get("page")),
    }
    return render(request, "duty/missing.html", context)


@require_safe
@at_desk
@cache_control(private=True, max_age=3600)
def photo(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponseBase:
    """A picture, for those who may see its log; nobody may keep it for others."""
    shown = get_object_or_404(Photo, pk=pk, entry__log__in=Log.objects.visible_to(hat))
    return FileResponse(shown.file.open(), content_type="image/jpeg", headers={"X-Content-Type-Options": "nosniff"})
