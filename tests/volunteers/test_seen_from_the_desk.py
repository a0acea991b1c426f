"""What the desk reads of a record before it decides: who it is, whom they brought, what they gave, which case."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from accounts.models import AuditEntry, User
from tests.factories import MONDAY, Town
from tests.volunteers.pages import get, known_by, text
from tests.volunteers.people import joined, served
from volunteers.actions import Joining, approve, forget, join, reject, withdraw
from volunteers.kinds import Work
from volunteers.models import Scheme, Service, Volunteer


def somebody(town: Town, name: str, phone: str) -> User:
    person = known_by(User.objects.create_user(f"somebody-{phone}", name=name), phone)
    joined(town, person)
    return person


def test_two_of_one_surname_are_told_apart_by_the_end_of_their_numbers(town: Town) -> None:
    for name, phone in (("李一一", "13800001111"), ("李二二", "13800002222")):
        served(town, somebody(town, name, phone))
    page = text(get(town, "community", "review"))
    for words in ("尾号 1111", "尾号 2222", "系统"):
        assert words in page, words
    assert "李一一" not in page
    assert "13800001111" not in page


def test_what_is_held_says_who_recorded_it(town: Town) -> None:
    one = somebody(town, "李一一", "13800001111")
    served(town, one)
    served(town, one, title="扫雪")
    assert "系统记的" in text(get(town, "community", "review", show="held"))


def test_a_referral_says_whom(town: Town) -> None:
    old, new = somebody(town, "孙邻居", "13800001111"), User.objects.create_user("new", name="钱新来")
    known_by(new, "13800003333")
    said = Joining("钱新来", date(1990, 3, 7), town.places["community"], referred_by=old.volunteer)
    join(new, said, at=MONDAY - timedelta(days=2))
    page = text(get(town, "community", "record", Service.objects.get(work=Work.REFERRAL).pk))
    assert "推荐了谁" in page
    assert "钱*（手机尾号 3333） · 2026年11月14日注册" in page
    assert "钱新来" not in page


def test_two_referrals_of_one_neighbour_are_told_apart(town: Town) -> None:
    old = somebody(town, "孙邻居", "13800001111")
    for number, name in enumerate(("钱新来", "周后到")):
        person = known_by(User.objects.create_user(f"new{number}", name=name), f"1380000777{number}")
        join(person, Joining(name, date(1990, 3, 7), town.places["community"], referred_by=old.volunteer), at=MONDAY)
    for page in (text(get(town, "intake", "review")), text(get(town, "intake", "person", old.volunteer.pk))):
        assert all(words in page for words in ("：钱*（尾号 7770）", "：周*（尾号 7771）"))
        assert ("钱新来" in page, "13800007770" in page) == (False, False)


@pytest.mark.parametrize(
    "goes", [lambda one: withdraw(one, by=one.person, at=MONDAY), lambda one: forget(one.person, at=MONDAY)]
)
def test_a_referral_of_who_has_gone_again_is_looked_at_by_itself(town: Town, goes: Any) -> None:
    old, new = somebody(town, "孙邻居", "13800001111"), User.objects.create_user("new", name="钱新来")
    known_by(new, "13800003333")
    said = Joining("钱新来", date(1990, 3, 7), town.places["community"], referred_by=old.volunteer)
    goes(join(new, said, at=MONDAY - timedelta(days=2)))
    held = text(get(town, "community", "review", show="held"))
    assert "推荐来的人 2026-11-16 已经退出" in held
    assert not Service.objects.filter(work=Work.REFERRAL, held=[]).exists()


def test_who_taps_twice_has_left_once(town: Town) -> None:
    """Both taps had seen them as a volunteer."""
    old, new = somebody(town, "孙邻居", "13800001111"), User.objects.create_user("new", name="钱新来")
    known_by(new, "13800003333")
    said = Joining("钱新来", date(1990, 3, 7), town.places["community"], referred_by=old.volunteer)
    pk = join(new, said, at=MONDAY - timedelta(days=2)).pk
    for one in [Volunteer.objects.get(pk=pk) for _ in range(2)]:
        assert withdraw(one, by=new, at=MONDAY).left_on == MONDAY.date()
    assert AuditEntry.objects.filter(action="退出志愿者").count() == 1
    assert len(Service.objects.get(work=Work.REFERRAL).held) == 1


@pytest.mark.parametrize(("minutes", "change", "why"), [
    (20, {}, "不到半小时，积分为 0：不到半分的舍去（四舍五入），时长照记。"),
    (60, {"points_per_hour": 0}, "积分为 0：按当时的细则，这一种一小时记 0 分，时长照记。"),
    (60, {"day_points": 0}, "积分为 0：当天或当月的积分已到上限，时长照记。"),
    (60, {"day_minutes": 0}, "积分为 0：计分的时长当天已到上限，时长照记。"),
])  # fmt: skip
def test_no_points_are_explained(town: Town, minutes: int, change: dict[str, int], why: str) -> None:
    Scheme.objects.update(**change)
    service = served(town, somebody(town, "李一一", "13800001111"), hours=minutes / 60)
    approve(service, reason="看过了", by=town.hat("community"), at=MONDAY)
    assert Service.objects.get().points == 0
    assert why in text(get(town, "intake", "record", service.pk))


def test_a_no_needs_no_such_word(town: Town) -> None:
    service = served(town, somebody(town, "李一一", "13800001111"), hours=0.25)
    reject(service, reason="没有到场", by=town.hat("community"), at=MONDAY)
    assert "积分为 0" not in text(get(town, "intake", "record", service.pk))
