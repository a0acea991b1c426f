"""吹哨: upwards only, by the right hat, with what the rung asks for."""

from typing import Any

import pytest

from cases import actions
from cases.models import Case
from tests.factories import MONDAY, Town


def whistle(town: Town, case: Case, who: str, to: int, **given: str) -> Case:
    words = {"reason": "本级办不了", "study": "已研判，需部门"} | given
    return actions.whistle(case, to=to, by=town.hat(who), at=MONDAY, **words)


def rule_of(town: Town, case: Case, who: str, to: int, **given: str) -> str:
    with pytest.raises(actions.Refused) as refusal:
        whistle(town, case, who, to, **given)
    return refusal.value.rule


def matched(town: Town, tried: str = "上门看过", **said: Any) -> Case:
    case = town.handling(**said)
    return actions.match_resource(case, resource=None, tried=tried, by=town.hat("secretary"), at=MONDAY)


def test_the_grid_matches_its_resources_first(town: Town) -> None:
    assert rule_of(town, town.handling(), "secretary", 2) == "resource_matched"
    assert whistle(town, matched(town), "secretary", 2).owner_level == 2


def test_an_urgent_matter_need_not_wait_for_the_match(town: Town) -> None:
    assert whistle(town, town.handling(urgency="URGENT"), "secretary", 3).owner_level == 3


def test_a_small_matter_stays_until_the_grid_has_tried(town: Town) -> None:
    assert rule_of(town, matched(town, tried="", category="LIGHTING"), "secretary", 2) == "grid_tried"
    assert (
        whistle(town, matched(town, tried="换过灯泡，还是不亮", category="LIGHTING"), "secretary", 2).owner_level == 2
    )


def test_only_the_branch_secretary_whistles_for_the_grid(town: Town) -> None:
    case = matched(town)
    for who in ["worker", "guide", "community", "street", "far_secretary"]:
        assert rule_of(town, case, who, 3) == "not_yours"


def test_the_whistled_unit_owns_and_hosts_with_new_clocks(town: Town) -> None:
    before = matched(town)
    after = whistle(town, before, "secretary", 2)
    assert (after.owner_org, after.host_org) == (town.units["community_unit"], town.units["community_unit"])
    assert (after.state, after.handle_limit, after.respond_limit) == ("dispatched", "2wd", "4wh")
    assert after.first_receiver == town.units["branch"]


def test_from_the_grid_to_the_street_the_community_gets_a_copy(town: Town) -> None:
    case = whistle(town, matched(town), "secretary", 3)
    copied = case.assisting.get()
    assert (copied.organisation, copied.why) == (town.units["community_unit"], "COPIED")


def test_nobody_skips_further_than_the_street(town: Town) -> None:
    assert rule_of(town, matched(town), "secretary", 4) == "next_rung"
    assert rule_of(town, town.handled_by(2), "community", 4) == "next_rung"


def test_the_street_adds_its_study(town: Town) -> None:
    case = town.handled_by(3)
    assert rule_of(town, case, "street", 4, study=" ") == "study_note"
    assert whistle(town, case, "street", 4).owner_level == 4


def test_without_a_reason_there_is_no_whistle(town: Town) -> None:
    assert rule_of(town, matched(town), "secretary", 2, reason="  ") == "reason_given"


@pytest.mark.parametrize("to", [1, 2])
def test_a_whistle_downwards_breaks_the_rule_of_no_return(town: Town, to: int) -> None:
    assert rule_of(town, town.handled_by(3), "street", to) == "no_return"


def test_a_whistle_to_where_it_is_goes_nowhere(town: Town) -> None:
    assert rule_of(town, town.handled_by(3), "street", 3) == "upwards"


def test_a_whistle_on_a_stale_page_is_a_conflict_not_a_second_step(town: Town) -> None:
    case = matched(town)
    stale = Case.objects.with_faces().get(pk=case.pk)
    whistle(town, case, "secretary", 2)
    with pytest.raises(actions.Conflict):
        whistle(town, stale, "secretary", 3)
    case.refresh_from_db()
    assert (case.owner_level, case.events.filter(kind="whistle").count()) == (2, 1)


def test_a_street_that_stands_in_for_a_grid_whistles_on_from_where_it_is(town: Town) -> None:
    """The grid has no branch and its community no committee yet: the street has the case on level 1."""
    case = town.handling(urgency="URGENT")
    Case.objects.filter(pk=case.pk).update(owner_org=town.units["street_unit"], host_org=town.units["street_unit"])
    case = Case.objects.with_faces().get(pk=case.pk)
    assert (case.owner_level, case.rung) == (1, 3)
    assert rule_of(town, case, "street", 3) == "upwards"
    assert rule_of(town, case, "street", 5) == "next_rung"
    assert rule_of(town, case, "street", 4, study="") == "study_note"
    assert whistle(town, case, "street", 4).owner_level == 4
