"""Nobody decides on what stands on their own word; a paper is paid once; a birthday stays; a guardian is another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.utils.timezone import localdate

from accounts.models import User
from tests.factories import MONDAY, Town
from tests.volunteers.ledger import balance
from tests.volunteers.pages import done, get, known_by, post, text
from tests.volunteers.people import joined, served
from volunteers.actions import Done, Seen, record
from volunteers.kinds import Work
from volunteers.models import Service, Volunteer
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


def told(town: Town, person: User, work: Work, **changes: Any) -> Service:
    """Written down by the community's secretary alone."""
    said = Done(
        key=str(uuid4()), person=person, community=town.places["community"], work=work, title="捐赠童书",
        source="tests.something 1", day=localdate(MONDAY), **changes,
    )  # fmt: skip
    return record(said, by=town.people["community"], at=MONDAY)


@pytest.fixture(params=["donation", "roll"])
def own(request: Any, town: Town, volunteer: User) -> Service:
    if request.param == "donation":
        return told(town, volunteer, Work.DONATION, claim=100)
    return told(town, volunteer, Work.ACTIVITY, minutes=60, seen=Seen(short_of="只有“点名”一样。"))


def test_who_wrote_it_down_does_not_approve_it_and_reads_why(town: Town, volunteer: User, own: Service) -> None:
    page = text(get(town, "community", "record", own.pk))
    assert "这条是您自己记的，要由另一个人审核" in page
    assert "/approve/" not in page
    for answer in (
        get(town, "community", "decide", own.pk, "approve"),
        post(town, "community", "decide", own.pk, "approve", reason="亲眼看见的"),
    ):
        assert (answer.status_code, "要由另一个人审核" in text(answer)) == (403, True)
        assert "<textarea" not in text(answer)
    for name, filled in (("approve_all", {"record": [own.pk]}), ("approve_heap", {"last": own.pk})):
        done(town, "community", name, **filled)
    assert (Service.objects.get().state, balance(volunteer)) == (State.WAITING, 0)
    done(town, "intake", "decide", own.pk, "approve", reason="名单上有")
    assert balance(volunteer) > 0


def test_where_nothing_was_approved_it_is_a_warning(town: Town, volunteer: User) -> None:
    own = told(town, volunteer, Work.DONATION, claim=100)
    client = town.client("community")
    for path, filled in (("approve/", {"record": [own.pk]}), ("approve/heap/", {"last": own.pk})):
        page = text(client.post(f"/desk/volunteers/{path}", filled, follow=True))
        assert "一条也没有通过" in page
        assert "已通过 0 条" not in page


def paper(**changes: Any) -> dict[str, Any]:
    return {
        "phone": PHONE, "title": "清运装修垃圾", "day": "2026-11-15", "hours": "1.5", "help": "", "key": str(uuid4()),
        **changes,
    }  # fmt: skip


def test_one_list_entered_by_two_is_paid_once(town: Town, volunteer: User) -> None:
    done(town, "community", "paper", **paper())
    answer = post(town, "intake", "paper", **paper(hours="2"))
    assert (answer.status_code, "2026-11-15的“清运装修垃圾”已经记过了（补录，待审核）" in text(answer)) == (409, True)
    assert 'value="2"' in text(answer)
    done(town, "intake", "paper", **paper(title="扫雪"))
    done(town, "intake", "paper", **paper(day="2026-11-14"))
    Service.objects.filter(title="清运装修垃圾").update(state=State.REJECTED, reason="写错了", decided_at=MONDAY)
    done(town, "intake", "paper", **paper())
    assert Service.objects.count() == 4


def test_what_was_before_they_signed_up_is_no_service(town: Town, volunteer: User) -> None:
    Volunteer.objects.update(joined_at=MONDAY - timedelta(days=1))
    answer = post(town, "community", "paper", **paper(day="2026-11-14"))
    assert (answer.status_code, "2026-11-15才注册" in text(answer)) == (409, True)
    done(town, "community", "paper", **paper())


def test_a_title_is_as_plain_as_any_name(town: Town, volunteer: User) -> None:
    for title in ("<b>清运</b>垃圾", "=1+1"):
        answer = post(town, "community", "paper", **paper(title=title))
        assert answer.status_code == 422
        assert "title" in answer.context["form"].errors
    assert not Service.objects.exists()


def test_what_was_attended_is_not_taken_again_on_paper(town: Town, volunteer: User) -> None:
    served(town, volunteer, title="清运装修垃圾", at=MONDAY - timedelta(days=1))
    for title in ("清运装修垃圾", "清运装修垃圾。", "清运　装修垃圾!"):
        answer = post(town, "community", "paper", **paper(title=title))
        assert answer.status_code == 409
        assert "“清运装修垃圾”已经记过了（志愿活动，待审核）" in answer.context["form"].errors["title"][0]
    assert Service.objects.count() == 1


def test_a_paper_beside_another_record_of_the_day_is_in_no_heap(town: Town, volunteer: User) -> None:
    served(town, volunteer, title="扫雪", at=MONDAY - timedelta(days=1))
    done(town, "community", "paper", **paper())
    one = Service.objects.get(work=Work.PAPER)
    assert "同一天还有一条：志愿活动“扫雪”（1 小时）" in text(get(town, "intake", "record", one.pk))
    done(town, "intake", "approve_heap", last=one.pk)
    one.refresh_from_db()
    assert one.state == State.WAITING


def test_on_paper_first_and_seen_afterwards_it_has_one_cap(town: Town, volunteer: User) -> None:
    done(town, "community", "paper", **paper(hours="2"))
    done(town, "intake", "approve_heap", last=Service.objects.get().pk)
    assert balance(volunteer) == 2
    later = served(town, volunteer, hours=2, title="清运装修垃圾。", at=MONDAY - timedelta(days=1))
    assert [kind for kind, _ in later.held] == ["SAME_DAY"]
    done(town, "intake", "decide", later.pk, "approve", reason="是同一次")
    assert balance(volunteer) == 2
