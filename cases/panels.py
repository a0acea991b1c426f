"""四板块 of a street: who works for which, who for none yet, and what waits in one's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Prefetch, Q

from cases.models import Case, CaseQuerySet, Category, Panel, PanelSeat
from cases.models.queries import OPEN_STATES, inside
from grids.models import Place
from grids.workflow import Level as PlaceLevel
from partyorg.hats import Hat
from partyorg.kinds import OFFICES, Kind, Role
from partyorg.models import Post

_UNITS = (Kind.STREET_COMMITTEE, Kind.STREET_BODY)
_SENT_OR_LINKED = {Role.GUIDE, Role.LINKED_LEADER}  # they work in communities, not in the street's house


@dataclass(frozen=True)
class Staffed:
    """A panel of one street: its people, and the categories whose cases it takes."""

    panel: Panel
    posts: list[Post] = field(default_factory=list)

    @property
    def categories(self) -> list[Category]:
        return list(self.panel.categories.all())


@dataclass(frozen=True)
class House:
    """All who work in a street's house, panel by panel, and who is in none yet."""

    street: Place
    panels: list[Staffed]
    unassigned: list[Post]

    @property
    def posts(self) -> list[Post]:
        return [*self.unassigned, *(post for one in self.panels for post in one.posts)]


def street_of(post: Post) -> Place | None:
    """The street in whose house this post works; None for one that works in none."""
    if post.role in OFFICES | _SENT_OR_LINKED:
        return None
    unit = post.organisation
    if unit and unit.kind not in _UNITS:
        return None
    place = unit.place if unit else post.place
    return place if place and place.level == PlaceLevel.STREET else None


def streets_of(hat: Hat) -> list[Place]:
    return list({street.pk: street for post in hat.posts if (street := street_of(post))}.values())


def may_seat(hat: Hat, street: Place) -> bool:
    """A head of the street's own committee: its secretary, its director, whoever leads its command centre."""
    return any(post.is_head and street_of(post) == street for post in hat.posts)


def staff_of(street: Place, on: date) -> list[Post]:
    """Everybody who can work for a panel of this street. One query."""
    at = Q(organisation__place=street, organisation__kind__in=_UNITS) | Q(place=street)
    posts = Post.objects.in_force(on).filter(at).exclude(role__in=OFFICES | _SENT_OR_LINKED)
    return list(posts.select_related("person", "organisation", "place", "panel_seat").order_by("organisation", "id"))


def house_of(street: Place, on: date) -> House:
    """Three queries."""
    categories = Prefetch("categories", Category.objects.filter(is_active=True))
    panels = {panel.pk: Staffed(panel) for panel in Panel.objects.filter(is_active=True).prefetch_related(categories)}
    unassigned: list[Post] = []
    for post in staff_of(street, on):
        seat: PanelSeat | None = getattr(post, "panel_seat", None)
        (panels[seat.panel_id].posts if seat and seat.panel_id in panels else unassigned).append(post)
    return House(street, list(panels.values()), unassigned)


def seats_of(hat: Hat) -> list[PanelSeat]:
    """Those of the posts that are on. One query for who works in a street's house, none for anybody else."""
    mine = [post.pk for post in hat.posts if street_of(post)]
    if not mine:
        return []
    return list(PanelSeat.objects.filter(post__in=mine, panel__is_active=True).select_related("panel"))


def name_of(seats: Iterable[PanelSeat]) -> str:
    return "、".join(dict.fromkeys(seat.panel.name for seat in seats))


def of_panels(hat: Hat, seats: Sequence[PanelSeat]) -> Q:
    """Which open cases on one's street belong to one's panels; which of them one may open `visible_to` says."""
    streets = {post.pk: street for post in hat.posts if (street := street_of(post))}
    mine = [Q(inside(streets[seat.post_id]), category__panel=seat.panel_id) for seat in seats]
    return reduce(or_, mine, Q(pk__in=[])) & Q(state__in=OPEN_STATES)


def on_panels(hat: Hat, seats: Sequence[PanelSeat]) -> CaseQuerySet:
    return Case.objects.visible_to(hat).filter(of_panels(hat, seats))
