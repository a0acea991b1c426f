"""C02 物业牵头成立党支部: a branch leans on the company (依托单位) and serves an estate (服务小区), each by itself."""

import pytest
from django.urls import reverse

from partyorg.kinds import Kind
from partyorg.models import Organisation
from tests.factories import Town, build_town
from tests.partyorg.building import add_estate

ADD = reverse("admin:partyorg_organisation_add")


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


def written(town: Town, name: str, kind: Kind, **said: int) -> Organisation:
    """At the register."""
    fields = {"name": name, "kind": kind, "parent": town.units["community_unit"].pk, **said}
    assert town.client("system_admin").post(ADD, fields).status_code == 302
    return Organisation.objects.get(name=name)


def page(town: Town, unit: Organisation) -> str:
    return town.client("community").get(reverse("partyorg:organisation", args=[unit.pk])).content.decode()


@pytest.mark.parametrize(("company", "estate"), [("安尚物业", "君悦湾"), ("谐安物业", "鼎秀华城")])
def test_the_unit_leant_on_and_the_estate_served_are_two_things(town: Town, company: str, estate: str) -> None:
    owner = written(town, company, Kind.PROPERTY_COMPANY, place=town.places["community"].pk)
    served = add_estate(town.places["community"], estate)
    branch = written(town, f"{company}党支部", Kind.PROPERTY_BRANCH, leans_on=owner.pk, serves=served.pk)
    shown = page(town, branch)
    assert f"<dt>依托单位</dt><dd>{company}</dd>" in shown
    assert f'<dt>服务小区</dt><dd><a href="{reverse("partyorg:estate", args=[served.pk])}">{estate}</a></dd>' in shown
    for serving in (owner, town.units["branch"]):
        assert f"{estate}</a></dd>" not in page(town, serving)


def test_either_may_be_without_the_other(town: Town) -> None:
    leaning = written(town, "功能型党支部", Kind.FUNCTIONAL_BRANCH, leans_on=town.units["property"].pk)
    served = add_estate(town.places["community"], "君悦湾")
    serving = written(town, "小区党支部", Kind.ESTATE_BRANCH, serves=served.pk)
    assert ("依托单位" in page(town, leaning), "服务小区" in page(town, leaning)) == (True, False)
    assert ("依托单位" in page(town, serving), "服务小区" in page(town, serving)) == (False, True)
