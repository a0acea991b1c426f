"""入户走访: a head of building writes down whom they visited and what they learnt."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from accounts.personal import tells_a_number
from duty.models import Visit
from duty.rules import Refused
from duty.standing import building_posts
from grids.models import Place
from partyorg.hats import Hat


@dataclass(frozen=True)
class Visited:
    """One visit. `key` marks one filling-in of the form: sent twice, it is one visit."""

    building: Place
    household: str
    visited_at: datetime
    what: str
    mediated: bool = False
    key: UUID = field(default_factory=uuid4)


def record_visit(visited: Visited, *, by: Hat, at: datetime) -> Visit:
    """By the head of that very building. A phone or identity number in the words is refused. Raises Refused."""
    posts = building_posts(by)
    if not posts or by.person is None:
        raise Refused("heads_only")
    post = next((post for post in posts if post.place_id == visited.building.pk), None)
    if post is None:
        raise Refused("own_building")
    if visited.visited_at > at:
        raise Refused("visited_already")
    if any(tells_a_number(words) for words in (visited.household, visited.what)):
        raise Refused("no_numbers")
    try:
        with transaction.atomic():
            return Visit.objects.create(
                key=visited.key, head=by.person, post=post, building=visited.building, household=visited.household,
                visited_at=visited.visited_at, what=visited.what, mediated=visited.mediated, recorded_at=at,
            )  # fmt: skip
    except IntegrityError:
        # A second tap: the first one's visit is ours.
        if known := Visit.objects.filter(key=visited.key, head=by.person).first():
            return known
        raise
