"""等级: from the hours or points of twelve months, by the scheme of the community, reckoned each night."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils.timezone import localdate

from accounts.models import User
from tests.factories import MONDAY, Town
from tests.volunteers.people import joined, served
from volunteers.actions import approve, reckon_tiers, reverse_service
from volunteers.kinds import Currency, Tier
from volunteers.models import Scheme, Volunteer
from volunteers.tiers import Ladder, first_day

LADDER = Ladder(Currency.HOURS, 1200, 3000, 6000)


@pytest.mark.parametrize(("minutes", "tier"), [
    (0, Tier.PLAIN), (1199, Tier.PLAIN), (1200, Tier.SILVER), (2999, Tier.SILVER), (3000, Tier.GOLD), (6000, Tier.VIP),
])  # fmt: skip
def test_each_step_begins_with_its_own_number(minutes: int, tier: Tier) -> None:
    assert LADDER.tier(minutes=minutes, points=99_999) == tier


def test_by_points_hours_do_not_count() -> None:
    assert Ladder(Currency.POINTS, 20, 50, 100).tier(minutes=99_999, points=50) == Tier.GOLD


@pytest.mark.parametrize(("today", "first"), [
    (date(2026, 11, 16), date(2025, 11, 17)), (date(2028, 2, 28), date(2027, 2, 28)),
    (date(2028, 2, 29), date(2027, 3, 1)), (date(2026, 12, 31), date(2026, 1, 1)),
])  # fmt: skip
def test_twelve_months_end_today(today: date, first: date) -> None:
    assert first_day(today) == first


def test_nightly_it_rises_and_falls_with_what_was_done(town: Town, volunteer: User) -> None:
    one = joined(town, volunteer)
    Scheme.objects.update(silver_at=2, gold_at=3, vip_at=9)
    service = approve(served(town, volunteer, hours=3), by=town.hat("community"), at=MONDAY)
    assert _tier(one) == Tier.PLAIN
    assert (reckon_tiers(at=MONDAY), _tier(one)) == (1, Tier.GOLD)
    assert reckon_tiers(at=MONDAY) == 0
    reverse_service(service, reason="记错了人", by=town.hat("intake"), at=MONDAY)
    assert (reckon_tiers(at=MONDAY), _tier(one)) == (1, Tier.PLAIN)


def test_a_year_later_it_counts_no_more(town: Town, volunteer: User) -> None:
    one = joined(town, volunteer)
    Scheme.objects.update(silver_at=2)
    approve(served(town, volunteer, hours=2), by=town.hat("community"), at=MONDAY)
    reckon_tiers(at=MONDAY + timedelta(days=364))
    assert _tier(one) == Tier.SILVER
    reckon_tiers(at=MONDAY + timedelta(days=365))
    assert _tier(one) == Tier.PLAIN


def test_the_communitys_own_scheme_decides(town: Town, volunteer: User) -> None:
    one, far = joined(town, volunteer), User.objects.create_user("far", name="远志愿")
    other = joined(town, far, community="far_community")
    Scheme.objects.create(
        place=town.places["community"],
        name="自己的",
        valid_from=localdate(MONDAY),
        tier_by=Currency.POINTS,
        silver_at=2,
    )
    for person, where in ((volunteer, "community"), (far, "far_community")):
        hat = town.hat("community" if where == "community" else "far_street")
        approve(served(town, person, hours=2, community=where), by=hat, at=MONDAY)
    reckon_tiers(at=MONDAY)
    assert (_tier(one), _tier(other)) == (Tier.SILVER, Tier.PLAIN)


def test_a_night_asks_as_much_for_many_as_for_few(town: Town, django_assert_max_num_queries: Any) -> None:
    for number in range(12):
        joined(town, User.objects.create_user(f"tier{number}", name="林志愿"))
    with django_assert_max_num_queries(10):
        reckon_tiers(at=MONDAY)


def _tier(one: Volunteer) -> str:
    return Volunteer.objects.get(pk=one.pk).tier
