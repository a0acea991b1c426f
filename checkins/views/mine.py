"""我的报到: what is mine in all of this. For everybody who is signed in, with a post or without."""

from datetime import datetime

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from checkins import actions
from checkins.door import signed_in
from checkins.models import Appraisal, AppraisalQuerySet, Claim, MemberCheckIn, NewWorker, Wish
from checkins.views.page import page
from partyorg.hats import Hat
from partyorg.models import Member


@require_safe
@signed_in
def mine(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """My check-in with its posts, the wishes that wait there and those I claimed, my appraisals, my filing."""
    held = Prefetch("claims", Claim.objects.open().select_related("duty"))
    check_ins = list(MemberCheckIn.objects.of(hat).with_faces().prefetch_related(held).order_by("-asked_at", "-id"))
    now = next((one for one in check_ins if one.state in ("PENDING", "CONFIRMED")), None)
    confirmed = now if now and now.state == "CONFIRMED" else None
    worker = NewWorker.objects.open().filter(account=hat.person).with_faces().first()
    context = {
        "me": Member.objects.filter(account=hat.person).select_related("works_at").first(),
        "now": now,
        "confirmed": confirmed,
        "past": [one for one in check_ins if one is not now],
        "waiting": _waiting(confirmed),
        "claimed": Wish.objects.filter(claimed_by__in=check_ins).order_by("-claimed_at"),
        "appraisals": _own_appraisals(hat),
        "worker": worker,
        "posts": actions.posts_of(worker, localdate(at)) if worker else [],
    }
    return page(request, hat, "mine", context)


def _own_appraisals(hat: Hat) -> AppraisalQuerySet:
    seen = Appraisal.objects.visible_to(hat).standing_for(hat)
    return seen.filter(member__account=hat.person).with_faces().order_by("-year", "-id")


def _waiting(confirmed: MemberCheckIn | None) -> list[Wish]:
    """The twenty newest: whoever has claimed one looks again."""
    if confirmed is None:
        return []
    return list(Wish.objects.published().filter(community=confirmed.community_id).order_by("-published_at", "-id")[:20])
