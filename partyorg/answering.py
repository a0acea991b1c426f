"""Which unit on which rung answers for a place, for one case or for a sweep of thousands."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from grids.models import Place
from partyorg.kinds import KIND_OF_RUNG, RUNGS
from partyorg.models import Organisation


@dataclass
class Answering:
    """The units on the rungs and the parents of places, read once and asked often: two queries for a whole district."""

    unit_of: dict[tuple[int, int], int] = field(default_factory=dict)  # (rung, place id) → organisation id
    parent_of: dict[int, int | None] = field(default_factory=dict)

    @cached_property
    def rung_of(self) -> dict[int, int]:
        return {unit: rung for (rung, _), unit in self.unit_of.items()}

    @classmethod
    def load(cls) -> Answering:
        units = Organisation.objects.active().filter(kind__in=RUNGS).order_by().values_list("kind", "place_id", "id")
        return cls(
            {(RUNGS[kind], place): unit for kind, place, unit in units},
            dict(Place.objects.order_by().values_list("id", "parent_id")),
        )

    @classmethod
    def load_for(cls, place: Place) -> Answering:
        """Only what one case needs: the units of its place and of the places above it."""
        chain = place.chain()
        units = Organisation.objects.active().filter(kind__in=RUNGS, place__in=[step.pk for step in chain])
        rows = units.order_by().values_list("kind", "place_id", "id")
        return cls(
            {(RUNGS[kind], place_id): unit for kind, place_id, unit in rows},
            {step.pk: step.parent_id for step in chain},
        )

    def unit(self, place_id: int, rung: int) -> int | None:
        """The organisation on exactly this rung that covers the place."""
        here: int | None = place_id
        while here is not None:
            if (rung, here) in self.unit_of:
                return self.unit_of[rung, here]
            here = self.parent_of.get(here)
        return None

    def above(self, place_id: int, level: int, unit_id: int) -> tuple[int, int]:
        """(rung, organisation) that a case climbs to: above its level, and above the unit that has it.

        A community that stands in for a grid does not whistle to itself. Raises LookupError like `unit_from`.
        """
        return self.unit_from(place_id, max(level, self.rung_of.get(unit_id, level)) + 1)

    def unit_from(self, place_id: int, rung: int) -> tuple[int, int]:
        """(rung, organisation) of the lowest rung from `rung` up that has a unit for the place.

        Raises LookupError when nobody answers for it, in a sentence for the screen.
        """
        for step in range(rung, max(KIND_OF_RUNG) + 1):
            if (unit := self.unit(place_id, step)) is not None:
                return step, unit
        raise LookupError("这个地方还没有登记负责单位，请联系管理员。")
