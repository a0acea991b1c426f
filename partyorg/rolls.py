"""Who may open the roll of members, and what of it a list shows: pure reading, past the one door `visible_to`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from partyorg.hats import Hat
from partyorg.kinds import KEEPERS, PARTY_ROLES
from partyorg.models import GridLink, Member, Organisation

NO_GRID = "none"


def reads_the_roll(hat: Hat) -> bool:
    return any(post.role in PARTY_ROLES for post in hat.on)


def keeps_the_roll(hat: Hat) -> bool:
    return any(post.role in KEEPERS for post in hat.on)


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for in the roll. `link`: a way into a grid, or NO_GRID for those who are in none."""

    words: str = ""
    organisation: str = ""
    unit: Organisation | None = None  # with all that hangs below it
    link: str = ""
    left: bool = False

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Asked:
        link, unit = given.get("link", ""), given.get("unit", "")[:9]
        return cls(
            words=given.get("words", "").replace("\0", "").strip()[:60],
            organisation=given.get("organisation", "").replace("\0", "").strip()[:100],
            unit=Organisation.objects.filter(pk=int(unit)).first() if unit.isdecimal() else None,
            link=link if link in (*GridLink.Kind.values, NO_GRID) else "",
            left=given.get("left") == "1",
        )

    def found_by(self, hat: Hat) -> QuerySet[Member]:
        """Whatever the way into a grid."""
        found = Member.objects.visible_to(hat).filter(until__isnull=not self.left)
        if self.words:
            found = found.called(self.words)
        if unit := self.unit:
            below = {"organisation__lft__gte": unit.lft, "organisation__rght__lte": unit.rght}
            found = found.filter(organisation__tree_id=unit.tree_id, **below)
        return found.filter(organisation__name__contains=self.organisation) if self.organisation else found

    def narrowed(self, found: QuerySet[Member]) -> QuerySet[Member]:
        if self.link == NO_GRID:
            return found.filter(pk__in=Member.objects.serving().without_grid().values("pk"))
        if not self.link:
            return found
        return found.filter(pk__in=GridLink.objects.filter(kind=self.link, until=None).values("member"))


def counted_by_link(found: QuerySet[Member]) -> dict[str, int]:
    """How many came by each of the four ways, and how many serving members are in no grid. One query."""
    ways = {
        kind: Count("pk", filter=Q(pk__in=GridLink.objects.filter(kind=kind, until=None).values("member")))
        for kind in GridLink.Kind.values
    }
    nowhere = Count("pk", filter=Q(pk__in=Member.objects.serving().without_grid().values("pk")))
    return found.order_by().aggregate(**ways, **{NO_GRID: nowhere})
