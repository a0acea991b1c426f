"""双考核: which whistles of a case a hat may still rate. The whistler rates who was called, the platform rates it.

Every whistle by hand is a whistle, and so is each call from the street upwards to a unit that is not the owner itself:
that is how departments are called. A ruling that names another unit is the call in place of the one disputed: who was
freed is not rated. A whistle is rated once, after the called unit has finished or lost the case.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Prefetch, prefetch_related_objects

from cases.models import Case, Event, Rating
from cases.terms import Kind, Level, Notice
from partyorg.hats import Hat
from partyorg.models import Organisation, Post

_NAMED = ("owner_org", "host_org")  # each whistle names two units: one by one they would be asked for at every step
_CALLING = frozenset({Kind.DISPATCH, Kind.TOP_DECIDE})
_OVER = frozenset({Kind.FINISH, Kind.WHISTLE, Kind.AUTO_WHISTLE, Kind.RAISE_TOP, Kind.AUTO_RAISE})


@dataclass(frozen=True, slots=True)
class Whistle:
    """`by_unit` whistled and `called` had to come; `over`: the called unit has finished or lost the case."""

    event: Event
    by_unit: Organisation
    called: Organisation
    over: bool


@dataclass(frozen=True, slots=True)
class Open:
    """Something to rate: this unit, for this whistle, by this post."""

    of: Rating.Of
    whistle: Event
    unit: Organisation
    post: Post  # at a unit on a rung

    @property
    def by_unit(self) -> Organisation:
        assert self.post.organisation
        return self.post.organisation


def whistles_of(case: Case) -> list[Whistle]:
    """In their order. Every event's units are named: have them read along."""
    events = sorted(case.events.all(), key=lambda event: event.seq)
    return list(_whistles(events))


def names_a_host(event: Event) -> bool:
    """It says who does the work: a dispatch, the leading group's decision, or the ruling that gives it to another."""
    return event.kind in _CALLING or _redirects(event)


def _redirects(event: Event) -> bool:
    return event.kind == Notice.RULING and not event.data.get("upheld")


def _whistles(events: list[Event]) -> Iterator[Whistle]:
    freed = _freed(events)
    for before, event in pairwise(events):
        over = any(later.kind in _OVER for later in events if later.seq > event.seq)
        if event.kind == Kind.WHISTLE:
            yield Whistle(event, before.owner_org, event.owner_org, over)
        elif event.host_org and _calls(event) and event.seq not in freed:
            yield Whistle(event, event.owner_org, event.host_org, over)


def _calls(event: Event) -> bool:
    above = event.to_level >= Level.STREET and event.host_org_id != event.owner_org_id
    return above and names_a_host(event)


def _freed(events: list[Event]) -> set[int]:
    """Of the calls, those that a ruling gave to another unit: the last one before it."""
    named = [event for event in events if names_a_host(event)]
    return {call.seq for call, later in pairwise(named) if _redirects(later)}


def open_for(case: Case, hat: Hat) -> list[Open]:
    """What this hat may rate now; one query, none where the case came with its events and their units."""
    heads = {post.organisation_id: post for post in hat.posts if post.is_head}
    if not heads:
        return []
    prefetch_related_objects([case], Prefetch("events", Event.objects.select_related(*_NAMED)))
    rated = {(event.data["whistle"], event.data["of"]) for event in case.events.all() if event.kind == Notice.RATED}
    return [one for whistle in whistles_of(case) for one in _questions(whistle, heads) if _key(one) not in rated]


def _questions(whistle: Whistle, heads: dict[int | None, Post]) -> Iterator[Open]:
    mine = heads.get(whistle.by_unit.pk)
    if mine and whistle.over:
        yield Open(Rating.Of.RESPONSE, whistle.event, whistle.called, mine)
    platform = next((post for post in heads.values() if post.rung == Level.PLATFORM), None)
    called_far = whistle.event.kind == Kind.WHISTLE and whistle.event.to_level >= Level.STREET
    if platform and called_far and whistle.by_unit.pk != platform.organisation_id:
        yield Open(Rating.Of.WHISTLE, whistle.event, whistle.by_unit, platform)


def _key(one: Open) -> tuple[int, str]:
    return one.whistle.seq, one.of
