"""Where a post can be: power follows from role and whereabouts together, so nonsense is refused in a sentence."""

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from partyorg.actions import appoint, end_organisation
from partyorg.kinds import Kind, Role
from partyorg.models import Post
from partyorg.whereabouts import WHERE, why_not_there
from tests.factories import LONG_AGO, MONDAY, Town
from tests.partyorg.building import TODAY, add


def refused(town: Town, role: Role, **where: object) -> dict[str, list[str]]:
    nobody = User.objects.create_user(f"new-{role.lower()}", name="新人")
    before = Post.objects.count()
    with pytest.raises(ValidationError) as said:
        appoint(nobody, role=role, from_date=LONG_AGO, by=None, at=MONDAY, **where)  # type: ignore[arg-type]
    assert Post.objects.count() == before
    return said.value.message_dict


def test_every_role_has_its_place() -> None:
    assert set(WHERE) == set(Role)
    assert why_not_there(Role.BUILDING_HEAD, level="BUILDING") == ""


@pytest.mark.parametrize(
    ("role", "key", "field"),
    [
        (Role.COMMUNITY_SECRETARY, "housing", "organisation"),
        (Role.COMMUNITY_SECRETARY, "community", "place"),
        (Role.BRANCH_SECRETARY, "housing", "organisation"),
        (Role.LEADING_GROUP_OFFICER, "property", "organisation"),
        (Role.SYSTEM_ADMINISTRATOR, "grid", "place"),
        (Role.GRID_WORKER, "district", "place"),
        (Role.BUILDING_HEAD, "branch", "organisation"),
    ],
)
def test_a_post_where_there_is_none_is_refused_at_its_field(town: Town, role: Role, key: str, field: str) -> None:
    where = {"place": town.places[key]} if field == "place" else {"organisation": town.units[key]}
    [sentence] = refused(town, role, **where)[field]
    assert sentence.startswith(f"{role.label}设在")
    assert "不能设在" in sentence


def test_nobody_is_appointed_at_a_unit_that_has_ended(town: Town) -> None:
    unit = end_organisation(
        add(Kind.STREET_BODY, "撤了的站所", town.units["street_unit"]), on=TODAY, by=None, at=MONDAY
    )
    assert refused(town, Role.UNIT_OFFICER, organisation=unit) == {"organisation": ["撤了的站所已经撤销，不能再任职。"]}


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_that_nobody_can_reckon_with_is_refused(town: Town, day: str) -> None:
    page = town.client("system_admin").post(
        "/admin/partyorg/organisation/add/",
        {
            "name": "临时党支部",
            "kind": Kind.TEMPORARY_BRANCH,
            "parent": town.units["community_unit"].pk,
            "elected_on": day,
        },
    )
    assert page.status_code == 200
    assert "请写一个真实的日期" in page.content.decode()


def test_a_day_of_the_past_does_not_put_those_out_who_are_in_it_today(town: Town) -> None:
    with pytest.raises(ValidationError, match="在任的岗位"):
        end_organisation(town.units["branch"], on=LONG_AGO.replace(year=2010), by=None, at=MONDAY)
