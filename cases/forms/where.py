"""Where a matter taken down at the desk is: what the typed words can only mean, else what was chosen among several."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from cases.whereabouts import Hit, meant_by, named_elsewhere, offered
from grids.models import Level, Place

NOTHING_SAID = "请写在哪里：小区、楼号、社区或网格的名字。"
NOT_FOUND = "在您管的地方没找到。换个写法，如小区加楼号，或者写社区、网格的名字。"
SEVERAL = "请选是下面哪一个。"


class Whereabouts:
    """`typed`: the address. `asked`: the id of the place that was marked. `territory`: where one may take down."""

    def __init__(self, typed: str, asked: str, territory: Sequence[Place]) -> None:
        self._typed, self._asked, self._territory = typed, asked, territory

    @cached_property
    def _meant(self) -> list[Hit]:
        return meant_by(self._typed, self._territory)

    @cached_property
    def hits(self) -> list[Hit]:
        """What to choose from: what the words may mean, else everything, where that is little."""
        return self._meant or offered(self._territory)

    @cached_property
    def marked(self) -> Hit | None:
        asked = next((hit for hit in self.hits if str(hit.place.pk) == self._asked), None)
        return asked or (self.hits[0] if len(self.hits) == 1 else None)

    @cached_property
    def elsewhere(self) -> Place | None:
        """What was named or asked for outside the territory, and nothing within: for the domain to refuse by name."""
        if self._meant or (self.marked and len(self.hits) > 1):
            return None
        asked = self._asked if self._asked.isdecimal() and len(self._asked) < 19 and not self.marked else ""
        forced = Place.objects.filter(pk=asked).with_chain().first() if asked else None
        return forced or named_elsewhere(self._typed, self._territory)

    @property
    def place(self) -> Place | None:
        return self.elsewhere or (self.marked.place if self.marked else None)

    @property
    def building(self) -> Place | None:
        """The one building that was named, which lends the matter its coordinates."""
        return self.marked.building if self.marked and not self.elsewhere else None

    @property
    def problem(self) -> str:
        """Why it is not known where it is."""
        if self.place:
            return ""
        if self._meant or (self.hits and self._typed):
            return SEVERAL
        return NOT_FOUND if self._typed else NOTHING_SAID

    @property
    def in_one_community(self) -> bool:
        """A grid is then called by its number alone."""
        return len({hit.place.community for hit in self.hits}) == 1

    @property
    def is_named(self) -> bool:
        """By the name of a building, which then stands beside its grid."""
        return any(hit.named for hit in self.hits)

    def label(self, hit: Hit) -> str:
        community = hit.place.community
        if hit.place == community:
            return f"{community.short_name}，说不清哪个网格"
        if community and self.in_one_community:
            return hit.place.name.removeprefix(community.short_name) or hit.place.name
        return hit.place.name

    @property
    def marked_id(self) -> str:
        return str(self.marked.place.pk) if self.marked else ""

    @property
    def choices(self) -> list[tuple[str, str, str, bool]]:
        """Of each hit: id, name, which buildings were named, whether it is a whole community."""
        return [(str(hit.place.pk), self.label(hit), hit.because, hit.place.level != Level.GRID) for hit in self.hits]
