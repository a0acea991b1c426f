"""What there is, and one of them with its roster."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from activities.models import Activity
from activities.models.activity import ActivityQuerySet
from activities.offers import deeds_of
from activities.roster import found_in, looked_for, rows_of
from activities.roster import page_of as roster_page
from activities.standing import leads
from activities.workflow import State
from partyorg.door import at_desk
from partyorg.hats import Hat
from volunteers.asking import desk_page, page_of
from volunteers.standing import concerned

CUTS = {"": "要来的", "roll": "要点名送审的", "over": "已结束", "off": "已取消", "draft": "草稿"}
MOST_CANCELLED = 100  # who cancelled is named, the latest first
EMPTY = {
    "": "现在没有要来的活动。",
    "roll": "没有等着点名的活动。",
    "over": "还没有结束的活动。",
    "off": "没有取消的活动。",
    "draft": "没有草稿。",
}


def activity_or_404(pk: int, hat: Hat) -> Activity:
    return get_object_or_404(Activity.objects.visible_to(hat).with_faces(), pk=pk)


@require_safe
@at_desk
def listed(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    if not concerned(hat):
        return not_here(request, hat)
    cut = request.GET.get("q", "")
    cut = cut if cut in CUTS else ""
    page = page_of(request, _cut(Activity.objects.visible_to(hat), cut, at).with_faces())
    shown = {"tab": "activities", "cuts": CUTS.items(), "cut": cut, "page": page, "empty": EMPTY[cut], "at": at}
    return desk_page(request, hat, "activities/list.html", shown)


def not_here(request: HttpRequest, hat: Hat) -> HttpResponse:
    """For a post that calls nobody together."""
    return desk_page(request, hat, "activities/not_here.html", {}, status=403)


@require_safe
@at_desk
def activity(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    found = activity_or_404(pk, hat)
    rows, find = rows_of(found).order_by("standing", "id"), looked_for(request.GET)
    page = roster_page(found_in(rows, find), request.GET.get("page"))
    cancelled = found.sign_ups.cancelled().select_related("volunteer").order_by("-changed_at")[:MOST_CANCELLED]
    shown = {
        "tab": "activities", "activity": found, "page": page, "find": find, "cancelled": cancelled, "at": at,
        "roles": found.roles.all(),
        "deeds": [str(deed) for deed in deeds_of(found, at)] if leads(found, hat) else [],
        "suggested": found.suggested.select_related("person__volunteer")[:50] if found.suggestions else [],
    }  # fmt: skip
    return desk_page(request, hat, "activities/activity.html", shown)


def _cut(rows: ActivityQuerySet, cut: str, at: datetime) -> ActivityQuerySet:
    published = rows.filter(state=State.PUBLISHED)
    if cut == "roll":
        return published.filter(starts_at__lte=at).order_by("-starts_at", "-id")
    if cut in ("over", "off"):
        return rows.filter(state=State.CLOSED if cut == "over" else State.CANCELLED).order_by("-starts_at", "-id")
    if cut == "draft":
        return rows.filter(state=State.DRAFT).order_by("starts_at", "id")
    return published.filter(ends_at__gt=at).order_by("starts_at", "id")
