"""Which resources of the neighbourhood may solve a small matter: the grid's first question (第一时间与网格资源匹配)."""

from collections.abc import Iterable
from dataclasses import dataclass

from cases.models import Case
from grids.models import Level, Place
from partyorg.hats import Hat
from partyorg.models import Resource


@dataclass(frozen=True, slots=True)
class Match:
    """A resource of the neighbourhood, the words it shares with the case, and whether it is in the case's own grid."""

    resource: Resource
    shared: tuple[str, ...]
    same_grid: bool
    kind: str  # as whoever asks may read it

    def __str__(self) -> str:
        where = "本网格" if self.same_grid else self.resource.place.name
        return f"{self.resource.name}（{self.kind}，{where}）：{self.resource.skills}"


def resources_for(case: Case, hat: Hat) -> list[Match]:
    """Those that share a word with the case, the same grid first, then by how many words. One query."""
    return [match for match in offered_for(case, hat) if match.shared]


def offered_for(case: Case, hat: Hat) -> list[Match]:
    """What a branch secretary chooses from: those that fit, then whatever else the grid itself has."""
    wanted = set(case.category.skills.split()) if case.category else set()
    said = f"{case.title} {case.words}"
    matches = [
        Match(
            resource,
            shared_words(resource.skills, wanted, said),
            _in_grid(resource.place, case.place),
            resource.kind_for(hat),
        )
        for resource in _neighbourhood_of(case.place)
    ]
    offered = [match for match in matches if match.shared or match.same_grid]
    return sorted(offered, key=lambda match: (not match.shared, not match.same_grid, -len(match.shared)))


def shared_words(skills: str, wanted: set[str], said: str) -> tuple[str, ...]:
    """The skills that the category asks for or the resident named. Chinese runs on: a word is found inside words."""
    return tuple(skill for skill in dict.fromkeys(skills.split()) if skill in wanted or skill in said)


def _neighbourhood_of(place: Place) -> Iterable[Resource]:
    """Everything in use in the place's community."""
    around = place.community or place
    inside = {"place__tree_id": around.tree_id, "place__lft__gte": around.lft, "place__rght__lte": around.rght}
    return Resource.objects.filter(is_active=True, **inside).select_related("place").order_by("name", "id")


def _in_grid(where: Place, place: Place) -> bool:
    return place.level == Level.GRID and where.tree_id == place.tree_id and place.lft <= where.lft <= place.rght
