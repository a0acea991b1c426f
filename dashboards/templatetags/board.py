"""Addresses for the templates of the board: the same place, days and cases on another page, or another of each here."""

from collections.abc import Mapping

from django import template
from django.urls import NoReverseMatch

from dashboards.asked import Asked
from dashboards.indicators import Figure
from dashboards.league import League
from grids.models import Place
from partyorg.models import Organisation

register = template.Library()


@register.simple_tag
def address(asked: Asked, view: str, *args: object) -> str:
    """This view of `asked` on another page; "" where there is no such page."""
    try:
        return asked.address(f"dashboards:{view}", *args)
    except NoReverseMatch:
        return ""


@register.filter
def at_place(asked: Asked, place: Place) -> Asked:
    return asked.at(place)


@register.filter
def of_unit(asked: Asked, unit: Organisation) -> Asked:
    return asked.of("unit", unit.pk)


@register.filter
def figure(figures: Mapping[str, Figure], code: str) -> Figure:
    return figures[code]


@register.filter
def league_page(number: int, league: League) -> str:
    return league.query(number)
