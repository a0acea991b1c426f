"""What many ask for at once is made once: kept for a moment in the cache, by everything that decides what it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.core.cache import cache

from dashboards.asked import Asked
from partyorg.hats import Hat

EVERY = 10  # seconds
FORGOTTEN = 300  # seconds after which nobody has looked


@dataclass(frozen=True, slots=True)
class Kept:
    """`mark` is made of the content alone: the same mark, the same content. `at`: of when it is."""

    content: str
    mark: str
    at: datetime


def kept(name: str, asked: Asked, hat: Hat, at: datetime, make: Callable[[], str]) -> Kept:
    """The content for this address and this reach, made at most once in EVERY seconds by all processes together.

    While one makes it anew the others get what is there. Raises whatever `make` raises, and keeps nothing then.
    """
    key = _key(name, asked, hat)
    found: Kept | None = cache.get(key)
    if not cache.add(f"{key}-busy", 1, EVERY) and found:
        return found
    try:
        content = make()
    except BaseException:
        cache.delete(f"{key}-busy")
        raise
    made = Kept(content, sha256(content.encode()).hexdigest()[:32], at)
    cache.set(key, made, FORGOTTEN)
    return made


def _key(name: str, asked: Asked, hat: Hat) -> str:
    """Whoever covers a place may read all of it, so they share; elsewhere everybody has their own."""
    whose = "all" if asked.reach.covers(asked.place) else f"{hat.person and hat.person.pk}:{sorted(hat.unit_ids)}"
    what = (asked.place.pk, asked.place.lft, asked.place.rght, asked.part, asked.period)
    return f"board-{name}-{sha256(repr((what, whose)).encode()).hexdigest()}"
