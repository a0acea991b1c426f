"""One row in each register that the small district leaves empty: what is not there is told before anybody is asked."""

from __future__ import annotations

from datetime import time

from axes.models import AccessAttempt

from accounts.models import User
from api.actions import issue
from api.models import Client
from burden.models import ListedMatter
from cases.models import Category, DutyItem, Recomputation, SetAside
from cases.terms import Level
from grids.models import Region
from notifications.models import Attempt, Untold
from partyorg.kinds import Role
from partyorg.models import Force, GridRedraw, Neighbourhood, Post, Resource, Round
from tests.factories import LONG_AGO, MONDAY
from tests.matrix.world import OWN, World
from volunteers.kinds import Work
from volunteers.models import Service, Volunteer, Window


def fill(world: World) -> None:
    grid, case = world.town.places["grid"], world.cases[OWN]
    rider = Post.objects.get(role=Role.DYNAMIC_WORKER)
    AccessAttempt.objects.create(username="测", failures_since_start=1)
    Region.objects.create(code="37", name="山东省", level=Region.Level.PROVINCE)
    assert world.estate
    Force.objects.create(place=grid, kind=Force.Kind.values[0], name="测", since=LONG_AGO)
    Neighbourhood.objects.create(name="测", place=grid)
    GridRedraw.objects.create(place=grid, begun_on=LONG_AGO, action=GridRedraw.Action.values[0])
    Round.objects.create(post=rider, grid=grid, weekdays="12345", starts=time(9), ends=time(11))
    Resource.objects.create(place=grid, kind=Resource.Kind.TEAM, pool=Resource.Pool.values[0], name="测", skills="测")
    SetAside.objects.create(case=case, at=MONDAY, error="测")
    DutyItem.objects.create(level=Level.COMMUNITY, category=Category.objects.get(code="LEAK"), name="测")
    Recomputation.objects.create(at=MONDAY, because="测")
    issue(Client(name="测", unit=world.town.units["platform"]), by=world.town.people["system_admin"], at=MONDAY)
    ListedMatter.objects.create(name="测", scope="测", basis="测", from_date=LONG_AGO)
    Attempt.objects.create(message=world.message_to(Role.GUIDE), at=MONDAY)
    community = world.town.places["community"]
    Window.objects.create(community=community, opens_on=LONG_AGO, closes_on=LONG_AGO)
    somebody = User.objects.create_user("registered", name="测")
    Volunteer.objects.create(person=somebody, community=community, name="测", birthday="1990-03-07", joined_at=MONDAY)
    said = {"person": somebody, "community": community, "work": Work.WISH, "recorded_at": MONDAY}
    Service.objects.create(key="registered", title="测", source="tests 1", day=LONG_AGO, **said)
    Untold.objects.create(event=case.events.get(seq=1), at=MONDAY, error="测")
