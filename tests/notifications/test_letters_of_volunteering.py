"""志愿服务证明 and 家人: who waits for a word of it gets one, once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from notifications.actions import send_letters, write_letters
from notifications.models import Letter
from tests.activities.calling import phone_of
from tests.factories import MONDAY, Town
from tests.notifications.conftest import PHONE, SmsLog
from tests.resident.conftest import text
from tests.volunteers.pages import done
from tests.volunteers.people import served
from tests.volunteers.test_family import taken_on
from volunteers.actions import Proven, approve, ask_family, ask_proof, end_family, reverse_service
from volunteers.models import FamilyTie, Proof, Scheme, Service, Volunteer

MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def volunteer(town: Town) -> Volunteer:
    return taken_on(town, "林志愿", PHONE)


@pytest.fixture
def proof(town: Town, volunteer: Volunteer) -> Proof:
    approve(served(town, volunteer.person), by=town.hat("community"), at=MONDAY - MINUTE)
    days = Proven(town.places["community"], MONDAY.date() - timedelta(days=30), MONDAY.date())
    asked = ask_proof(volunteer.person, days, key=None, at=MONDAY)
    write_letters(at=MONDAY)
    Letter.objects.all().delete()
    return asked


def told(at_minute: int = 1) -> list[str]:
    write_letters(at=MONDAY + at_minute * MINUTE)
    write_letters(at=MONDAY + at_minute * MINUTE)
    return [one.text for one in Letter.objects.filter(key__startswith="proof:").order_by("pk")]


def test_whoever_asked_hears_that_it_is_issued_and_that_it_is_recalled(
    town: Town, proof: Proof, sms_log: SmsLog
) -> None:
    assert told() == []
    done(town, "community", "proof_decide", proof.pk, "issue")
    proof.refresh_from_db()
    [issued] = told()
    assert issued == (
        f"您的志愿服务证明开好了（太平镇社区，2026-10-17 至 2026-11-16，编号 {proof.number}），在“志愿服务证明”里下载。"
    )
    reverse_service(Service.objects.get(), reason="查实没有去", by=town.hat("intake"), at=MONDAY + MINUTE)
    _, recalled = told(2)
    assert f"证明 {proof.number} 作废了：里面有服务后来查实收回（冲正）了" in recalled
    assert "印好的不要再用" in recalled
    send_letters(at=MONDAY + 2 * MINUTE)
    assert sum("证明" in one["text"] for one in sms_log()) == 2


def test_a_refusal_says_why(town: Town, proof: Proof) -> None:
    done(town, "community", "proof_decide", proof.pk, "refuse", reason="日期写错了。")
    assert told() == [
        "您申请的志愿服务证明（太平镇社区，2026-10-17 至 2026-11-16）没有开具：日期写错了。"
        "可以在“志愿服务证明”里重新申请。"
    ]


def test_whoever_is_asked_to_be_family_hears_of_it_and_reads_it_on_the_hub(town: Town, volunteer: Volunteer) -> None:
    Scheme.objects.update(family=True)
    other = taken_on(town, "王二", "13800000002")
    ask_family(other, phone=PHONE, at=MONDAY)
    for _ in range(2):
        write_letters(at=MONDAY)
    letter = Letter.objects.get(key__startswith="family:")
    assert (letter.person, "王*想和您成为家人" in letter.text, "王二" in letter.text) == (volunteer.person, True, False)
    hub = text(phone_of(volunteer.person).get("/volunteer/"))
    assert "1 位志愿者想和您成为家人" in hub
    assert "想和您成为家人" not in text(phone_of(other.person).get("/volunteer/"))
    end_family(FamilyTie.objects.get(), by=volunteer.person, at=MONDAY)
    assert "想和您成为家人" not in text(phone_of(volunteer.person).get("/volunteer/"))


def test_who_asked_and_thought_better_of_it_is_not_told_of(town: Town, volunteer: Volunteer) -> None:
    Scheme.objects.update(family=True)
    other = taken_on(town, "王二", "13800000002")
    ask_family(other, phone=PHONE, at=MONDAY)
    end_family(FamilyTie.objects.get(), by=other.person, at=MONDAY)
    write_letters(at=MONDAY)
    assert not Letter.objects.filter(key__startswith="family:").exists()
