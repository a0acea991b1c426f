"""Who the volunteers are, masked; which reports earned points, and which were worth more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from accounts.models import User
from partyorg.hats import Hat
from tests.factories import MONDAY, Town
from tests.volunteers.ledger import balance
from tests.volunteers.pages import done, get, known_by, text
from tests.volunteers.people import joined, served
from volunteers.actions import approve, settle_reports, withdraw
from volunteers.kinds import Work
from volunteers.models import Service


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


def test_the_volunteers_of_ones_communities_are_masked(town: Town, volunteer: User) -> None:
    joined(town, volunteer)
    approve(served(town, volunteer, hours=1.5), by=town.hat("community"), at=MONDAY)
    for who in ("community", "worker", "street"):
        page = text(get(town, who, "list"))
        assert "1 小时 30 分钟" in page
        assert "林志愿" not in page
    assert "1 小时 30 分钟" not in text(get(town, "far_street", "list"))


def test_found_by_a_part_of_the_name(town: Town, volunteer: User) -> None:
    one = joined(town, volunteer)
    assert one.masked_name in text(get(town, "community", "list", words="志愿"))
    assert "没有这样的志愿者" in text(get(town, "community", "list", words="张"))
    assert one.masked_name in text(get(town, "community", "list", tier="nonsense"))


def test_found_by_the_whole_number_also_who_has_left_and_told_apart_by_its_end(town: Town, volunteer: User) -> None:
    one, other = joined(town, known_by(volunteer, "13800000021")), User.objects.create_user("other", name="林二")
    joined(town, known_by(other, "13800000022"))
    page = text(get(town, "community", "list"))
    assert ("尾号 0021" in page, "尾号 0022" in page, "13800000021" in page) == (True, True, False)
    withdraw(one, by=volunteer, at=MONDAY)
    assert "尾号 0021" not in text(get(town, "community", "list"))
    page = text(get(town, "community", "list", words="138 0000 0021"))
    assert ("尾号 0021" in page, "尾号 0022" in page, "已退出" in page) == (True, False, True)
    assert "没有这样的志愿者" in text(get(town, "community", "list", words="13800000"))
    assert "没有这样的志愿者" in text(get(town, "far_street", "list", words="13800000021"))


def test_who_moved_on_is_named_without_a_link_that_does_not_open(town: Town, volunteer: User) -> None:
    one, service = joined(town, volunteer), served(town, volunteer)
    there = f"/desk/volunteers/people/{one.pk}/"
    assert there in text(get(town, "community", "record", service.pk))
    withdraw(one, by=volunteer, at=MONDAY)
    joined(town, volunteer, community="far_community", at=MONDAY)
    page = text(get(town, "community", "record", service.pk))
    assert (there in page, "现在登记在别的社区" in page) == (False, True)


def test_what_somebody_did_is_for_those_who_decide(town: Town, volunteer: User) -> None:
    one = joined(town, volunteer)
    served(town, volunteer, title="清理楼道")
    assert "清理楼道" in text(get(town, "community", "person", one.pk))
    assert "清理楼道" not in text(get(town, "worker", "person", one.pk))


def test_many_volunteers_cost_no_more_queries(town: Town, django_assert_max_num_queries: Any) -> None:
    for number in range(10):
        joined(town, User.objects.create_user(f"v{number}", name="林志愿"))
    client = town.client("community")
    with django_assert_max_num_queries(13):
        assert client.get("/desk/volunteers/people/").status_code == 200


def test_a_report_worth_more_is_awarded_once_more(town: Town, volunteer: User) -> None:
    joined(town, volunteer)
    case = town.accepted(by=Hat(person=volunteer), words="燃气管道旁有人施工")
    settle_reports(at=MONDAY)
    report = Service.objects.get()
    assert case.title in text(get(town, "intake", "reports"))
    done(town, "intake", "value", report.pk)
    done(town, "community", "value", report.pk)
    assert Service.objects.get(work=Work.VALUED).points == 3
    assert balance(volunteer) == 5
    assert "已认定" in text(get(town, "intake", "reports"))


def test_only_a_report_is_worth_more(town: Town, volunteer: User) -> None:
    joined(town, volunteer)
    done(town, "intake", "value", served(town, volunteer).pk)
    assert not Service.objects.filter(work=Work.VALUED).exists()
