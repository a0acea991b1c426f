"""A01 安置小区党支部: an estate with its facts and its one branch; a second active branch on it is refused.

南山花园C区: built in 2007, 6 buildings, 196 households. All of it at the pages: the registers and the estate's own.
"""

from typing import Any

import pytest
from django.urls import reverse

from grids.models import Estate
from partyorg.kinds import Kind
from partyorg.models import Organisation
from tests.factories import Town, build_town

ADD_ESTATE, ADD_UNIT = reverse("admin:grids_estate_add"), reverse("admin:partyorg_organisation_add")


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


@pytest.fixture
def estate(town: Town) -> Estate:
    """Written down at its register."""
    said = {
        "name": "南山花园C区", "community": town.places["community"].pk, "kind": "RESETTLED", "built_in": 2007,
        "buildings": 6, "households": 196,
    }  # fmt: skip
    assert town.client("system_admin").post(ADD_ESTATE, said).status_code == 302
    return Estate.objects.get(name="南山花园C区")


def attach(town: Town, estate: Estate, name: str, kind: Kind = Kind.ESTATE_BRANCH) -> Any:
    said = {"name": name, "kind": kind, "parent": town.units["community_unit"].pk, "serves": estate.pk}
    return town.client("system_admin").post(ADD_UNIT, said)


def shown(town: Town, estate: Estate) -> str:
    return town.client("community").get(reverse("partyorg:estate", args=[estate.pk])).content.decode()


def test_a_branch_is_attached_and_the_estates_page_shows_both(town: Town, estate: Estate) -> None:
    assert "还没有" in shown(town, estate)
    assert attach(town, estate, "南山花园C区党支部").status_code == 302
    page = shown(town, estate)
    for fact in ["南山花园C区", "安置小区", "2007 年", "6 栋", "196 户", "南山花园C区党支部</a>"]:
        assert fact in page, fact


def test_a_second_active_branch_on_the_same_estate_is_refused(town: Town, estate: Estate) -> None:
    assert attach(town, estate, "南山花园C区党支部").status_code == 302
    for kind in (Kind.ESTATE_BRANCH, Kind.PROPERTY_BRANCH):
        refused = attach(town, estate, "第二党支部", kind)
        assert refused.status_code == 200
        assert "南山花园C区已经有党支部：南山花园C区党支部" in refused.content.decode()
    assert "第二党支部" not in shown(town, estate)
    first = Organisation.objects.get(serves=estate)
    end = reverse("partyorg:organisation-deed", args=[first.pk, "end"])
    assert town.client("community").post(end, {"on": "2026-11-10", "note": "重新组建"}).status_code == 302
    assert attach(town, estate, "第二党支部").status_code == 302
    assert "第二党支部</a>" in shown(town, estate)
    assert "南山花园C区党支部</a>" not in shown(town, estate)
