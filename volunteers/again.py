"""A form that comes once more with its mark: the first deed, if it says the same; else it is another deed."""

from __future__ import annotations

from typing import TypeVar

from volunteers.rules import Refused

Made = TypeVar("Made")


def as_before(made: Made, *, was: tuple[object, ...], said: tuple[object, ...], done: str) -> Made:
    """`made`: by the first; `was` and `said`: what was asked for then and is now; `done`: the first in words, for
    whoever asks now. Raises Refused `other_form`: to say “done” would be untrue, and to do it would be a second deed.
    """
    if was != said:
        raise Refused("other_form", done=done)
    return made
