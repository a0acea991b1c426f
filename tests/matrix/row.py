"""What a row of the matrix says of one address."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from typing import Any

from tests.matrix.people import NO_POST, VISITOR
from tests.matrix.world import World

Args = Callable[[World, str, str], list[Any]]  # (world, whose object, who asks) → what stands in the address

PAGE, NOT_FOUND, REFUSED, SIGN_IN = "page", 404, 403, "sign-in"
ANYBODY = "-"  # an address without an object


def none(_world: World, _whose: str, _who: str) -> list[Any]:
    return []


@dataclass(frozen=True, slots=True)
class Row:
    """`opens`: for each object, by whose it is, who get the page. `refuses`: who sees that it is there and is told
    that it is not theirs (403). The others get `otherwise`; somebody without a post `no_post`, somebody signed out
    `visitor` (None: they are asked for like everybody).

    A page of `method` POST is asked with `sent`; that the form then has something to say is still a page.
    """

    opens: Mapping[str, Set[str]]
    args: Args = none
    refuses: Mapping[str, Set[str]] = field(default_factory=dict)
    otherwise: int | str = NOT_FOUND
    no_post: int | str | None = REFUSED
    visitor: int | str | None = SIGN_IN
    method: str = "GET"
    sent: Mapping[str, Any] = field(default_factory=dict)
    wrong: str = ""  # a method that is answered with 405; "" where each is taken

    def expected(self, whose: str, who: str) -> int | str:
        if who == VISITOR and self.visitor is not None:
            return self.visitor
        if who == NO_POST and self.no_post is not None:
            return self.no_post
        if who in self.opens[whose]:
            return PAGE
        return REFUSED if who in self.refuses.get(whose, ()) else self.otherwise
