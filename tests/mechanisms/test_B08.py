"""B08 26个社区党支部、200个党员活动小组、2877名居民党员组织生活全覆盖: 100 %, and 99.97 % when one has no event."""

from __future__ import annotations

from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from grids.models import Place
from partylife.actions import Told, record
from partylife.kinds import Life
from partyorg.actions import appoint
from partyorg.hats import hat_of
from partyorg.kinds import Kind, Role
from partyorg.models import Member, Organisation
from tests.factories import LONG_AGO, MONDAY, build_town
from tests.partylife.conftest import COVERAGE, LIFE, monday, november, text

__all__ = ["monday"]
BRANCHES, GROUPS, MEMBERS = 26, 200, 2877
FEW_QUERIES = 12


@pytest.fixture
def officer(db: None) -> User:
    """The party officer of 26 branches with 200 groups and 2,877 members."""
    build_town()
    ids = count(10_000)
    groups = [[node(Kind.BUILDING_GROUP, f"{number}-{one}组", ids) for one in range(8)] for number in range(BRANCHES)]
    del groups[-1][GROUPS - BRANCHES * 8 :]
    branches = [node(Kind.ESTATE_BRANCH, f"第{number}支部", ids, below) for number, below in enumerate(groups)]
    nodes = Organisation.objects.build_tree_nodes(node(Kind.GENERAL_BRANCH, "党总支", ids, branches))
    Organisation.objects.bulk_create(nodes)
    units = list(Organisation.objects.filter(kind=Kind.ESTATE_BRANCH))
    Member.objects.bulk_create(
        Member(name=f"党员{number}", organisation=units[number % BRANCHES], since=LONG_AGO) for number in range(MEMBERS)
    )
    person = User.objects.create_user("officer", name="尤专干")
    root = Organisation.objects.get(name="党总支")
    appoint(person, role=Role.PARTY_OFFICER, organisation=root, from_date=LONG_AGO, by=None, at=MONDAY)
    return person


def node(kind: Kind, name: str, ids: Any, children: list[dict] | None = None) -> dict[str, Any]:
    below = children or []
    own = next(ids)
    for child in below:
        child["parent_id"] = own
    return {"id": own, "parent_id": None, "name": name, "kind": kind, "children": below}


def everybody_but(left_out: int, by: User) -> None:
    """Each branch holds a theme day, with all its members; the last `left_out` of them all stay away."""
    away = set(Member.objects.order_by("-id").values_list("pk", flat=True)[:left_out])
    for branch in Organisation.objects.filter(kind=Kind.ESTATE_BRANCH):
        there = [member for member in branch.members.all() if member.pk not in away]
        told = Told(life=Life.THEME_DAY, held_on=november(5), subject="主题党日", hosts=[branch], members=there)
        record(told, by=hat_of(by, MONDAY), at=MONDAY)


def test_all_of_them_have_had_one(officer: User, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    everybody_but(0, officer)
    client = signed_in(officer)
    with django_assert_max_num_queries(FEW_QUERIES):
        shown = client.get(COVERAGE, {"period": "2026Q4"})
    coverage = shown.context["coverage"]
    assert (coverage.branches, coverage.groups, coverage.members) == (BRANCHES, GROUPS, MEMBERS)
    assert (coverage.covered, coverage.percent) == (MEMBERS, Decimal("100.00"))
    assert "100.00%" in text(shown)


def test_one_member_without_any_leaves_99_97_percent_and_is_named(officer: User) -> None:
    everybody_but(1, officer)
    shown = signed_in(officer).get(COVERAGE, {"period": "2026Q4"})
    assert shown.context["coverage"].percent == Decimal("99.97")
    assert [member.name for member in shown.context["page"]] == [f"党员{MEMBERS - 1}"]
    before = signed_in(officer).get(COVERAGE, {"period": "2026Q3"}).context["coverage"]
    assert (before.covered, before.percent) == (0, Decimal("0.00"))


def test_the_board_shows_the_same_share_without_a_name(officer: User) -> None:
    community = Place.objects.get(name="太平镇社区")
    Organisation.objects.filter(name="党总支").update(place=community)
    everybody_but(1, officer)
    page = signed_in(User.objects.get(username="street")).get(f"/board/{community.pk}/forces/life/")
    assert page.context["behind"].amount.text == "99.97%"
    assert page.context["behind"].amount.parts == "2,876 / 2,877"
    assert "99.97%" in text(page)
    assert f"党员{MEMBERS - 1}" not in text(page)


def test_nobody_else_reads_who_has_none(officer: User) -> None:
    worker = signed_in(User.objects.get(username="worker"))
    assert worker.get(COVERAGE).status_code == 403
    assert signed_in(User.objects.get(username="secretary")).get(LIFE).status_code == 200
    other = signed_in(User.objects.get(username="secretary")).get(COVERAGE)
    assert other.context["coverage"].members == 0


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client
