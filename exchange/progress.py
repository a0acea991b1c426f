"""How far an import has come, told outside its transaction: inside it nobody else would see a number change.

It goes through the cache. A run that has not said anything for ten minutes is one whose worker was killed.
"""

from __future__ import annotations

from django.core.cache import cache

SILENT_SECONDS = 600


def tell(key: str, done: int) -> None:
    cache.set(f"exchange-{key}", done, SILENT_SECONDS)


def told(key: str) -> int | None:
    """None where nothing has been heard of it for ten minutes."""
    return cache.get(f"exchange-{key}")


def forget(key: str) -> None:
    cache.delete(f"exchange-{key}")
