"""A04 “绿马甲”环保志愿队、“手牵手”邻里互助社: a team's activity records who, how long, what; hours reach the ledger."""

from __future__ import annotations

import pytest
from django.urls import reverse

from activities.models import Activity, Presence
from teams.models import Team
from tests.activities.calling import ENDS_AT, at, filled, volunteer, was_there
from tests.activities.conftest import monday, town
from tests.factories import LONG_AGO, Town
from tests.resident.conftest import text
from tests.volunteers.ledger import balance
from volunteers.actions import approve_all
from volunteers.checking import check_ledger
from volunteers.kinds import Currency
from volunteers.models import Service

__all__ = ["monday", "town"]
pytestmark = pytest.mark.django_db


def test_a_team_activity_records_participants_hours_and_type_and_the_hours_reach_the_ledger(town: Town) -> None:
    lead, members = volunteer(town, "队长"), [volunteer(town, name) for name in ("甲志愿", "乙志愿")]
    team = Team.objects.create(
        community=town.places["community"], name="绿马甲", kind=Team.Kind.CLEANING, lead=lead, founded_on=LONG_AGO
    )
    said = filled(town, team=str(team.pk), spot="36.0805, 120.3505")
    assert town.client("community").post(reverse("activities:new"), said).status_code == 302
    activity = Activity.objects.get()
    assert (activity.team, activity.leader, activity.get_sort_display()) == (team, lead, "环境整改")
    for member, hours in zip(members, (1.5, 1), strict=True):
        was_there(activity, member, hours=hours)
    page = text(town.client("community").get(reverse("activities:activity", args=[activity.pk])))
    assert all(word in page for word in ("甲志愿", "乙志愿", "绿马甲", "环境整改"))
    assert Presence.objects.filter(recorded=True).count() == 2
    with at(ENDS_AT):
        waiting = list(Service.objects.values_list("pk", flat=True))
        assert approve_all(waiting, by=town.hat("community"), at=ENDS_AT) == (2, 0)
    assert [balance(member, Currency.HOURS) for member in members] == [90, 60]
    assert [balance(member) for member in members] == [2, 1]
    assert check_ledger().amiss == []
