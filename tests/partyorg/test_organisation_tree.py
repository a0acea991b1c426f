"""The tree of organisations: written under its lock, proved against its parent links."""

import threading
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connections
from mptt.exceptions import InvalidMove

from accounts.models import AuditEntry
from grids.treecheck import broken_rows
from partyorg.actions import add_organisation, describe_organisation, move_organisation
from partyorg.answering import Answering
from partyorg.kinds import Kind
from partyorg.models import Organisation
from tests.factories import MONDAY, build_town


def unit(name: str, parent: Organisation | None, kind: Kind = Kind.PARTY_GROUP) -> Organisation:
    return add_organisation(name=name, kind=kind, parent=parent, place=None, by=None, at=MONDAY)


@pytest.mark.django_db
def test_moving_a_branch_takes_its_groups_along() -> None:
    town = build_town()
    branch = unit("功能型党支部", town.units["community_unit"], Kind.FUNCTIONAL_BRANCH)
    child = unit("一号楼党小组", branch)
    move_organisation(branch, to=town.units["far_community_unit"], by=None, at=MONDAY)
    child.refresh_from_db()
    assert town.units["far_community_unit"] in child.get_ancestors()
    assert list(broken_rows(Organisation)) == []
    assert AuditEntry.objects.filter(action="调整上级组织").exists()


@pytest.mark.django_db
def test_nobody_hangs_under_their_own_child() -> None:
    town = build_town()
    child = unit("一号楼党小组", town.units["branch"])
    with pytest.raises(InvalidMove):
        move_organisation(town.units["branch"], to=child, by=None, at=MONDAY)


@pytest.mark.django_db
def test_a_place_has_one_unit_on_a_rung() -> None:
    town = build_town()
    below, given = town.units["community_unit"], dict[str, Any](by=None, at=MONDAY)
    with pytest.raises(ValidationError):
        add_organisation(name="重名", kind=Kind.GRID_BRANCH, parent=below, place=town.grid, **given)
    with pytest.raises(ValidationError):
        describe_organisation(town.units["next_branch"], by=None, at=MONDAY, place=town.grid)
    with pytest.raises(ValidationError):
        add_organisation(name="无地", kind=Kind.GRID_BRANCH, parent=below, place=None, **given)
    above, community = town.units["street_unit"], town.places["community"]
    with pytest.raises(ValidationError):  # another kind on the same rung
        add_organisation(name="大党委", kind=Kind.GRAND_COMMITTEE, parent=above, place=community, **given)


@pytest.mark.django_db
def test_one_place_and_the_whole_district_are_answered_alike() -> None:
    town = build_town()
    whole, one = Answering.load(), Answering.load_for(town.grid)
    for rung, unit in enumerate(["branch", "community_unit", "street_unit", "platform", "leading_group"], start=1):
        assert whole.unit(town.grid.pk, rung) == one.unit(town.grid.pk, rung) == town.units[unit].pk
    assert whole.unit(town.places["street"].pk, 1) is None
    assert whole.unit_from(town.places["community"].pk, 1) == (2, town.units["community_unit"].pk)


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_leave_the_tree_whole() -> None:
    root = unit("根", None, Kind.DISTRICT_COMMITTEE)

    def write(number: int) -> None:
        for turn in range(5):
            unit(f"{number}-{turn}", root, Kind.DEPARTMENT)
        connections.close_all()

    threads = [threading.Thread(target=write, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Organisation.objects.count() == 21
    assert list(broken_rows(Organisation)) == []
