"""People with any posts, cases anywhere in any state, in two districts; and who may see which, said once more by hand.

world = World.of(town)                       the town, and a second district beside it
people, cases = world.settled(drawn)         what Hypothesis drew of `drawings`, as rows
world.may_see(people[0], cases[0])           by walking up the places; the code asks the trees' numbers
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.timezone import localdate
from hypothesis import strategies as st

from accounts.models import User
from cases.models import AssistingUnit, Case
from cases.terms import TERMINAL, Level, State
from grids.actions.place import add_place
from grids.models import Place
from grids.workflow import Level as PlaceLevel
from partyorg.actions import add_organisation
from partyorg.kinds import ADMINISTRATORS, CHECKERS, Kind, Role
from partyorg.models import Organisation, Post
from tests.factories import MONDAY, Town

TODAY, A_DAY = localdate(MONDAY), timedelta(days=1)
NO_CASES = {
    Role.PARTY_OFFICER, Role.BUILDING_HEAD, Role.DYNAMIC_WORKER, Role.SYSTEM_ADMINISTRATOR,
    Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR,
}  # fmt: skip
IN_FORCE = [(TODAY - A_DAY, None), (TODAY, TODAY), (TODAY - A_DAY, TODAY)]
NOT_IN_FORCE = [(TODAY - 2 * A_DAY, TODAY - A_DAY), (TODAY + A_DAY, None)]


@dataclass(frozen=True)
class PostDrawn:
    role: Role
    where: int  # which of all places and units
    span: tuple[Any, Any]


@dataclass(frozen=True)
class CaseDrawn:
    state: State
    level: Level
    place: int
    owner: int
    host: int | None
    assisting: frozenset[int]
    reporter: int | None
    within: bool  # merged into the case before it, where it is merged


ANY = st.integers(0, 10_000)
NEAR = st.integers(0, 7) | ANY  # the first places are those of the town: neighbours meet often enough
post = st.builds(
    PostDrawn, st.sampled_from(sorted(CHECKERS)) | st.sampled_from(Role), NEAR,
    st.sampled_from([*IN_FORCE, *IN_FORCE, *NOT_IN_FORCE]),
)  # fmt: skip
person = st.lists(post, min_size=0, max_size=3)
case = st.builds(
    CaseDrawn, st.just(State.CHECKING) | st.sampled_from(State), st.sampled_from(Level), NEAR, ANY, st.none() | ANY,
    st.frozensets(ANY, max_size=2), st.none() | ANY, st.booleans(),
)  # fmt: skip
drawings = st.tuples(st.lists(person, min_size=1, max_size=3), st.lists(case, min_size=1, max_size=4))
Drawn = tuple[list[list[PostDrawn]], list[CaseDrawn]]


@dataclass
class World:
    town: Town
    places: list[Place]
    units: list[Organisation]

    @classmethod
    def of(cls, town: Town) -> World:
        _add_another_district(town)
        places = list(Place.objects.all())
        return cls(town, places, list(Organisation.objects.select_related("place")))

    def settled(self, drawn: Drawn) -> tuple[list[User], list[Case]]:
        people = [self._person(number, posts) for number, posts in enumerate(drawn[0])]
        cases: list[Case] = []
        for number, one in enumerate(drawn[1]):
            cases.append(self._case(number, one, people, cases))
        return people, cases

    def _person(self, number: int, posts: list[PostDrawn]) -> User:
        person = User.objects.create(username=f"anyone-{number}", name=f"某{number}")
        everywhere: list[Place | Organisation] = [*self.places, *self.units]
        for one in _one_of_three(posts):
            at = everywhere[one.where % len(everywhere)]
            where: dict[str, Any] = {"place": at} if isinstance(at, Place) else {"organisation": at}
            Post.objects.create(person=person, role=one.role, from_date=one.span[0], to_date=one.span[1], **where)
        return person

    def _case(self, number: int, one: CaseDrawn, people: list[User], before: list[Case]) -> Case:
        """As no step would leave it, perhaps; who may see it must not hang on that."""
        reportable = [place for place in self.places if place.level in (PlaceLevel.GRID, PlaceLevel.COMMUNITY)]
        on_rungs = [unit for unit in self.units if unit.rung]
        owner = on_rungs[one.owner % len(on_rungs)]
        host = None if one.host is None else self.units[one.host % len(self.units)]
        place = reportable[one.place % len(reportable)]
        if host and host.kind == Kind.GRID_BRANCH and host.place:
            place = host.place  # a branch does the work of its own grid alone
        case = Case.objects.create(
            number=f"370203-20261116-9{number:05}", title=f"第{number}件", words="随便什么事",
            state=one.state, owner_level=one.level, place=place,
            owner_org=owner, first_receiver=owner,
            host_org=host,
            reporter=None if one.reporter is None else people[one.reporter % len(people)],
            merged_into=before[-1] if before and one.within and one.state == State.MERGED else None,
            submitted_at=MONDAY, handle_from=MONDAY, handle_by=MONDAY + 9 * A_DAY, respond_by=MONDAY + A_DAY,
            closed_at=MONDAY if one.state in TERMINAL else None, version=1,
        )  # fmt: skip
        for unit in {number % len(self.units) for number in one.assisting}:
            why = AssistingUnit.Why.values[unit % len(AssistingUnit.Why.values)]
            case.assisting.create(organisation=self.units[unit], why=why, since_at=MONDAY)
        return Case.objects.with_faces().get(pk=case.pk)

    def has_a_post(self, person: User) -> bool:
        return any(_in_force(post) for post in person.posts.all())

    def may_see(self, person: User, case: Case) -> bool:
        """Their own report; what their unit owns, hosts or helps with; what lies in their territory; a check next door.

        With a post in force alone does anybody come to the desk: see `has_a_post`.
        """
        return case.reporter_id == person.pk or any(
            _opens(post, case)
            for post in person.posts.select_related("place", "organisation__place")
            if _in_force(post) and post.role not in NO_CASES
        )


def _in_force(post: Post) -> bool:
    return post.from_date <= TODAY and (post.to_date is None or post.to_date >= TODAY)


def _opens(post: Post, case: Case) -> bool:
    unit = post.organisation
    if unit and unit.pk in {case.owner_org_id, case.host_org_id, *_assisting(case)}:
        return True
    territory = post.place if unit is None else unit.place if unit.rung else None
    if territory is None or territory.pk in _chain(case.place):
        return territory is not None
    checks = post.role in CHECKERS and case.state == State.CHECKING and territory.parent_id is not None
    return checks and territory.parent_id in (case.place_id, case.place.parent_id)


def _assisting(case: Case) -> list[int]:
    return list(case.assisting.values_list("organisation_id", flat=True))


def _chain(place: Place) -> list[int]:
    """The place and all above it, by the parents' links."""
    above = [place.pk]
    while place.parent:
        place = place.parent
        above.append(place.pk)
    return above


def _add_another_district(town: Town) -> None:
    parent = None
    for code, name, level in [
        ("370202", "市南区", PlaceLevel.DISTRICT), ("370202001", "香港中路街道", PlaceLevel.STREET),
        ("370202001001", "浮山社区", PlaceLevel.COMMUNITY), ("370202001001001", "浮山社区第1网格", PlaceLevel.GRID),
    ]:  # fmt: skip
        parent = add_place(code=code, name=name, level=level, parent=parent, by=None, at=MONDAY)
        town.places[f"other_{level.value}"] = parent
    district = Place.objects.get(code="370202")
    for key, kind, above in [
        ("other_group", Kind.LEADING_GROUP, None),
        ("other_platform", Kind.PLATFORM, "other_group"),
        ("other_bureau", Kind.DEPARTMENT, None),
    ]:
        over = town.units[above] if above else None
        town.units[key] = add_organisation(name=key, kind=kind, parent=over, place=district, by=None, at=MONDAY)


def _one_of_three(posts: list[PostDrawn]) -> list[PostDrawn]:
    """Nobody is two of the three administrators: the database refuses it."""
    first = next((one.role for one in posts if one.role in ADMINISTRATORS), None)
    return [one for one in posts if one.role not in ADMINISTRATORS or one.role == first]
