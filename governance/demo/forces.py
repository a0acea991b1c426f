"""The force of the grids of the demo's home, 1+3+N, with a gap now and then; pairs, neighbourhoods, five steps.

All names are invented.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from itertools import cycle
from random import Random

from django.contrib.auth.hashers import make_password

from accounts.models import User
from governance.demo.codes import HOME_COMMUNITY, HOME_STREET
from governance.demo.people import FIRST, GUIDES_UNTIL, SECOND, SURNAMES
from grids.models import Estate, Level, Place
from partyorg.kinds import Kind, Role
from partyorg.models import (
    EstateStep,
    Force,
    GridLink,
    GridRedraw,
    Member,
    Neighbourhood,
    Organisation,
    Pairing,
    Post,
    Round,
    Seat,
)

SINCE = date(2023, 7, 1)
K = Force.Kind
N = [
    (K.APPROVAL, "政务服务帮办员"), (K.SERVICE, "家庭医生团队"), (K.LAW, "综合执法包格员"), (K.POLICE, "社区民警"),
    (K.LIAISON, "民情联络员队"), (K.VOLUNTEER, "邻里志愿服务队"), (K.REPRESENTATIVE, "居民代表"),
]  # fmt: skip
DUTIES = ("政策宣传岗", "矛盾调解岗", "环境监督岗", "安全巡查岗", "扶老助幼岗")
STEPS_OF_ESTATES = (5, 4, 3, 1)  # how far each estate is; the first two have a branch (members.ESTATES)


def add_forces(*, at: datetime) -> None:
    home = list(Place.objects.filter(level=Level.GRID, parent__parent__code=HOME_STREET).order_by("code"))
    names = Random(int(SINCE.strftime("%Y%m%d")))
    _hold_slots(home, names)
    Force.objects.bulk_create(_forces(home))
    GridLink.objects.bulk_create(_links(home))
    _pair(home)
    _lead(home, names)
    _neighbourhoods(home)
    _redraw(home)
    _walk_estates(at)


def _people(roles: Iterable[str], names: Random) -> Iterator[User]:
    """Without a way to sign in."""
    nobody = make_password(None)
    for number, role in enumerate(roles, start=1):
        name = "".join(map(names.choice, (SURNAMES, FIRST, SECOND)))
        yield User(username=f"{role.lower()}-{number}", name=name, password=nobody)


def _hold_slots(home: list[Place], names: Random) -> None:
    """网格长, a member of the grid's branch, and 兼职网格员; every seventh grid lacks one, every ninth the other."""
    wanted = [
        (grid, role)
        for number, grid in enumerate(home)
        for role, every in ((Role.GRID_HEAD, 7), (Role.PART_TIME_WORKER, 9))
        if number % every != every - 1
    ]
    people = User.objects.bulk_create(_people([role for _, role in wanted], names))
    branches = dict(Organisation.objects.filter(kind=Kind.GRID_BRANCH).values_list("place_id", "pk"))
    Post.objects.bulk_create(
        Post(person=person, role=role, place=grid, from_date=SINCE)
        for person, (grid, role) in zip(people, wanted, strict=True)
    )
    Member.objects.bulk_create(
        Member(name=person.name, account=person, organisation_id=branches[grid.pk], since=SINCE)
        for person, (grid, role) in zip(people, wanted, strict=True)
        if role == Role.GRID_HEAD and grid.pk in branches
    )


def _forces(home: list[Place]) -> Iterator[Force]:
    for number, grid in enumerate(home):
        for kind, name in N[: 3 + number % 5]:
            yield Force(place=grid, kind=kind, name=name, since=SINCE)


def _links(home: list[Place]) -> Iterator[GridLink]:
    """The members of the home branches, by each of the four ways; one of eight serves elsewhere, in no grid yet."""
    ways, duties = cycle(GridLink.Kind), cycle(DUTIES)
    department = Organisation.objects.filter(kind=Kind.DEPARTMENT).order_by("lft").first()
    here = Member.objects.filter(organisation__place__in=home, organisation__kind=Kind.GRID_BRANCH)
    for number, member in enumerate(here.select_related("organisation").order_by("pk")):
        if number % 8 == 7:
            Member.objects.filter(pk=member.pk).update(works_at=department)
            continue
        if number % 3 == 0:
            Member.objects.filter(pk=member.pk).update(consents_to_badge=True)
        yield GridLink(
            member=member, grid_id=member.organisation.place_id, kind=next(ways), duty=next(duties), since=SINCE
        )


def _pair(home: list[Place]) -> None:
    guides = {post.place_id: post for post in Post.objects.filter(role=Role.GUIDE)}
    secretaries = {
        post.organisation.place_id: post
        for post in Post.objects.filter(role=Role.BRANCH_SECRETARY).select_related("organisation")
        if post.organisation
    }
    Pairing.objects.bulk_create(
        Pairing(grid=grid, guide=guides[grid.parent_id], secretary=secretaries[grid.pk], since=SINCE)
        for number, grid in enumerate(home)
        if number % 6 != 5 and grid.parent_id in guides and grid.pk in secretaries
    )


def _lead(home: list[Place], names: Random) -> None:
    """联系领导 for the communities of the home street but the last; 组长 of the leading group; a rider on his round."""
    communities = sorted({grid.parent_id for grid in home})[:-1]
    people = User.objects.bulk_create(_people([Role.LINKED_LEADER] * len(communities) + [Role.DYNAMIC_WORKER], names))
    rider = people.pop()
    Post.objects.bulk_create(
        Post(person=person, role=Role.LINKED_LEADER, place_id=community, from_date=SINCE)
        for person, community in zip(people, communities, strict=True)
    )
    post = Post.objects.create(
        person=rider, role=Role.DYNAMIC_WORKER, place_id=home[0].parent_id, from_date=SINCE, to_date=GUIDES_UNTIL
    )
    hours = [(time(7), time(12)), (time(12), time(17)), (time(17), time(22))]
    Round.objects.bulk_create(
        Round(post=post, grid=grid, starts=starts, ends=ends) for grid, (starts, ends) in zip(home, hours, strict=False)
    )
    committee = Organisation.objects.get(kind=Kind.DISTRICT_COMMITTEE)
    head = Member.objects.create(name="区委书记（示例）", organisation=committee, since=SINCE)
    group = Organisation.objects.get(kind=Kind.LEADING_GROUP)
    Seat.objects.create(organisation=group, member=head, role=Seat.Role.HEAD, since=SINCE)


def _neighbourhoods(home: list[Place]) -> None:
    """In the first grids of the home community; the last of them lacks its volunteers."""
    grids = [grid for grid in home if grid.code.startswith(HOME_COMMUNITY)][:3]
    heads = {post.place_id: post.person for post in Post.objects.filter(role=Role.GRID_HEAD).select_related("person")}
    forces = {(force.place_id, force.kind): force for force in Force.objects.filter(place__in=grids)}
    for number, grid in enumerate(grids, start=1):
        Neighbourhood.objects.create(
            name=f"第{number}邻里", place=grid, cadre=heads.get(grid.pk), liaisons=forces.get((grid.pk, K.LIAISON)),
            volunteers=forces.get((grid.pk, K.VOLUNTEER)),
        )  # fmt: skip


def _redraw(home: list[Place]) -> None:
    wanted = zip(home[-3:], GridRedraw.Action, strict=False)
    GridRedraw.objects.bulk_create(
        GridRedraw(place=grid, begun_on=date(2026, 9, 1), action=action, note="随网格优化调整")
        for grid, action in wanted
    )


def _walk_estates(at: datetime) -> None:
    for estate, steps in zip(Estate.objects.order_by("pk"), STEPS_OF_ESTATES, strict=False):
        EstateStep.objects.bulk_create(
            EstateStep(estate=estate, step=step, on=date(2026, step, 15), by=None, at=at)
            for step in range(1, steps + 1)
        )
