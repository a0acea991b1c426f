"""The units offered as hosts are those that the rule lets through, on every rung: no more, no fewer."""

import re

import pytest

from cases import actions
from cases.forms.units import guests_for, hosts_for
from cases.guards import GUARDS, Attempt
from cases.models import Case
from cases.terms import Kind as Event
from cases.terms import Who
from partyorg.actions import add_organisation, end_organisation
from partyorg.kinds import Kind
from partyorg.models import Organisation
from tests.desk.conftest import page, text
from tests.factories import MONDAY, Town

GUARDED = ("host_has_duty", "host_not_below")


@pytest.fixture
def town(town: Town) -> Town:
    """With teams and companies here, elsewhere and everywhere."""
    here, there = (
        {Kind.STREET_BODY: town.units[f"{far}street_unit"], Kind.PARTY_GROUP: town.units[f"{far}branch"]}
        for far in ("", "far_")
    )
    community = {Kind.STREET_BODY: here[Kind.STREET_BODY]}  # no party group: it would lie outside its branch
    where = [(town.grid, here), (town.places["community"], community), (town.places["far_grid"], there), (None, here)]
    for number, (place, under) in enumerate(where):
        for kind in (Kind.TEAM, Kind.COMPANY, Kind.STREET_BODY, Kind.DEPARTMENT, Kind.PARTY_GROUP):
            if kind != Kind.PARTY_GROUP or kind in under:
                name, parent = f"{kind.label}{number}", under.get(kind)
                add_organisation(name=name, kind=kind, parent=parent, place=place, by=None, at=MONDAY)
    return town


def allowed(town: Town, case: Case) -> set[str]:
    def passes(host: Organisation) -> bool:
        attempt = Attempt(case, Event.DISPATCH, town.hat("platform"), Who.OWNER_HEAD, MONDAY, {"host": host})
        return all(GUARDS[guard](attempt) for guard in GUARDED)

    return {unit.name for unit in Organisation.objects.all() if passes(unit)}


def owned_by(town: Town, level: int) -> Case:
    if level == 5:
        return actions.raise_top(town.handled_by(4), reason="要钱", by=town.hat("platform"), at=MONDAY)
    return town.handled_by(level)


@pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
def test_on_each_rung_what_is_offered_is_what_is_allowed(town: Town, level: int):
    case = owned_by(town, level)
    offered = hosts_for(case)
    assert {unit.name for unit in offered} == allowed(town, case)
    assert offered[0] == case.owner_org
    assert len(offered) > 3


@pytest.mark.parametrize("level", [1, 2])
def test_a_street_that_stands_in_for_a_lower_rung_names_whom_a_street_names(town: Town, level: int):
    Organisation.objects.filter(name__in=["太平镇社区第1网格党支部", "太平镇社区党委"]).update(kind=Kind.PARTY_GROUP)
    case = town.reported()
    Case.objects.filter(pk=case.pk).update(owner_level=level)
    case = Case.objects.with_faces().get(pk=case.pk)
    assert case.owner_org == town.units["street_unit"]
    offered = hosts_for(case)
    assert {unit.name for unit in offered} == allowed(town, case)
    assert town.units["station"] in offered


def test_who_has_ended_hosts_nothing_and_meets_nobody(town: Town):
    case = town.handled_by(3)
    ended = next(unit for unit in hosts_for(case) if unit.kind == Kind.COMPANY)
    end_organisation(ended, on=MONDAY.date(), by=None, at=MONDAY)
    assert ended not in hosts_for(case)
    assert ended not in guests_for(case)
    assert ended.name not in allowed(town, case)


def test_the_form_lists_just_these(town: Town):
    case = town.handled_by(3)
    Case.objects.filter(pk=case.pk).update(state="rework")
    listed = re.findall(r'<option value="(\d+)"', text(town.client("street").get(page(case, "dispatch"))))
    assert sorted(map(int, listed)) == sorted(unit.pk for unit in hosts_for(case))
