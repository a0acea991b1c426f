"""Addresses for the templates of the board: the same place, days and cases on another page, or another of each here."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.http import QueryDict
from django.urls import NoReverseMatch
from django.utils.timezone import localdate

from dashboards import heading
from dashboards.asked import Asked
from dashboards.indicators import Figure
from dashboards.periods import Period
from dashboards.reach import has_figures
from grids.models import Place
from partyorg.hats import RESIDENT, Hat
from partyorg.models import Organisation

register = template.Library()


@register.simple_tag
def address(asked: Asked, view: str, *args: object) -> str:
    """This view of `asked` on another page; "" where there is no such page."""
    try:
        return asked.address(f"dashboards:{view}", *args)
    except NoReverseMatch:
        return ""


@register.simple_tag
def reads_figures(hat: Hat | None) -> bool:
    """`{% reads_figures hat as has_board %}`: whether the desk's menu leads to the board."""
    return has_figures(hat or RESIDENT)


@register.filter
def at_place(asked: Asked, place: Place) -> Asked:
    return asked.at(place)


@register.filter
def of_unit(asked: Asked, unit: Organisation) -> Asked:
    return asked.of("unit", unit.pk)


@register.filter
def figure(figures: Mapping[str, Figure], code: str) -> Figure:
    return figures[code]


_OF_CASES = ("dashboards:board", "dashboards:parts")  # pages of all the figures of the place's cases


def _as_sheet(given: QueryDict) -> str:
    """The same page as a workbook."""
    said = given.copy()
    said["as"] = "xlsx"
    return f"?{said.urlencode()}"


@register.inclusion_tag("dashboards/head.html", takes_context=True)
def head(context: dict[str, Any], inside: heading.Inside | None = None) -> dict[str, Any]:
    """Where one is and the way up, the switch of days, what the cases are narrowed to: the same page at each of them.

    `inside`: says what is in the place, too.
    """
    request, asked = context["request"], context["asked"]
    here = request.resolver_match
    args = [value for name, value in here.kwargs.items() if name != "place"]
    return {
        "asked": asked,
        "at": context["at"],
        "ends": heading.ends(asked, request.GET),
        "sheet": _as_sheet(request.GET),
        "everything": asked.address("dashboards:sheet") if here.view_name in _OF_CASES else "",
        "crumbs": heading.crumbs(asked, here.view_name, *args),
        "periods": heading.periods(asked, here.view_name, *args, today=localdate(context["at"])),
        "is_own": heading.is_own(asked),
        "own_to": asked.address(here.view_name, *args).partition("?")[0],
        "whole": asked.of().address(here.view_name, *args) if asked.reach.covers(asked.place) else "",
        "inside": inside,
        "narrowing": heading.narrowing(asked) if here.view_name == "dashboards:board" else [],
    }


@register.filter
def during(asked: Asked, period: Period) -> Asked:
    return asked.during(period)
