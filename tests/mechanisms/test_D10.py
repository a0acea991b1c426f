"""D10 区委—街道党工委—社区党委—网格党支部—楼院党小组—党员中心户: only these pairs; a missing tier is listed."""

import pytest

from partyorg.chain import why_not
from partyorg.findings import findings
from partyorg.kinds import Kind
from tests.factories import Town, build_town
from tests.partyorg.building import TODAY, add, add_community, add_grids

CHAIN = [
    *(Kind.DISTRICT_COMMITTEE, Kind.STREET_COMMITTEE, Kind.COMMUNITY_COMMITTEE, Kind.GRID_BRANCH),
    *(Kind.PARTY_GROUP, Kind.MEMBER_HOUSEHOLD),
]


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


def missing(town: Town) -> set[tuple[str, str]]:
    return {
        (one.subject, one.said) for one in findings(town.places["district"], TODAY) if one.about in ("链条", "空白")
    }


def test_of_the_six_tiers_each_hangs_under_the_one_above_and_no_other() -> None:
    for number, kind in enumerate(CHAIN):
        may = {above for above in CHAIN if not why_not(kind, above)}
        assert may == ({CHAIN[number - 1]} if number else set())


def test_a_chain_that_breaks_off_is_listed_where_it_does(town: Town) -> None:
    assert ("太平镇社区第1网格党支部", "下面还没有楼院党小组或楼栋党小组。") in missing(town)
    group = add(Kind.PARTY_GROUP, "一院党小组", town.units["branch"])
    assert ("一院党小组", "下面还没有党员中心户。") in missing(town)
    add(Kind.MEMBER_HOUSEHOLD, "老于家", group)
    assert not {subject for subject, _ in missing(town)} & {"太平镇社区第1网格党支部", "一院党小组"}


def test_a_place_for_which_nobody_answers_is_listed(town: Town) -> None:
    town.places["street"].refresh_from_db()
    community = add_community(town, 2, "新社区")
    add_grids(community, 1)
    town.places["district"].refresh_from_db()
    found = missing(town)
    assert ("新社区", "还没有社区党委。") in found
    assert ("新社区第1网格", "还没有网格党支部，也没有党的工作小组。") in found
