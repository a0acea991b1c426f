"""Which organisation hangs under which: the pairs the field names pass, every other is refused with its sentence."""

from itertools import pairwise, product

import pytest
from django.core.exceptions import ValidationError

from partyorg.actions import add_organisation, describe_organisation, end_organisation, move_organisation
from partyorg.chain import ALONE, UNDER, why_not
from partyorg.kinds import Kind
from partyorg.models import Chapter, Organisation
from tests.factories import MONDAY, Town

TODAY = MONDAY.date()


def test_every_kind_says_what_it_hangs_under() -> None:
    assert set(UNDER) == set(Kind)
    assert all(under <= {ALONE, *Kind} for under in UNDER.values())


def test_every_pair_passes_or_is_refused_in_a_sentence() -> None:
    for kind, under in product(Kind, [ALONE, *Kind]):
        sentence = why_not(kind, under)
        assert bool(sentence) == (under not in UNDER[kind]), (kind, under)
        if sentence:
            assert sentence.startswith(str(kind.label))
            assert (str(Kind(under).label) if under else "单独存在") in sentence


def test_the_chains_of_the_three_districts_hold() -> None:
    for chain in [
        [Kind.DISTRICT_COMMITTEE, Kind.STREET_COMMITTEE, Kind.COMMUNITY_COMMITTEE, Kind.GRID_BRANCH, Kind.PARTY_GROUP,
         Kind.MEMBER_HOUSEHOLD],
        [Kind.GRAND_COMMITTEE, Kind.GRID_BRANCH, Kind.BUILDING_GROUP, Kind.MEMBER_HOUSEHOLD],
        [Kind.COMMUNITY_GENERAL_BRANCH, Kind.ESTATE_BRANCH, Kind.BUILDING_GROUP],
    ]:  # fmt: skip
        assert not any(why_not(below, above) for above, below in pairwise(chain))


def test_a_wrong_parent_is_refused_when_added_when_moved_and_when_the_kind_changes(town: Town) -> None:
    branch, community = town.units["branch"], town.units["community_unit"]
    group = add_organisation(name="一组", kind=Kind.PARTY_GROUP, parent=branch, place=None, by=None, at=MONDAY)
    with pytest.raises(ValidationError, match="党员中心户要挂在楼院党小组、楼栋党小组下面"):
        add_organisation(name="户", kind=Kind.MEMBER_HOUSEHOLD, parent=community, place=None, by=None, at=MONDAY)
    with pytest.raises(ValidationError, match="不能挂在社区党委下面"):
        move_organisation(group, to=community, by=None, at=MONDAY)
    with pytest.raises(ValidationError, match="下面还有一组"):
        describe_organisation(branch, kind=Kind.WORKING_GROUP, due_on=TODAY, by=None, at=MONDAY)
    group.refresh_from_db()
    assert group.parent_id == branch.pk


def test_what_is_ended_stays_in_the_register_and_answers_no_more(town: Town) -> None:
    branch = town.units["branch"]
    with pytest.raises(ValidationError, match="1 个在任的岗位"):
        end_organisation(branch, on=TODAY, by=None, at=MONDAY)
    branch.posts.update(to_date="2026-01-01")
    end_organisation(branch, on=TODAY, note="并入第2网格", by=None, at=MONDAY)
    assert branch not in Organisation.objects.answering_for(town.grid)
    assert town.reported().owner_org == town.units["community_unit"]
    [chapter] = branch.chapters.all()
    assert (chapter.what, chapter.on, chapter.note) == (Chapter.What.ENDED, TODAY, "并入第2网格")
    again = add_organisation(
        name="新支部", kind=Kind.GRID_BRANCH, parent=town.units["community_unit"], place=town.grid, by=None, at=MONDAY
    )
    assert town.reported("路灯不亮").owner_org == again
