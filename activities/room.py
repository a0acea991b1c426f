"""What places an activity has left: whoever signs up, moves up or only looks counts them by the same rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from activities.models import Activity, Role, SignUp


class Room:
    """The places that are left, as a whole and of each role. One query."""

    def __init__(self, activity: Activity) -> None:
        self._taken: Counter[int | None] = Counter(
            SignUp.objects.filter(activity=activity).signed().values_list("role", flat=True)
        )
        self._left = activity.quota - sum(self._taken.values())

    def left_for(self, role: Role | None) -> int:
        """None: for whoever does not choose. Walk-ups have no role, and take places all the same."""
        of_role = role.quota - self._taken[role.pk] if role else self._left
        return max(0, min(self._left, of_role))

    def left_of(self, roles: Sequence[Role]) -> int:
        """For somebody who has to choose one of them, where there are any."""
        return min(self.left_for(None), sum(map(self.left_for, roles))) if roles else self.left_for(None)

    def take(self, role: Role | None) -> None:
        self._left -= 1
        self._taken[role.pk if role else None] += 1
