"""The page of signs: those that nobody of one's own rung has put aside, with the cases one may open; and those put
aside, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from cases.models import Case
from dashboards.asked import Asked
from dashboards.models import Heard
from dashboards.scoring.standing import answering_post
from dashboards.signs.found import signs_of
from dashboards.signs.terms import Sign, SignKind
from grids.models import Place
from partyorg.hats import Hat


@dataclass(frozen=True, slots=True)
class Shown:
    sign: Sign
    cases: list[Case]
    more: int  # cases that are not among them
    unlisted: int  # of these those that one might open, but that are too many
    to: str  # the board of that place, its days and its cases
    all_of: str  # the list of all its cases; "" where they are all here
    heard: Heard | None


@dataclass(frozen=True, slots=True)
class Signs:
    listed: list[Shown]
    aside: list[Shown]
    may_put_aside: bool

    def named(self, key: str) -> Shown:
        """Raises Http404: it is no sign of this place, or no longer."""
        found = next((one for one in [*self.listed, *self.aside] if one.sign.key == key), None)
        if found is None:
            raise Http404
        return found


def top_of(asked: Asked) -> Place:
    """Raises Http404: signs are of whole places, and not for whoever reads a unit's line alone."""
    top = asked.reach.over(asked.place)
    if top is None:
        raise Http404
    return top


def signs_shown(asked: Asked, *, hat: Hat, at: datetime) -> Signs:
    top, mine = top_of(asked), Case.objects.visible_to(hat)
    signs = signs_of(asked.place, top=top, cases=mine, at=at)
    known = mine.in_bulk({pk for sign in signs for pk in sign.case_ids}) if signs else {}
    heard = {one.key: one for one in Heard.objects.in_force(top, at).select_related("by").order_by("id")}
    shown = [
        _shown(asked, sign, [known[pk] for pk in sign.case_ids if pk in known], heard.get(sign.key)) for sign in signs
    ]
    may = answering_post(hat, top) is not None
    return Signs([one for one in shown if one.heard is None], [one for one in shown if one.heard], may)


def _shown(asked: Asked, sign: Sign, cases: list[Case], heard: Heard | None) -> Shown:
    more, unlisted = sign.many - len(cases), sign.many - len(sign.case_ids)
    return Shown(sign, cases, more, unlisted, _address(asked, sign), _list_of(asked, sign) if more else "", heard)


def _list_of(asked: Asked, sign: Sign) -> str:
    """The figure that counts the same cases; "" where none does."""
    if sign.kind != SignKind.RISE:
        return ""
    there = asked.at(sign.place).during(sign.during)
    return there.of("category", sign.about).address("dashboards:indicator", "came")


def _address(asked: Asked, sign: Sign) -> str:
    name, value = next(iter(sign.narrowed), ("", ""))
    return asked.at(sign.place).during(sign.during).of(name, value).address()
