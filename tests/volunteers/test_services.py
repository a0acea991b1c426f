"""A record of service: kept once, looked at by somebody else, awarded by its day's rules, held, refused, appealed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from accounts.models import User
from partyorg.hats import hat_of
from tests.factories import MONDAY, Town
from tests.volunteers.ledger import balance, source
from volunteers.actions import (
    Done,
    Refused,
    Seen,
    appeal,
    approve,
    approve_all,
    approve_heap,
    award,
    record,
    reject,
    reverse_service,
)
from volunteers.checking import check_ledger
from volunteers.kinds import Currency, Work
from volunteers.models import Scheme, Service, Transfer
from volunteers.workflow import State

_told = count(1)
HOUR = timedelta(hours=1)


def done(town: Town, person: User, *, hours: float = 1, **changes: Any) -> Service:
    at = changes.pop("at", MONDAY)
    number = next(_told)
    said = Done(
        key=f"test:{number}", person=person, community=town.places["community"], work=Work.ACTIVITY,
        title="清理楼道", source=f"tests.something {number}", day=localdate(at), starts_at=at - hours * HOUR,
        ends_at=at,
    )  # fmt: skip
    return record(replace(said, **changes), by=None, at=at)


def test_approved_it_is_hours_and_points(town: Town, volunteer: User) -> None:
    service = approve(done(town, volunteer, hours=1.5), by=town.hat("community"), at=MONDAY)
    assert (service.state, service.counted, service.points) == (State.APPROVED, 90, 2)  # 1.5 rounds half up
    assert balance(volunteer, Currency.HOURS) == 90
    assert balance(volunteer) == 2
    assert check_ledger().amiss == []


def test_hours_stay_whole_where_points_are_capped(town: Town, volunteer: User) -> None:
    service = approve(done(town, volunteer, hours=5), by=town.hat("community"), at=MONDAY)
    assert (service.points, balance(volunteer, Currency.HOURS)) == (2, 300)


def test_an_old_row_keeps_the_rule_it_was_made_under(town: Town, volunteer: User) -> None:
    approve(done(town, volunteer), by=town.hat("community"), at=MONDAY)
    Scheme.objects.update(points_per_hour=9)
    assert Transfer.objects.get(currency=Currency.POINTS).rule["rate"] == "1.00"


def test_the_nearest_scheme_holds(town: Town, volunteer: User) -> None:
    for place, rate in (("street", 3), ("community", 2)):
        Scheme.objects.create(
            place=town.places[place], name="自己的", valid_from=localdate(MONDAY), points_per_hour=rate
        )
    assert approve(done(town, volunteer), by=town.hat("community"), at=MONDAY).points == 2


def test_two_at_the_same_time_wait_for_a_look(town: Town, volunteer: User) -> None:
    done(town, volunteer)
    second = done(town, volunteer, title="别的地方")
    assert [kind for kind, _ in second.held] == ["OVERLAP"]
    assert approve_all([second.pk], by=town.hat("community"), at=MONDAY) == (0, 1)
    with pytest.raises(Refused, match="请写明理由"):
        approve(second, by=town.hat("community"), at=MONDAY)


def test_nobody_is_in_two_places_within_minutes(town: Town, volunteer: User) -> None:
    here, far = (36.08, 120.35), (36.18, 120.35)  # eleven kilometres
    done(town, volunteer, at=MONDAY - 2 * HOUR, seen=Seen(came=here, left=here))
    assert done(town, volunteer, hours=1.9, seen=Seen(came=far, left=far)).held[0][0] == "SPEED"


def test_a_device_for_a_fourth_person_is_held(town: Town) -> None:
    people = [User.objects.create_user(f"v{n}", name=f"志愿{n}") for n in range(4)]
    held = [done(town, one, seen=Seen(device="d")).held for one in people]
    assert [bool(one) for one in held] == [False, False, False, True]


def test_refused_appealed_once_and_looked_at_by_another(town: Town, volunteer: User) -> None:
    service = reject(done(town, volunteer), reason="没有到场", by=town.hat("community"), at=MONDAY)
    assert balance(volunteer) == 0
    service = appeal(service, words="我在三号楼", by=volunteer, at=MONDAY + HOUR)
    with pytest.raises(Refused, match="另一个人"):
        approve(service, reason="看错了", by=town.hat("community"), at=MONDAY + HOUR)
    service = reject(service, reason="照片里没有", by=town.hat("intake"), at=MONDAY + 2 * HOUR)
    assert service.state == State.UPHELD
    with pytest.raises(Refused, match="不能再这样办"):
        appeal(service, words="再看看", by=volunteer, at=MONDAY + 3 * HOUR)


def test_an_appeal_that_comes_too_late(town: Town, volunteer: User) -> None:
    service = reject(done(town, volunteer), reason="没有到场", by=town.hat("community"), at=MONDAY)
    with pytest.raises(Refused, match="已经过了"):
        appeal(service, words="我在三号楼", by=volunteer, at=MONDAY + timedelta(days=9))


def test_reversed_both_go_back(town: Town, volunteer: User) -> None:
    service = approve(done(town, volunteer), by=town.hat("community"), at=MONDAY)
    reverse_service(service, reason="记错了人", by=town.hat("intake"), at=MONDAY)
    assert (balance(volunteer), balance(volunteer, Currency.HOURS)) == (0, 0)
    assert check_ledger().amiss == []


def test_staff_decide_nothing_of_their_own(town: Town) -> None:
    own = done(town, town.people["community"])
    with pytest.raises(Refused, match="自己的"):
        approve(own, by=town.hat("community"), at=MONDAY)
    with pytest.raises(Refused, match="不归"):
        approve(own, by=town.hat("far_street"), at=MONDAY)


def test_many_are_capped_together(town: Town, volunteer: User) -> None:
    Scheme.objects.update(day_points=3)
    rows = [done(town, volunteer, hours=1, at=MONDAY - n * HOUR) for n in range(5)]
    assert approve_all([row.pk for row in rows], by=hat_of(town.people["community"], MONDAY), at=MONDAY) == (5, 0)
    assert balance(volunteer) == 3
    assert sum(Service.objects.values_list("points", flat=True)) == 3


def test_a_heap_goes_in_batches_and_goes_on_where_it_was(
    town: Town, volunteer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("volunteers.actions.heap.BATCH", 2)
    pks = [done(town, volunteer, at=MONDAY - n * HOUR).pk for n in range(5)]
    held = done(town, volunteer).pk
    assert approve_heap([*pks, held], by=town.hat("community"), at=MONDAY) == (5, 1)
    assert approve_heap([*pks, held], by=town.hat("community"), at=MONDAY) == (0, 1)  # the held one waits on
    assert (balance(volunteer), balance(volunteer, Currency.HOURS)) == (5, 300)
    assert check_ledger().amiss == []


def test_a_heap_asks_as_much_for_many_as_for_one(town: Town) -> None:
    def asked(names: range) -> int:
        people = [User.objects.create_user(f"heap{n}", name=f"志愿{n}") for n in names]
        pks = [done(town, one).pk for one in people]
        with CaptureQueriesContext(connection) as queries:
            approve_heap(pks, by=town.hat("community"), at=MONDAY)
        return len(queries)

    asked(range(1))  # the system's own accounts are made
    assert asked(range(1, 3)) == asked(range(3, 15))


@pytest.mark.parametrize(("change", "said"), [
    ({"points": 9}, "的积分与账目不相符"),
    ({"state": State.WAITING}, "（待审核）的服务时长与账目不相符"),
    ({"state": State.REVERSED, "reason": "记错了"}, "（已冲正）的积分与账目不相符"),
])  # fmt: skip
def test_the_proof_finds_what_its_source_does_not_bear(
    town: Town, volunteer: User, change: dict[str, Any], said: str
) -> None:
    service = approve(done(town, volunteer), by=town.hat("community"), at=MONDAY)
    Service.objects.filter(pk=service.pk).update(**change)
    assert any(said in one for one in check_ledger().amiss)


def test_the_proof_finds_points_that_nothing_was_done_for(volunteer: User) -> None:
    award(volunteer, currency=Currency.POINTS, amount=3, source=source(), by=None, at=MONDAY)
    assert [one.partition(" ")[2].partition(" ")[2] for one in check_ledger().amiss] == ["记入的积分没有服务记录"]
