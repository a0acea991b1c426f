"""The lists, one a tab: what of it one may see, cut by where it stands, with the counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from checkins.models import Appraisal, Claim, MemberCheckIn, NewWorker, UnitCheckIn, Wish
from checkins.models.member import ASTRAY
from checkins.standing import COMING, concerned, filed_by, kept_by, units_of, watched_by
from checkins.views.page import page
from checkins.workflow import State, Trade, WishState
from partyorg.door import at_desk
from partyorg.hats import Hat
from partyorg.kinds import Role

ROWS = 50


@dataclass(frozen=True, slots=True)
class Tab:
    """`cuts`: name in the address → what it is called, and which rows. `of_units`: units have rows here, too."""

    label: str
    rows: Callable[[Hat, date], QuerySet]
    cuts: Mapping[str, tuple[str, Q]]
    of_units: bool = False


def _units(hat: Hat, _on: date) -> QuerySet:
    done = Count("items", filter=Q(items__done_on__isnull=False))
    rows = UnitCheckIn.objects.visible_to(hat).with_faces().annotate(tasks=Count("items"), done=done)
    return rows.order_by("-asked_at", "-id")


def _members(hat: Hat, _on: date) -> QuerySet:
    held = Prefetch("claims", Claim.objects.open().select_related("duty"))
    return MemberCheckIn.objects.visible_to(hat).with_faces().prefetch_related(held).order_by("-asked_at", "-id")


def _workers(hat: Hat, on: date) -> QuerySet:
    posts = Q(account__posts__role=Role.DYNAMIC_WORKER, account__posts__from_date__lte=on)
    posts &= Q(account__posts__to_date__gte=on) | Q(account__posts__to_date__isnull=True)
    posts &= Q(account__posts__withdrawn_at__isnull=True)
    rows = NewWorker.objects.visible_to(hat).open().with_faces()
    return rows.annotate(grids=Count("account__posts", filter=posts)).order_by("-filed_at", "-id")


def _wishes(hat: Hat, _on: date) -> QuerySet:
    return Wish.objects.visible_to(hat).with_faces().order_by("-published_at", "-id")


def _appraisals(hat: Hat, _on: date) -> QuerySet:
    return Appraisal.objects.visible_to(hat).standing_for(hat).with_faces().order_by("-year", "-id")


def _by(field: str, words: Any) -> dict[str, tuple[str, Q]]:
    return {word.value.lower(): (word.label, Q(**{field: word})) for word in words}


TABS: Mapping[str, Tab] = {
    "units": Tab("单位报到", _units, _by("state", State), of_units=True),
    "members": Tab(
        "党员报到", _members, {**_by("state", State), "astray": ("已离开网格，待社区处理", ASTRAY)}, of_units=True
    ),
    "workers": Tab("新就业群体", _workers, _by("trade", Trade)),
    "wishes": Tab("微心愿", _wishes, _by("state", WishState)),
    "appraisals": Tab(
        "年度评价",
        _appraisals,
        {
            "draft": ("待反馈", Q(returned_at__isnull=True)),
            "returned": ("待单位签收", Q(returned_at__isnull=False, feedback__acknowledged_at__isnull=True)),
            "acknowledged": ("单位已签收", Q(feedback__acknowledged_at__isnull=False)),
        },
        of_units=True,
    ),
}


@require_safe
@at_desk
def listed(request: HttpRequest, hat: Hat, at: datetime, tab: str = "units") -> HttpResponse:
    """An unknown cut shows all. Six queries at most, whatever the size."""
    if tab not in TABS:
        raise Http404
    if not concerned(hat):
        return page(request, hat, "not_concerned", {}, 403)
    tabs = {name: one for name, one in TABS.items() if one.of_units or watched_by(hat)}
    shown = tabs.get(tab)
    if shown is None:
        return page(request, hat, "not_concerned", {}, 403)
    rows, cut = shown.rows(hat, localdate(at)), request.GET.get("q", "")
    bare = rows.model.objects.filter(pk__in=rows.order_by().values("pk")).order_by()
    counts = bare.aggregate(all=Count("pk"), **{name: Count("pk", filter=q) for name, (_, q) in shown.cuts.items()})
    if cut in shown.cuts:
        rows = rows.filter(shown.cuts[cut][1])
    paged = Paginator(rows, ROWS)
    paged.count = counts[cut if cut in shown.cuts else "all"]  # known already: no query
    return page(
        request,
        hat,
        "list",
        {
            "tab": tab,
            "title": shown.label,
            "tabs": [(name, one.label) for name, one in tabs.items()],
            "cut": cut if cut in shown.cuts else "",
            "cuts": [(name, label, counts[name]) for name, (label, _) in shown.cuts.items()],
            "number": counts["all"],
            "page": paged.get_page(request.GET.get("page")),
            "row": f"checkins/rows/{tab}.html",
            "offers": _offers(hat),  # a name of its own: the bar of the desk sets many
        },
    )


def _offers(hat: Hat) -> dict[str, bool]:
    units = units_of(hat)
    return {
        "keeps": bool(kept_by(hat)),
        "files": bool(filed_by(hat)),
        "handles": bool(units),
        "comes": any(unit.kind in COMING for unit in units),
    }
