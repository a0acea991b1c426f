"""组织: how far the chain reaches in one's territory, and what of it is not as the rules want it."""

from collections import Counter
from datetime import datetime

from django.core.paginator import Paginator
from django.db.models import Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from grids.models import Level, Place
from partyorg.coverage import coverage_among, coverage_among_estates
from partyorg.door import at_desk
from partyorg.findings import ABOUT, Finding, survey
from partyorg.hats import Hat
from partyorg.models import Organisation
from partyorg.rolls import reads_the_roll
from partyorg.standing import watched_by

ROWS = 50


@require_safe
@at_desk
def organisations(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """Of the place asked for (`?place=`, its code), else of the widest of one's own; an unknown group shows all."""
    on, watched = localdate(at), watched_by(hat)
    if not watched:
        return render(request, "partyorg/nothing_to_watch.html", {"hat": hat}, status=403)
    within = asked_for(request.GET.get("place", ""), watched)
    seen = survey(within, on)
    found = [one for one in seen.findings if reads_the_roll(hat) or not one.of_members]
    grids = [place for place in seen.places if place.level == Level.GRID]
    about = request.GET.get("about", "")
    shown = [one for one in found if one.about == about] if about in ABOUT else found
    counts = Counter(one.about for one in found)
    page = Paginator(shown, ROWS).get_page(request.GET.get("page"))
    doable = _doable(hat, list(page))
    return render(
        request,
        "partyorg/organisations.html",
        {
            "hat": hat,
            "place": within,
            "above": [place for place in within.chain()[:-1] if any(_holds(own, place) for own in watched)],
            "below": [place for place in seen.places if place.parent_id == within.pk],
            "coverages": [
                ("网格", coverage_among(grids, seen.units, on)),
                ("小区", coverage_among_estates([estate for estate, _ in seen.estates], seen.units, on)),
            ],
            "about": about if about in ABOUT else "",
            "groups": [(name, counts[name]) for name in ABOUT],
            "number": len(found),
            "page": page,
            "rows": [(one, (one.organisation_id, one.deed) in doable) for one in page],
        },
    )


def _doable(hat: Hat, shown: list[Finding]) -> set[tuple[int, str]]:
    """Which of the deeds that would mend something this hat may do, by organisation and deed. One query at most."""
    doors = [("elect", Organisation.objects.kept_by(hat)), ("convert", Organisation.objects.founded_by(hat))]
    asked = []
    for deed, door in doors:
        wanted = {one.organisation_id for one in shown if one.deed == deed}
        asked.append(door.order_by().filter(pk__in=wanted).annotate(deed=Value(deed)).values_list("pk", "deed"))
    return set(asked[0].union(*asked[1:]))


def asked_for(code: str, watched: list[Place]) -> Place:
    """What lies in nobody's territory of theirs does not exist for them."""
    if not code:
        return watched[0]
    place = get_object_or_404(Place.objects.with_code(code).with_chain())
    return place if any(_holds(own, place) for own in watched) else get_object_or_404(Place.objects.none())


def _holds(own: Place, place: Place) -> bool:
    return own.tree_id == place.tree_id and own.lft <= place.lft and own.rght >= place.rght
