"""Which community somebody means: chosen from the district's, by street or by a few words, and kept by the browser."""

from __future__ import annotations

import unicodedata
from itertools import groupby

from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from grids.models import Estate, Level, Place
from partyorg.models import Organisation

COOKIE = "community"
KEPT_FOR = 365 * 24 * 3600
LONGEST_WORDS = 30
_COMMUNITIES = (Level.COMMUNITY, Level.VILLAGE)


def district_served() -> Place | None:
    """The one whose platform is registered."""
    platform = Organisation.objects.on_rung(4).select_related("place__region").order_by("id").first()
    return platform.place if platform else None


def community_with(code: str) -> Place | None:
    """With its street and district."""
    found = Place.objects.with_code(code).filter(level__in=_COMMUNITIES).with_chain()
    return found.first() if code.isascii() and code.isdigit() else None


def tidied(typed: str) -> str:
    return unicodedata.normalize("NFKC", typed).replace("\x00", "").strip()[:LONGEST_WORDS]


def by_street(words: str) -> list[tuple[str, list[Place]]]:
    """The communities of the district under the names of their streets; with words, those whose name, street or estate
    they are part of. Two queries.
    """
    district = district_served()
    if district is None:
        return []
    found = Place.objects.under(district).not_closed().filter(level__in=_COMMUNITIES).select_related("parent")
    if words:
        estates = Estate.objects.filter(name__icontains=words).order_by().values("community")
        found = found.filter(Q(name__icontains=words) | Q(parent__name__icontains=words) | Q(pk__in=estates))
    rows = found.order_by("tree_id", "lft")
    return [(street.name if street else "", list(those)) for street, those in groupby(rows, lambda one: one.parent)]


def remembered(request: HttpRequest) -> Place | None:
    return community_with(request.COOKIES.get(COOKIE, ""))


def remember(request: HttpRequest, response: HttpResponse, community: Place) -> None:
    """The one that was opened last. It is no secret, and says nothing of who looked."""
    if request.COOKIES.get(COOKIE) != community.code:
        response.set_cookie(COOKIE, community.code, max_age=KEPT_FOR, samesite="Lax", httponly=True)
