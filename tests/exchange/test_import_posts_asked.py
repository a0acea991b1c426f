"""A post that comes in a file is asked about as one that is given in the register."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from accounts.models import User
from exchange.actions import work
from exchange.actions.inviting import give_links
from exchange.workflow import What
from partyorg.actions import appoint, withdraw_post
from partyorg.kinds import Role
from partyorg.models import Post
from tests.exchange.conftest import confirm, imported, taken_in
from tests.exchange.test_import_people import told, worker
from tests.factories import MONDAY, PASSWORD, Town

STAFF = What.STAFF


def name_administrator(town: Town, person: User, role: Role = Role.AUDIT_ADMINISTRATOR, *, day: date) -> Post:
    return appoint(
        person, role=role, organisation=town.units["district_committee"], from_date=day, by=None, at=MONDAY
    )  # fmt: skip


@pytest.mark.parametrize(("username", "name"), [("audit_admin", "吕审计"), ("system_admin", "许系统")])
def test_an_administrator_is_given_no_cases_by_a_file(town: Town, username: str, name: str) -> None:
    [(column, why)] = told(town, STAFF, worker(name, phone=None, username=username))
    assert column == "姓名"
    assert "管理员不办案件" in why


def test_nor_the_roll_of_members(town: Town) -> None:
    row = worker(
        "吕审计", phone=None, username="audit_admin", role="党务专干", place=None, organisation="太平镇社区党委"
    )
    [(column, why)] = told(town, STAFF, row)
    assert (column, "管理员" in why) == ("姓名", True)


def test_the_account_that_breaks_the_glass_is_given_no_post_by_a_file(town: Town) -> None:
    User.objects.create_superuser("boss", PASSWORD, name="应急")
    assert told(town, STAFF, worker("应急", phone=None, username="boss")) == [("姓名", "应急账号不任职。")]


def test_somebody_who_is_to_be_an_administrator_keeps_no_case_beyond_that_day(town: Town) -> None:
    person = User.objects.create_user("later", name="后任")
    name_administrator(town, person, day=date(2026, 12, 1))
    assert "管理员不办案件" in told(town, STAFF, worker("后任", phone=None, username="later"))[0][1]
    until = worker("后任", phone=None, username="later", to_date="2026-11-30")
    assert imported(town, STAFF, until).new == 1


def test_it_is_asked_again_when_it_is_written(town: Town) -> None:
    """Between the look and the writing the person was named an administrator."""
    person = User.objects.create_user("later", name="后任")
    run = taken_in(town, STAFF, worker("后任", phone=None, username="later"))
    confirm(town, run)
    name_administrator(town, person, day=MONDAY.date())
    work(at=MONDAY)
    run.refresh_from_db()
    assert (run.state, person.posts.count()) == ("FAILED", 1)
    assert "登记册有了变动" in run.problem


def test_a_post_that_was_withdrawn_may_come_again(town: Town) -> None:
    imported(town, STAFF, worker())
    post = Post.objects.get(person__name="李四")
    withdraw_post(post, reason="网格填错了", by=None, at=MONDAY)
    assert imported(town, STAFF, worker()).new == 1
    assert post.person.posts.in_force(MONDAY.date()).count() == 1


def test_no_link_is_given_to_whoever_became_an_administrator_meanwhile(town: Town) -> None:
    """Else whoever imported them would set their password."""
    run = imported(town, STAFF, worker(to_date="2026-11-20"), worker("赵六", phone=None, username="zhaoliu"))
    name_administrator(town, User.objects.get(name="李四"), day=MONDAY.date() + timedelta(days=10))
    given = give_links(run, by=town.hat("security_admin"), at=MONDAY)
    assert [user.name for user, _ in given] == ["赵六"]


@pytest.mark.parametrize("gone", [{"to_date": date(2026, 11, 1)}, {"withdrawn_at": MONDAY}])
def test_nor_to_whoever_was_one_meanwhile_and_is_no_more(town: Town, gone: dict[str, Any]) -> None:
    run = imported(town, STAFF, worker(to_date="2026-09-30"))
    post = name_administrator(town, User.objects.get(name="李四"), day=date(2026, 10, 1))
    Post.objects.filter(pk=post.pk).update(**gone)
    assert give_links(run, by=town.hat("security_admin"), at=MONDAY) == []


def test_no_file_ends_an_administrators_post(town: Town) -> None:
    row = worker(
        "吕审计", phone=None, username="audit_admin", role="审计管理员", place=None,
        organisation=town.units["district_committee"].name, to_date="2026-11-16",
    )  # fmt: skip
    assert [column for column, why in told(town, STAFF, row) if "不能导入" in why] == ["岗位"]
    assert Post.objects.get(person=town.people["audit_admin"]).to_date is None
