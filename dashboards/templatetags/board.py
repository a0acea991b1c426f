"""Addresses for the templates of the board: the same place, days and cases on another page, or another of each here."""

from django import template
from django.urls import NoReverseMatch

from dashboards.asked import Asked
from grids.models import Place

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
