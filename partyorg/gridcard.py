"""What there is to say of one grid: its force 1+3+N, its pair, its party organisation, its members and resources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from grids.models import Estate, Place
from partyorg.hats import Hat
from partyorg.kinds import GENERAL_BRANCHES, SLOTS, Kind, Role
from partyorg.models import EstateStep, Force, GridLink, Member, Organisation, Pairing, Post, Resource
from partyorg.models.estatestep import LAST_STEP


@dataclass(frozen=True, slots=True)
class Slot:
    """One of the four; `posts` is empty where nobody holds it."""

    label: str
    posts: Sequence[Post]


def slots_of(grid: Place, on: date) -> list[Slot]:
    """The four fixed slots and who holds them. One query."""
    here = Q(place=grid) | Q(pk__in=Post.objects.guiding(grid).values("pk"))
    posts = Post.objects.in_force(on).filter(here, role__in=SLOTS).select_related("person", "place", "sent_by")
    held: dict[str, list[Post]] = defaultdict(list)
    for post in posts.order_by("from_date", "id"):
        held[post.role].append(post)
    return [Slot(str(role.label), held[role]) for role in SLOTS]


def forces_by_type(grid: Place, on: date) -> list[tuple[str, list[Force]]]:
    """The N, by type in the order of the types; those of the grid and of what lies in it. One query."""
    inside = Force.objects.filter(
        place__tree_id=grid.tree_id, place__lft__gte=grid.lft, place__rght__lte=grid.rght
    ).serving(on)  # fmt: skip
    found: dict[str, list[Force]] = defaultdict(list)
    for force in inside.select_related("unit", "place").order_by("id"):
        found[force.kind].append(force)
    return [(str(kind.label), found[kind]) for kind in Force.Kind if kind in found]


def pair_of(grid: Place, on: date) -> Pairing | None:
    faces = ("guide__person", "guide__sent_by", "secretary__person")
    return Pairing.objects.standing(on).filter(grid=grid).select_related(*faces).first()


def secretary_of(grid: Place, on: date) -> Post | None:
    """The secretary of the grid's branch."""
    posts = Post.objects.in_force(on).filter(role=Role.BRANCH_SECRETARY, organisation__place=grid)
    return posts.select_related("person").order_by("-from_date").first()


def party_tree(grid: Place) -> list[tuple[int, Organisation]]:
    """总支→支部→小组: the branches and working groups of the grid, what hangs below them, the 总支 they hang under.

    Each with how many tiers it stands below the uppermost, in the tree's order. Two queries.
    """
    roots = Organisation.objects.active().filter(place=grid).exclude(kind=Kind.TEAM)
    reach = Q(pk__in=[])
    for unit in roots:
        reach |= Q(tree_id=unit.tree_id, lft__gte=unit.lft, rght__lte=unit.rght)
        reach |= Q(tree_id=unit.tree_id, lft__lt=unit.lft, rght__gt=unit.rght, kind__in=GENERAL_BRANCHES)
    return tiers(Organisation.objects.active().filter(reach).order_by("tree_id", "lft"))


def tiers(units: Iterable[Organisation]) -> list[tuple[int, Organisation]]:
    """Units in the tree's order, each with how many of those given it stands below."""
    found: list[tuple[int, Organisation]] = []
    above: list[Organisation] = []
    for unit in units:
        while above and not (above[-1].tree_id == unit.tree_id and above[-1].rght > unit.rght):
            above.pop()
        found.append((len(above), unit))
        above.append(unit)
    return found


def members_by_way(grid: Place) -> list[tuple[str, str, int]]:
    """沉下、浮出、融进、回归: how many members are in the grid by each way. One query. Numbers are for everybody."""
    rows = GridLink.objects.filter(grid=grid, until=None).order_by().values_list("kind").annotate(number=Count("pk"))
    numbers = dict(rows)
    return [(kind.value, str(kind.label), numbers.get(kind, 0)) for kind in GridLink.Kind]


def members_seen(grid: Place, hat: Hat) -> QuerySet[GridLink]:
    """Who they are: as far as the hat may know them."""
    known = Member.objects.visible_to(hat).order_by().values("pk")
    links = GridLink.objects.filter(grid=grid, until=None, member__in=known)
    return links.select_related("member__organisation").order_by("kind", "member__name")


def by_pool(resources: QuerySet[Resource]) -> list[tuple[str, str, int]]:
    """五融: how many of these resources are of each of the five classes. One query."""
    numbers = dict(resources.order_by().values_list("pool").annotate(number=Count("pk")))
    return [(pool.value, str(pool.label), numbers.get(pool, 0)) for pool in Resource.Pool]


@dataclass(frozen=True, slots=True)
class EstateCard:
    estate: Estate
    done: int

    @property
    def step(self) -> str:
        """第 k 步, of five; what comes next."""
        if self.done == LAST_STEP:
            return "五步都做完了"
        following = EstateStep.Step(self.done + 1).label
        return f"五步走 {self.done}/{LAST_STEP}，下一步：{following}"


def estates_of(community: Place) -> list[EstateCard]:
    """The community's estates with how far each is on its five steps. One query."""
    estates = Estate.objects.filter(community=community).annotate(done=Count("steps"))
    return [EstateCard(estate, estate.done) for estate in estates.order_by("name")]
