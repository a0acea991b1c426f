"""What still hangs on an organisation, so that it is not ended over the heads of those who work with it.

The apps above know of cases, check-ins and meetings; each adds what it knows by `told_by`, when it is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from django.db.models import QuerySet
from django.urls import reverse

from partyorg.hats import Hat
from partyorg.models import Member, Organisation
from partyorg.rolls import reads_the_roll

MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Tie:
    """`said`: what, in words; `links`: some of them (words, address), as far as the reader may open them.

    `of_its_rung`: whether it hangs on the rung that the organisation stands on, so that no other kind may take it over.
    """

    said: str
    number: int
    links: tuple[tuple[str, str], ...] = ()
    of_its_rung: bool = False


Asked = Callable[[Organisation, Hat | None, date], Iterable[Tie]]
_ASKED: list[Asked] = []


def told_by(asked: Asked) -> Asked:
    """What hangs on an organisation from this day on, with links for this hat; without a hat, with none."""
    _ASKED.append(asked)
    return asked


def ties_of(unit: Organisation, hat: Hat | None, on: date) -> list[Tie]:
    return [tie for tie in chain.from_iterable(asked(unit, hat, on) for asked in _ASKED) if tie.number]


def some(rows: QuerySet, address: Callable[..., str]) -> tuple[tuple[str, str], ...]:
    """Links to the first of these rows."""
    return tuple((str(row), address(row)) for row in rows[:MOST_NAMED])


@told_by
def _of_the_tree(unit: Organisation, hat: Hat | None, on: date) -> Iterator[Tie]:
    below = unit.get_children().filter(ended_on=None)
    yield Tie("下级组织", below.count(), some(below, _page_of_unit))
    leaning = unit.leant_on_by.filter(ended_on=None).exclude(parent=unit)
    yield Tie("依托它的组织", leaning.count(), some(leaning, _page_of_unit))


@told_by
def _of_people(unit: Organisation, hat: Hat | None, on: date) -> Iterator[Tie]:
    """Names of members for those alone who may know them; their number is for everybody."""
    known = Member.objects.visible_to(hat) if hat and reads_the_roll(hat) else Member.objects.none()
    members = unit.members.present(on)
    yield Tie("党员", members.count(), some(known.filter(pk__in=members.order_by().values("pk")), _page_of))
    posts = unit.posts.overlapping(on, None)
    yield Tie("在任的岗位", posts.count(), ((f"看{unit}的岗位", _page_of_unit(unit)),))
    seats = unit.seats.filter(until=None)
    seated = known.filter(pk__in=seats.order_by().values("member"))
    yield Tie("班子成员", seats.count(), some(seated, _page_of))
    serving = unit.serving_members.present(on)
    yield Tie("在这里工作的党员", serving.count(), some(known.filter(pk__in=serving.order_by().values("pk")), _page_of))
    yield Tie("没有完成的网格重划", unit.redraws.filter(done_on=None).count())


def _page_of(member: Member) -> str:
    return reverse("partyorg:member", args=[member.pk])


def _page_of_unit(unit: Organisation) -> str:
    return reverse("partyorg:organisation", args=[unit.pk])
