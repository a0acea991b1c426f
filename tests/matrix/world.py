"""Three of everything, for one who works in the first grid: their own, their neighbour's and a stranger's."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from uuid import uuid4

from burden.actions import Asked, assign
from burden.models import Assignment
from cases.models import Case, Heartbeat, Photo
from grids.actions.place import add_place
from grids.models import Estate
from grids.workflow import Level
from notifications.models import Letter, Message
from partyorg.models import Member
from resident.actions import keep_photos
from resident.models import KeptPhoto
from tests.desk.conftest import clean_picture
from tests.factories import LONG_AGO, MONDAY, Town, build_town
from tests.matrix.people import People

OWN, NEIGHBOURS, STRANGERS = "own", "neighbour's", "stranger's"
GRIDS = {OWN: "grid", NEIGHBOURS: "next_grid", STRANGERS: "far_grid"}
BRANCHES = {OWN: "branch", NEIGHBOURS: "next_branch", STRANGERS: "far_branch"}
COMMUNITIES = {OWN: "community", STRANGERS: "far_community"}


@dataclass
class World:
    town: Town
    people: People
    cases: dict[str, Case] = field(default_factory=dict)
    photos: dict[str, Photo] = field(default_factory=dict)
    kept: dict[str, KeptPhoto] = field(default_factory=dict)
    assignments: dict[str, Assignment] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)

    @cached_property
    def estate(self) -> Estate:
        """In the own community."""
        return Estate.objects.create(community=self.town.places["community"], name="测", kind=Estate.Kind.OLD)

    @classmethod
    def build(cls) -> World:
        town = build_town()
        grid = town.places["grid"]
        town.places["building"] = add_place(
            code=f"{grid.code}01", name="1号楼", level=Level.BUILDING, parent=grid, by=None, at=MONDAY
        )
        for place in town.places.values():
            place.refresh_from_db()
        world = cls(town, People.of(town))
        for whose, key in GRIDS.items():
            case = world.cases[whose] = town.reported(
                f"{whose}的路灯不亮", place=town.places[key], photos=[clean_picture()]
            )
            world.photos[whose] = case.photos.get()
            [world.kept[whose]] = keep_photos([clean_picture()], filling=uuid4(), at=MONDAY)
        Heartbeat.objects.create(name="sweep", last_at=MONDAY)  # /healthz is a page where the sweep has run
        for whose, key in BRANCHES.items():
            branch = town.units[key]
            world.members[whose] = Member.objects.create(name=f"{whose}党员", organisation=branch, since=LONG_AGO)
        for whose, key in COMMUNITIES.items():
            world.assignments[whose] = _put_on(town, key)
        return world

    def message_to(self, who: str) -> Message:
        """About the own case, which all of them may have been told of."""
        said = {"text": "测", "state": Message.State.SENT, "created_at": MONDAY}
        event, recipient = self.cases[OWN].events.first(), self.people.users[who]
        return Message.objects.get_or_create(
            event=event, recipient=recipient, channel=Message.Channel.IN_APP, defaults=said
        )[0]

    def letter_to(self, who: str) -> Letter:
        said = {"text": "测", "at": MONDAY, "link": "/desk/rules/"}
        return Letter.objects.get_or_create(key=f"matrix:{who}", person=self.people.users[who], defaults=said)[0]


def _put_on(town: Town, community: str) -> Assignment:
    asked = Asked(
        title="测", what="测", due_on=MONDAY.date().replace(month=12), issuer=town.units["housing"],
        communities=[town.places[community]], basis="测",
    )  # fmt: skip
    return assign(asked, by=town.hat("housing"), at=MONDAY).assignments.get()
