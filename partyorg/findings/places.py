"""What of the places themselves is not as the rules want it: nobody answers, a slot is empty, a link is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from grids.models import Estate, Level
from partyorg.findings.finding import Finding
from partyorg.kinds import BRANCHES, KIND_OF_RUNG, RUNGS, Kind, Role
from partyorg.models import GridRedraw, Neighbourhood
from partyorg.models.estatestep import LAST_STEP
from partyorg.plain import Spot, Unit
from partyorg.staffing import Held, staffed
from partyorg.territory import holds

RUNG_OF_LEVEL = {Level.GRID: 1, Level.COMMUNITY: 2, Level.VILLAGE: 2, Level.STREET: 3}
COMMUNITIES = (Level.COMMUNITY, Level.VILLAGE)


def of_places(places: Sequence[Spot], units: Sequence[Unit], posts: Sequence[Held], on: date) -> Iterator[Finding]:
    """`places`: all that are in force, in the tree's order. One query, for the neighbourhoods."""
    yield from _nobody_answers(places, units)
    yield from _misplaced(places, units)
    yield from _slots(places, posts)
    yield from _grid_heads(places, units, posts)
    yield from _linked_leaders(places, units, posts)
    yield from _building_heads(places, units, posts)
    inside = {place.pk: place for place in places}
    yield from _neighbourhoods(inside, on)
    yield from _redraws(places)


def _nobody_answers(places: Sequence[Spot], units: Sequence[Unit]) -> Iterator[Finding]:
    """Places on a rung for which nobody answers on it; a grid with a working group is on its way."""
    answered = {(RUNGS[unit.kind], unit.place_id) for unit in units if unit.kind in RUNGS}
    in_transition = {unit.place_id for unit in units if unit.kind == Kind.WORKING_GROUP}
    for place in places:
        rung = RUNG_OF_LEVEL.get(Level(place.level))
        if rung is None or (rung, place.pk) in answered or (rung == 1 and place.pk in in_transition):
            continue
        kind = Kind(KIND_OF_RUNG[rung]).label
        yield Finding(
            "空白" if rung == 1 else "链条", place.name, f"还没有{kind}{'，也没有党的工作小组' * (rung == 1)}。"
        )


def _slots(places: Sequence[Spot], posts: Sequence[Held]) -> Iterator[Finding]:
    grids = [place for place in places if place.level == Level.GRID]
    found = staffed(grids, posts)
    for grid in grids:
        if missing := found[grid.pk].missing_in_words:
            yield Finding("力量", grid.name, f"未配齐：缺{missing}。")


def _grid_heads(places: Sequence[Spot], units: Sequence[Unit], posts: Sequence[Held]) -> Iterator[Finding]:
    """网格长 who have left the community's party organisation since they were appointed."""
    inside, where = {place.pk: place for place in places}, _where(places, units)
    for post in posts:
        grid = inside.get(post.place_id or 0) if post.role == Role.GRID_HEAD else None
        community = inside.get(grid.parent_id or 0) if grid else None
        home = where.get(post.belongs_to or 0)
        if grid and community and not (home and holds(community, home)):
            yield Finding("力量", grid.name, "网格长不在社区党组织的党员名册里。", of_members=True)


def _misplaced(places: Sequence[Spot], units: Sequence[Unit]) -> Iterator[Finding]:
    """The register refuses it; but a grid may have come to another community since."""
    inside, where = {place.pk: place for place in places}, _where(places, units)
    for unit in units:
        own, above = inside.get(unit.place_id or 0), where.get(unit.parent_id or 0)
        if own and above and not holds(above, own):
            yield Finding("链条", unit.name, f"管辖{own.name}，不在上级组织的地域（{above.name}）里。", unit.pk)


def _where(places: Sequence[Spot], units: Sequence[Unit]) -> dict[int, Spot | None]:
    """Of each unit its place, or that of the nearest one above it that has one."""
    inside = {place.pk: place for place in places}
    where: dict[int, Spot | None] = {}
    for unit in units:  # a parent comes before its children
        where[unit.pk] = inside.get(unit.place_id or 0) or where.get(unit.parent_id or 0)
    return where


def _linked_leaders(places: Sequence[Spot], units: Sequence[Unit], posts: Sequence[Held]) -> Iterator[Finding]:
    place_of = {unit.pk: unit.place_id for unit in units}
    linked = {
        post.place_id or place_of.get(post.organisation_id or 0) for post in posts if post.role == Role.LINKED_LEADER
    }
    for place in places:
        if place.level in COMMUNITIES and place.pk not in linked:
            yield Finding("联系", place.name, "还没有联系领导。")


def _building_heads(places: Sequence[Spot], units: Sequence[Unit], posts: Sequence[Held]) -> Iterator[Finding]:
    """In communities whose rule is that all of them are members; how many, not who."""
    ruled = {unit.place_id for unit in units if unit.heads_are_members}
    heads = [post for post in posts if post.role == Role.BUILDING_HEAD and not post.by_member]
    for place in places:
        if place.pk not in ruled:
            continue
        odd = sum(1 for post in heads if post.lft is not None and place.lft < post.lft < place.rght)
        if odd:
            said = f"{odd} 名楼栋长不是党员，社区的规矩是楼栋长全部由党员担任。"
            yield Finding("力量", place.name, said, of_members=True)


def _neighbourhoods(inside: dict[int, Spot], on: date) -> Iterator[Finding]:
    for one in Neighbourhood.objects.filter(is_active=True).with_parts():
        if one.place_id in inside and (missing := one.missing(on)):
            yield Finding("邻里", f"{inside[one.place_id].name} {one}", f"未配齐：缺{'、'.join(missing)}。")


def of_estates(estates: Sequence[tuple[Estate, int]], units: Sequence[Unit]) -> Iterator[Finding]:
    """五步走: an estate has its branch, and the list in its community says that it is not so far.

    `estates`: each with how many of its steps are done.
    """
    walking = {estate.community_id for estate, done in estates if done}
    behind = {
        estate.pk: (estate, done) for estate, done in estates if estate.community_id in walking and done < LAST_STEP - 1
    }
    for unit in units:
        if unit.kind in BRANCHES and unit.serves_id in behind:
            estate, done = behind[unit.serves_id]
            yield Finding("小区", estate.name, f"已有党支部：{unit}，五步走只登记到第 {done} 步，请补登记。", unit.pk)


def _redraws(places: Sequence[Spot]) -> Iterator[Finding]:
    for place in places:
        if place.redrawn_since and place.redraw_action:
            action = GridRedraw.Action(place.redraw_action).label
            said = f"{place.redrawn_since:%Y年%-m月%-d日}开始重新划定，支部动作：{action}，还没有完成。"
            yield Finding("划格", place.name, said, place.redraw_branch_id)
