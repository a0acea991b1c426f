"""A case put into a state at a level by hand, where a test asks about all of them, ways or no ways."""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from types import MappingProxyType
from typing import Any

from cases.deadlines import LIGHTER, earliest
from cases.models import Case, Category
from cases.terms import State
from tests.factories import MONDAY, Town

FAR = MONDAY + timedelta(days=30)
UNIT_OF_LEVEL = ["branch", "community_unit", "street_unit", "platform", "leading_group"]

# The columns of a case of which no clock is about to end.
AT_REST: Mapping[str, Any] = MappingProxyType(
    {"respond_by": None, "handle_from": MONDAY, "handle_limit": "1wd", "handle_by": FAR, **dict.fromkeys(LIGHTER)}
)


def put(town: Town, state: State, level: int, columns: Mapping[str, Any], *, host: str = "") -> Case:
    """In the hands of this level's unit; `host`: of another whom it has named."""
    case = town.reported(category=Category.objects.get(code="LEAK"))
    owner = town.units[UNIT_OF_LEVEL[level - 1]]
    placed = {"state": state, "owner_level": level, "owner_org": owner, "host_org": town.units[host] if host else owner}
    for column, value in {**placed, **columns}.items():
        setattr(case, column, value)
    case.due_at = earliest(partial(getattr, case))
    case.save()
    return case
