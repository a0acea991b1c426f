"""A post is ended, or withdrawn where it was given by mistake. What is over stays over."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, User
from partyorg.actions import appoint, end_post, withdraw_post
from partyorg.kinds import Role
from partyorg.models import Post
from tests.factories import LONG_AGO, MONDAY, Town

TODAY = MONDAY.date()
WITHDRAW = "admin:partyorg_post_withdraw"


@pytest.fixture
def keeper(town: Town) -> Client:
    return town.client("security_admin")


def post_of(town: Town, name: str) -> Post:
    return Post.objects.get(person=town.people[name])


def ended(keeper: Client, post: Post, on: str) -> str:
    return keeper.post(reverse("admin:partyorg_post_change", args=[post.pk]), {"to_date": on}).content.decode()


def test_withdrawn_it_is_gone_at_the_next_request_and_the_trail_says_why(town: Town, keeper: Client) -> None:
    worker, post = town.client("worker"), post_of(town, "worker")
    assert worker.get("/desk/").status_code == 200
    page = keeper.get(reverse("admin:partyorg_post_change", args=[post.pk]))
    assert "撤回任职" in page.text
    assert keeper.post(reverse(WITHDRAW, args=[post.pk]), {"reason": "任错了人，应是同名的另一位"}).status_code == 302
    assert worker.get("/desk/").status_code == 403
    line = AuditEntry.objects.latest("id")
    assert (line.action, line.object_id, line.reason) == ("撤回任职", str(post.pk), "任错了人，应是同名的另一位")


def test_a_withdrawal_needs_a_reason_and_is_nobody_s_own(town: Town, keeper: Client) -> None:
    post = post_of(town, "worker")
    assert keeper.post(reverse(WITHDRAW, args=[post.pk]), {"reason": ""}).status_code == 422
    own = post_of(town, "security_admin")
    assert keeper.post(reverse(WITHDRAW, args=[own.pk]), {"reason": "不想干了，撤回"}).status_code == 403
    assert town.client("system_admin").get(reverse(WITHDRAW, args=[post.pk])).status_code == 403
    assert not Post.objects.exclude(withdrawn_at=None).exists()


def test_a_withdrawn_post_counts_on_no_day(town: Town) -> None:
    post = post_of(town, "guide")
    withdraw_post(post, reason="选派错了", by=None, at=MONDAY)
    theirs = Post.objects.filter(person=post.person)
    assert not theirs.in_force(TODAY)
    assert not theirs.in_force(LONG_AGO)
    assert not theirs.overlapping(LONG_AGO, None)
    assert town.hat("guide").held == ()


def test_what_is_withdrawn_or_ended_is_neither_prolonged_nor_revived(town: Town, keeper: Client) -> None:
    withdrawn, over = post_of(town, "worker"), post_of(town, "intake")
    withdraw_post(withdrawn, reason="任错了人", by=None, at=MONDAY)
    Post.objects.filter(pk=over.pk).update(to_date=TODAY - timedelta(days=1))
    for post in (withdrawn, over):
        for day in ("2027-01-01", ""):
            address = reverse("admin:partyorg_post_change", args=[post.pk])
            assert keeper.post(address, {"to_date": day}).status_code == 403
        with pytest.raises(ValidationError, match="请重新任职"):
            end_post(post, on=date(2027, 1, 1), by=None, at=MONDAY)
        with pytest.raises(ValidationError, match="不用再撤回"):
            withdraw_post(post, reason="再撤一次", by=None, at=MONDAY)


def test_the_line_of_an_ending_says_so_and_what_it_was(town: Town, keeper: Client) -> None:
    post = post_of(town, "guide")
    ended(keeper, post, "2028-12-31")
    line = AuditEntry.objects.latest("id")
    assert (line.action, line.detail) == ("离任", {"last_day": "2028-12-31", "was": "2030-12-31"})
    ended(keeper, post, "2029-12-31")
    assert AuditEntry.objects.latest("id").action == "延长任期"
    assert "不能改成一直在任" in ended(keeper, post, "")
    post.refresh_from_db()
    assert post.to_date == date(2029, 12, 31)


def test_a_longer_term_is_asked_about_as_a_new_one(town: Town, keeper: Client) -> None:
    """Else two posts that may not stand together would be brought together by their last days."""
    person, committee = User.objects.create_user("later", name="后任"), town.units["district_committee"]
    appoint(
        person, role=Role.UNIT_OFFICER, organisation=town.units["housing"], from_date=LONG_AGO,
        to_date=date(2026, 12, 31), by=None, at=MONDAY,
    )  # fmt: skip
    appoint(
        person, role=Role.AUDIT_ADMINISTRATOR, organisation=committee, from_date=date(2027, 1, 1),
        to_date=date(2027, 6, 30), by=None, at=MONDAY,
    )  # fmt: skip
    before, after = person.posts.order_by("id")
    assert "管理员不办案件" in ended(keeper, before, "2027-02-01")
    prolonged = keeper.post(reverse("admin:partyorg_post_change", args=[after.pk]), {"to_date": "2028-02-01"})
    assert prolonged.status_code == 403


def test_the_database_itself_keeps_the_three_apart(town: Town) -> None:
    person, committee = town.people["audit_admin"], town.units["district_committee"]
    two = {"person": person, "role": Role.SYSTEM_ADMINISTRATOR, "organisation": committee, "from_date": TODAY}
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(**two)
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.bulk_create([Post(**two)])
    Post.objects.filter(person=person).update(to_date=TODAY)
    later = Post.objects.create(**{**two, "from_date": TODAY + timedelta(days=1)})
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.filter(pk=later.pk).update(from_date=TODAY)
    withdraw_post(post_of_role(person, Role.AUDIT_ADMINISTRATOR), reason="任错了人", by=None, at=MONDAY)
    Post.objects.filter(pk=later.pk).update(from_date=TODAY)


def post_of_role(person: User, role: Role) -> Post:
    return Post.objects.get(person=person, role=role)
