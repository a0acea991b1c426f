"""The review at the desk: many at once, one by one with a reason, what is held and why, appeals, papers, reversals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine

from accounts.models import AuditEntry, User
from tests.factories import MONDAY, Town
from tests.volunteers.ledger import balance
from tests.volunteers.pages import done, get, known_by, post, text
from tests.volunteers.people import joined, served
from volunteers.actions import appeal
from volunteers.kinds import Currency, Work
from volunteers.models import Service
from volunteers.workflow import State

PHONE = "13800000021"


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def volunteer(town: Town) -> User:
    person = known_by(User.objects.create_user("volunteer", name="林志愿"), PHONE)
    joined(town, person)
    return person


def test_what_was_ticked_is_approved_and_the_rest_waits(town: Town, volunteer: User) -> None:
    first = served(town, volunteer, title="清理楼道")
    second = served(town, volunteer, title="擦健身器材", at=MONDAY - timedelta(hours=3))
    page = text(get(town, "community", "review"))
    assert "待审核 2" in page
    assert "林志愿" not in page
    done(town, "community", "approve_all", record=[first.pk])
    assert (balance(volunteer), balance(volunteer, Currency.HOURS)) == (1, 60)
    second.refresh_from_db()
    assert second.state == State.WAITING
    assert AuditEntry.objects.filter(action="批量通过志愿服务").get().detail["records"] == 1


def test_nothing_ticked_or_nonsense_is_said_so(town: Town, volunteer: User) -> None:
    for ticked in ([], ["x"], ["9" * 30]):
        answer = town.client("community").post("/desk/volunteers/approve/", {"record": ticked}, follow=True)
        assert "请先勾上" in text(answer)


def test_a_whole_page_is_ticked_at_once(town: Town, volunteer: User) -> None:
    served(town, volunteer)
    assert " checked" not in text(get(town, "community", "review"))
    assert " checked" in text(town.client("community").get("/desk/volunteers/?show=waiting&page=1&all"))


def test_what_is_held_stands_apart_with_its_reason_and_takes_a_word(town: Town, volunteer: User) -> None:
    served(town, volunteer)
    held = served(town, volunteer, title="擦健身器材")
    page = text(get(town, "community", "review", show="held"))
    assert "有疑问 1" in page
    assert "时间重叠" in page
    done(town, "community", "approve_all", record=[held.pk])
    assert balance(volunteer) == 0
    refused = post(town, "community", "decide", held.pk, "approve", reason="")
    assert (refused.status_code, "请写明理由" in text(refused)) == (422, True)
    done(town, "community", "decide", held.pk, "approve", reason="两处相连，先后都在")
    assert balance(volunteer) == 1


def test_refused_with_a_reason_appealed_and_looked_at_by_another(town: Town, volunteer: User) -> None:
    service = served(town, volunteer)
    assert post(town, "community", "decide", service.pk, "reject", reason="").status_code == 422
    done(town, "community", "decide", service.pk, "reject", reason="签退表上没有名字")
    service.refresh_from_db()
    appeal(service, words="我在三号楼，组长看见了", by=volunteer, at=MONDAY)
    assert "组长看见了" in text(get(town, "community", "review", show="appealed"))
    page = text(get(town, "community", "record", service.pk))
    assert "申诉要由另一个人审核" in page
    assert "/approve/" not in page
    assert post(town, "community", "decide", service.pk, "approve", reason="看错了").status_code == 403
    done(town, "intake", "decide", service.pk, "approve", reason="组长证明在场")
    assert balance(volunteer) == 1


def test_reversed_both_go_back(town: Town, volunteer: User) -> None:
    service = served(town, volunteer)
    done(town, "community", "decide", service.pk, "approve")
    done(town, "intake", "decide", service.pk, "reverse", reason="记错了人")
    assert (balance(volunteer), balance(volunteer, Currency.HOURS)) == (0, 0)
    assert post(town, "intake", "decide", service.pk, "reverse", reason="再来一次").status_code == 409


def test_a_number_in_a_reason_is_refused_and_nothing_typed_is_lost(town: Town, volunteer: User) -> None:
    service = served(town, volunteer)
    answer = post(town, "community", "decide", service.pk, "reject", reason="问13812345678的组长")
    assert answer.status_code == 422
    assert "问13812345678的组长" in text(answer)


def paper(**changes: Any) -> dict[str, Any]:
    return {
        "phone": PHONE, "title": "清运装修垃圾", "day": "2026-11-15", "hours": "1.5", "help": "", "key": str(uuid4()),
        **changes,
    }  # fmt: skip


def test_a_paper_is_entered_once_and_approved_by_another(town: Town, volunteer: User) -> None:
    said = paper()
    done(town, "community", "paper", **said)
    done(town, "community", "paper", **said)
    service = Service.objects.get()
    assert (service.work, service.minutes, service.recorded_by) == (Work.PAPER, 90, town.people["community"])
    assert "由别人审核" in text(get(town, "community", "review"))
    done(town, "community", "approve_all", record=[service.pk])
    assert balance(volunteer) == 0
    assert post(town, "community", "decide", service.pk, "approve").status_code == 403
    done(town, "intake", "approve_all", record=[service.pk])
    assert balance(volunteer) == 2


@pytest.mark.parametrize(("changes", "said"), [
    ({"phone": "13800000099"}, "没有用这个手机号注册的志愿者"),
    ({"phone": "12"}, "手机号要 11 位"),
    ({"hours": "0"}, "最少半小时"),
    ({"hours": "25"}, "最多 24 小时"),
    ({"day": "2026-11-17"}, "不能晚于现在"),
    ({"day": "2026-01-01"}, "只能补录最近 90 天"),
    ({"title": ""}, "请写明做了什么"),
])  # fmt: skip
def test_a_paper_that_cannot_be(town: Town, volunteer: User, changes: dict[str, Any], said: str) -> None:
    answer = post(town, "community", "paper", **paper(**changes))
    assert answer.status_code in (409, 422)
    assert said in text(answer)
    assert changes.get("title", "清运装修垃圾") in text(answer)
    assert not Service.objects.exists()


def test_nobody_enters_a_paper_for_a_volunteer_of_another_community(town: Town, volunteer: User) -> None:
    answer = post(town, "far_street", "paper", **paper())
    assert (answer.status_code, "没有用这个手机号" in text(answer)) == (422, True)


def test_whose_it_is(town: Town, volunteer: User) -> None:
    service = served(town, volunteer)
    assert get(town, "street", "record", service.pk).status_code == 200
    assert get(town, "far_street", "record", service.pk).status_code == 404
    assert get(town, "worker", "record", service.pk).status_code == 403
    assert get(town, "worker", "review").url == "/desk/volunteers/people/"
    assert "您现在的岗位不管这一页" in text(get(town, "housing", "review"))


def test_a_page_of_many_asks_as_much_as_one_of_few(
    town: Town, volunteer: User, django_assert_max_num_queries: Any
) -> None:
    client = town.client("community")
    for number in range(12):
        served(town, volunteer, title=f"第{number}次", at=MONDAY - timedelta(hours=2 * number), hours=0.5)
    with django_assert_max_num_queries(14):
        assert client.get("/desk/volunteers/").status_code == 200


def test_all_that_wait_are_approved_at_once_and_what_came_meanwhile_waits(town: Town, volunteer: User) -> None:
    first = served(town, volunteer)
    held = served(town, volunteer, title="擦健身器材")
    page = text(get(town, "community", "approve_heap"))
    assert "1 条全部通过" in page
    later = served(town, volunteer, title="扫雪", at=MONDAY - timedelta(hours=5))
    done(town, "community", "approve_heap", last=first.pk)
    states = dict(Service.objects.values_list("pk", "state"))
    assert [states[one.pk] for one in (first, held, later)] == [State.APPROVED, State.WAITING, State.WAITING]


def test_the_heap_counts_those_that_go_through_and_not_ones_own_paper(town: Town, volunteer: User) -> None:
    served(town, volunteer)
    paper = {"phone": known_by(volunteer, "13800000055").phone, "title": "扫雪", "day": "2026-11-15", "hours": "1"}
    done(town, "community", "paper", **paper)
    assert "1 条全部通过" in text(get(town, "community", "approve_heap"))
    assert "2 条全部通过" in text(get(town, "intake", "approve_heap"))


def test_what_is_done_already_is_not_said_to_wait(town: Town, volunteer: User) -> None:
    """A second tab's heap: of five that the first had approved it said that they were to be looked at one by one."""
    first, second = (served(town, volunteer, at=MONDAY - timedelta(hours=2 * n), title=f"第{n}次") for n in (0, 1))
    held = served(town, volunteer, title="别的地方")
    done(town, "community", "approve_all", record=[first.pk])
    client = town.client("community")
    page = "/desk/volunteers/approve/"
    said = text(client.post(page, {"record": [first.pk, second.pk, held.pk, 999999]}, follow=True))
    for words in ("已通过 1 条", "还有 1 条要一条一条看", "另外 1 条已经有人办了"):
        assert words in said, words
    far = served(town, volunteer, community="far_community", title="远处的", at=MONDAY - timedelta(hours=9))
    said = text(client.post(page, {"record": [first.pk, second.pk, far.pk]}, follow=True))
    assert ("一条也没有通过：这 2 条已经有人办了" in said, "一条一条看" in said) == (True, False)
