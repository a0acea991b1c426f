"""Which cases are suggested as the same matter, which are taken for the same without asking."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.personal import lookup_hash
from cases import actions
from cases.duplicates import Suggestion, same_matter_of, suggestions
from cases.models import Case, Category
from cases.terms import State
from partyorg.hats import Hat
from tests.factories import MONDAY, Town

LEAK, LEAK_TOO, NOISE = "地下室漏水，墙皮洇湿", "2号楼地下室一直漏水，墙都湿了", "楼上半夜打麻将，吵得睡不着"
METRE = 1 / 111_320  # of latitude, in degrees
HERE = (36.0805, 120.3505)
PHONE = "13800000001"


def suggested(town: Town, case: Case, who: str = "community") -> list[Suggestion]:
    shown = Case.objects.with_faces().get(pk=case.pk)
    return suggestions(shown, town.hat(who), MONDAY)


def north(metres: float) -> dict[str, Any]:
    return {"lat": HERE[0] + metres * METRE, "lon": HERE[1]}


def category(code: str) -> Category:
    return Category.objects.get(code=code)


def test_an_earlier_case_of_the_same_grid_is_suggested_with_the_reasons(town: Town) -> None:
    earlier = town.reported(LEAK, category=category("LEAK"), **north(0))
    later = town.reported(LEAK_TOO, category=category("LEAK"), **north(60))
    [found] = suggested(town, later)
    assert found.case == earlier
    assert found.why == "同网格，相距 60 米，同类别，文字相近 43%"


def test_the_later_one_is_not_suggested_to_the_earlier(town: Town) -> None:
    earlier, _ = town.reported(LEAK), town.reported(LEAK_TOO)
    assert suggested(town, earlier) == []


def test_the_likest_come_first_and_five_are_enough(town: Town) -> None:
    for _ in range(6):
        town.reported(LEAK_TOO)
    likest = town.reported(LEAK + "。")
    found = suggested(town, town.reported(LEAK))
    assert len(found) == 5
    assert found[0].case == likest
    assert found == sorted(found, key=lambda one: -one.likeness)


def test_across_a_boundary_a_hundred_metres_are_near_and_no_more(town: Town) -> None:
    other_grid = {"place": town.places["next_grid"]}
    near = town.reported(LEAK, **other_grid, **north(90))
    town.reported(LEAK, **other_grid, **north(110))
    corner: dict[str, Any] = {"lat": HERE[0] + 80 * METRE, "lon": HERE[1] + 100 * METRE}  # 80 m north and 81 m east
    town.reported(LEAK, **other_grid, **corner)
    town.reported(LEAK, **other_grid)
    [found] = suggested(town, town.reported(LEAK_TOO, **north(0)))
    assert (found.case, found.reasons[0]) == (near, "相距 90 米")


def test_where_no_grid_is_known_the_community_is_compared(town: Town) -> None:
    in_a_grid = town.reported(LEAK)
    somewhere = town.reported(LEAK, place=town.places["community"])
    found = suggested(town, town.reported(LEAK_TOO, place=town.places["community"]))
    assert {one.case for one in found} == {in_a_grid, somewhere}
    assert {one.reasons[0] for one in found} == {"同社区"}
    assert somewhere in [one.case for one in suggested(town, town.reported(LEAK_TOO, place=town.places["next_grid"]))]


def test_one_without_a_category_is_like_any_but_two_categories_differ(town: Town) -> None:
    unsettled, other = town.reported(LEAK), town.reported(LEAK, category=category("NOISE"))
    assert [one.case for one in suggested(town, town.reported(LEAK_TOO, category=category("LEAK")))] == [unsettled]
    assert other in [one.case for one in suggested(town, town.reported(LEAK_TOO))]


@pytest.mark.parametrize(
    "changed",
    [
        {"state": State.CLOSED, "closed_at": MONDAY},
        {"submitted_at": MONDAY - timedelta(days=30, seconds=1)},
        {"confidential": True},
        {"words": NOISE},
    ],
    ids=["closed", "long ago", "confidential", "of other things"],
)
def test_what_is_not_suggested(town: Town, changed: dict[str, Any]) -> None:
    earlier, later = town.reported(LEAK), town.reported(LEAK_TOO)
    assert [one.case for one in suggested(town, later)] == [earlier]
    Case.objects.filter(pk=earlier.pk).update(**changed)
    assert suggested(town, later) == []


def test_a_confidential_case_is_compared_with_none(town: Town) -> None:
    town.reported(LEAK)
    assert suggested(town, town.reported(LEAK, confidential=True)) == []


def test_what_a_hat_may_not_see_is_not_suggested_to_it(town: Town) -> None:
    town.reported(LEAK)
    later = town.reported(LEAK_TOO)
    assert len(suggested(town, later, "community")) == 1
    assert suggested(town, later, "far_street") == []


def test_suggesting_costs_one_query_however_many_there_are(town: Town) -> None:
    for _ in range(8):
        town.reported(LEAK)
    later = Case.objects.with_faces().get(pk=town.reported(LEAK_TOO).pk)
    hat = town.hat("community")
    suggestions(later, hat, MONDAY)  # the first time in a process PostgreSQL is asked what it knows
    with CaptureQueriesContext(connection) as queries:
        found = suggestions(later, hat, MONDAY)
        _ = [(one.case.number, one.case.place.name, one.case.owner_org.name, one.why) for one in found]
    assert len(queries) == 1


def same_matter(town: Town, words: str, *, phone: str = PHONE, person: str = "", **said: Any) -> Case | None:
    report = actions.Report(words=words, **{"place": town.grid, **said})
    person_id = town.people[person].pk if person else None
    return same_matter_of(report, person_id=person_id, phone_hash=lookup_hash(phone), at=MONDAY)


AGAIN = "地下室还在漏水，墙皮洇湿，没人来"


def test_the_same_phone_and_the_same_words_are_the_same_matter(town: Town) -> None:
    case = town.reported(LEAK, phone=PHONE)
    assert same_matter(town, AGAIN) == case
    assert same_matter(town, AGAIN, phone="13800000002") is None
    assert same_matter(town, AGAIN, phone="") is None
    assert same_matter(town, LEAK_TOO) is None  # alike, but not so plainly the same
    assert same_matter(town, NOISE) is None


def test_the_same_account_is_the_same_person(town: Town) -> None:
    said = actions.Report(words=LEAK, place=town.grid)
    case = actions.report(said, by=Hat(person=town.people["guide"]), at=MONDAY)
    assert same_matter(town, AGAIN, phone="", person="guide") == case
    assert same_matter(town, AGAIN, phone="", person="worker") is None


def test_another_place_category_or_house_number_is_another_matter(town: Town) -> None:
    town.reported("3号楼" + LEAK, phone=PHONE, category=category("LEAK"), **north(0))
    assert same_matter(town, "3号楼" + AGAIN, **north(60)) is not None
    assert same_matter(town, "5号楼" + AGAIN) is None
    assert same_matter(town, AGAIN, place=town.places["next_grid"]) is None
    assert same_matter(town, AGAIN, category=category("NOISE")) is None
    assert same_matter(town, AGAIN, **north(101)) is None


def test_what_was_closed_within_thirty_days_is_still_the_same_matter(town: Town) -> None:
    case = town.reported(LEAK, phone=PHONE)
    closed = Case.objects.filter(pk=case.pk)
    closed.update(state=State.CLOSED, closed_at=MONDAY - timedelta(days=30))
    assert same_matter(town, AGAIN) == case
    closed.update(closed_at=MONDAY - timedelta(days=30, seconds=1))
    assert same_matter(town, AGAIN) is None


def test_the_open_case_comes_before_the_closed_one(town: Town) -> None:
    closed, still_open = town.reported(AGAIN, phone=PHONE), town.reported(LEAK, phone=PHONE)
    Case.objects.filter(pk=closed.pk).update(state=State.CLOSED, closed_at=MONDAY)
    assert same_matter(town, AGAIN) == still_open


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.REFUSED])
def test_what_ended_without_a_result_may_be_reported_anew(town: Town, state: State) -> None:
    case = town.reported(LEAK, phone=PHONE)
    Case.objects.filter(pk=case.pk).update(state=state, closed_at=MONDAY)
    assert same_matter(town, AGAIN) is None


def test_a_typed_number_never_leads_to_a_confidential_case(town: Town) -> None:
    said = actions.Report(words=LEAK, place=town.grid, phone=PHONE, confidential=True)
    case = actions.report(said, by=Hat(person=town.people["guide"]), at=MONDAY)
    assert same_matter(town, AGAIN) is None
    assert same_matter(town, AGAIN, confidential=True) is None
    assert same_matter(town, AGAIN, confidential=True, person="guide") == case
