"""What the desk's navigation offers of all this, and to whom."""

from __future__ import annotations

from dataclasses import dataclass

from burden.models import Assignment
from burden.standing import awaited_states, giving_units
from burden.territory import watches_some
from partyorg.hats import Hat


@dataclass(frozen=True, slots=True)
class Menu:
    """`waiting` is None where nothing can ever wait."""

    gives: bool = False
    watches: bool = False
    waiting: int | None = None

    @property
    def is_shown(self) -> bool:
        return self.gives or self.watches


def menu_of(hat: Hat) -> Menu:
    """One query for those who decide or do something here, none for anybody else."""
    decides = any(awaited_states(post) for post in hat.posts)
    waiting = Assignment.objects.waiting_for(hat).count() if decides else None
    return Menu(bool(giving_units(hat)), watches_some(hat), waiting)
