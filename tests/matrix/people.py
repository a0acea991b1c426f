"""One person for each role, where such a post naturally is in the first street; and those who hold none."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.test import Client

from accounts.models import User
from partyorg.kinds import Role
from partyorg.models import Post
from tests.factories import LONG_AGO, Town

VISITOR, NO_POST = "visitor", "no_post"  # signed out; signed in without a post, as residents are

# role → unit or place of the town
WHERE: dict[Role, str] = {
    Role.GRID_WORKER: "grid",
    Role.GUIDE: "grid",
    Role.GRID_HEAD: "grid",
    Role.PART_TIME_WORKER: "grid",
    Role.BRANCH_SECRETARY: "branch",
    Role.COMMUNITY_SECRETARY: "community_unit",
    Role.INTAKE_OFFICER: "community_unit",
    Role.LINKED_LEADER: "community",
    Role.STREET_SECRETARY: "street_unit",
    Role.STREET_DIRECTOR: "street_unit",
    Role.STREET_OFFICER: "street_unit",
    Role.REVISIT_OFFICER: "street_unit",
    Role.UNIT_OFFICER: "station",
    Role.PLATFORM_OFFICER: "platform",
    Role.SUPERVISOR: "platform",
    Role.LEADING_GROUP_OFFICER: "leading_group",
    Role.PARTY_OFFICER: "community_unit",
    Role.BUILDING_HEAD: "building",
    Role.DYNAMIC_WORKER: "grid",
    Role.SYSTEM_ADMINISTRATOR: "district_committee",
    Role.SECURITY_ADMINISTRATOR: "district_committee",
    Role.AUDIT_ADMINISTRATOR: "district_committee",
}

EVERY_ROLE = frozenset(WHERE)
IN_THE_GRID = frozenset(
    {Role.GRID_WORKER, Role.GUIDE, Role.GRID_HEAD, Role.PART_TIME_WORKER, Role.BRANCH_SECRETARY}
)  # fmt: skip
IN_THE_COMMUNITY = frozenset({Role.COMMUNITY_SECRETARY, Role.INTAKE_OFFICER, Role.LINKED_LEADER})
IN_THE_STREET = frozenset({Role.STREET_SECRETARY, Role.STREET_DIRECTOR, Role.STREET_OFFICER, Role.REVISIT_OFFICER})
IN_THE_DISTRICT = frozenset({Role.PLATFORM_OFFICER, Role.SUPERVISOR, Role.LEADING_GROUP_OFFICER})
WITH_TERRITORY = IN_THE_GRID | IN_THE_COMMUNITY | IN_THE_STREET | IN_THE_DISTRICT


@dataclass
class People:
    """`clients`: by role, and the two without one; the same person asks all the questions."""

    clients: dict[str, Client] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)

    @classmethod
    def of(cls, town: Town) -> People:
        people = cls(clients={VISITOR: Client()})
        for who in [*WHERE, NO_POST]:
            user = people.users[who] = User.objects.create_user(f"matrix-{who.lower()}", name=f"测{who}")
            if isinstance(who, Role):
                Post.objects.create(person=user, role=who, from_date=LONG_AGO, **_at(town, WHERE[who]))
            client = people.clients[who] = Client()
            client.force_login(user)
        return people


def _at(town: Town, where: str) -> dict[str, object]:
    return {"place": town.places[where]} if where in town.places else {"organisation": town.units[where]}
