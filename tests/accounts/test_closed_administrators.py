"""Whoever is, was or will be one of the three is out of the security administrator's reach, by every door."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.actions import invite
from accounts.models import AuditEntry, Session, Totp, User
from partyorg.actions import appoint, end_post, withdraw_post
from partyorg.kinds import Role
from partyorg.models import Post
from tests.factories import LONG_AGO, MONDAY, PASSWORD, Town, build_town

TODAY = MONDAY.date()
NAMES = {
    "system_admin": Role.SYSTEM_ADMINISTRATOR,
    "another_security_admin": Role.SECURITY_ADMINISTRATOR,
    "audit_admin": Role.AUDIT_ADMINISTRATOR,
}


@pytest.fixture(autouse=True)
def monday() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


@pytest.fixture
def keeper(town: Town) -> Client:
    return town.client("security_admin")


@pytest.fixture
def glass(town: Town) -> Client:
    """The account that breaks the glass."""
    client = Client()
    client.force_login(User.objects.create_superuser("boss", PASSWORD, name="应急"))
    return client


def post_of(town: Town, name: str) -> Post:
    if name not in town.people:
        town.people[name] = person = User.objects.create_user(name, PASSWORD, name="另一安全", phone="14100000077")
        unit = town.units["district_committee"]
        Post.objects.create(person=person, role=NAMES[name], organisation=unit, from_date=LONG_AGO)
    return Post.objects.get(person=town.people[name], role=NAMES[name])


def change(post: Post) -> str:
    return reverse("admin:partyorg_post_change", args=[post.pk])


def withdraw(post: Post) -> str:
    return reverse("admin:partyorg_post_withdraw", args=[post.pk])


@pytest.mark.parametrize("name", NAMES)
def test_the_security_administrator_neither_ends_nor_prolongs_nor_withdraws_their_posts(
    town: Town, keeper: Client, name: str
) -> None:
    post, by = post_of(town, name), town.people["security_admin"]
    assert "撤回任职" not in keeper.get(change(post)).text
    for day in ("2026-11-16", "2027-12-31", ""):
        assert keeper.post(change(post), {"to_date": day}).status_code == 403
    assert keeper.get(withdraw(post)).status_code == 403
    assert keeper.post(withdraw(post), {"reason": "任错了人，应是另一位"}).status_code == 403
    with pytest.raises(ValidationError, match="由应急账号结束"):
        end_post(post, on=TODAY, by=by, at=MONDAY)
    with pytest.raises(ValidationError, match="由应急账号撤回"):
        withdraw_post(post, reason="任错了人", by=by, at=MONDAY)
    post.refresh_from_db()
    assert (post.to_date, post.withdrawn_at) == (None, None)
    assert not AuditEntry.objects.filter(action__in=["离任", "延长任期", "撤回任职"]).exists()


@pytest.mark.parametrize("name", NAMES)
def test_the_account_that_breaks_the_glass_does(town: Town, glass: Client, name: str) -> None:
    post = post_of(town, name)
    assert glass.post(change(post), {"to_date": "2026-12-31"}).status_code == 302
    post.refresh_from_db()
    assert post.to_date == date(2026, 12, 31)
    assert glass.post(change(post), {"to_date": "2027-12-31"}).status_code == 302
    assert glass.post(withdraw(post), {"reason": "任错了人，应是另一位"}).status_code == 302
    post.refresh_from_db()
    assert (post.to_date, post.withdrawn_at) == (date(2027, 12, 31), MONDAY)


def over(post: Post) -> None:
    Post.objects.filter(pk=post.pk).update(to_date=TODAY - timedelta(days=30))


def withdrawn(post: Post) -> None:
    Post.objects.filter(pk=post.pk).update(withdrawn_at=MONDAY)


def to_come(post: Post) -> None:
    Post.objects.filter(pk=post.pk).update(from_date=TODAY + timedelta(days=30))


def doors_of(person: User) -> dict[str, dict[str, str]]:
    return {
        "accounts_user_change": {"username": person.username, "name": "改名", "phone": "14100000088"},
        "auth_user_password_change": {"password1": "one-that-is-known", "password2": "one-that-is-known"},
        "accounts_user_reset_second_factor": {"reason": "说是丢了手机"},
        "accounts_user_end_sessions": {"reason": "说是丢了手机"},
        "accounts_user_reveal": {"reason": "想看看电话"},
    }


@pytest.mark.parametrize("happened", [over, withdrawn, to_come])
def test_an_account_that_was_once_theirs_stays_closed(
    town: Town, keeper: Client, happened: Callable[[Post], None]
) -> None:
    for post in [post_of(town, name) for name in NAMES]:
        happened(post)
        person = User.objects.get(pk=post.person_id)
        Totp.objects.create(user=person, confirmed=True, name="app")
        Client().force_login(person)
        before = person.password
        for door, sent in doors_of(person).items():
            assert keeper.post(reverse(f"admin:{door}", args=[person.pk]), sent).status_code == 403, door
        chosen = {"action": "make_links", "_selected_action": [person.pk]}
        assert "/desk/invited/" not in keeper.post(reverse("admin:accounts_user_changelist"), chosen).text
        person.refresh_from_db()
        assert (person.password, person.invited_at, person.is_active) == (before, None, True)
        assert Totp.objects.filter(user=person, confirmed=True).exists()
        assert Session.objects.filter(user=person).count() == 1


def test_the_account_that_breaks_the_glass_opens_it(town: Town, glass: Client) -> None:
    over(post_of(town, "audit_admin"))
    address = reverse("admin:accounts_user_end_sessions", args=[town.people["audit_admin"].pk])
    assert glass.post(address, {"reason": "说是丢了手机"}).status_code == 302


def test_what_was_set_before_somebody_is_named_opens_nothing_after(town: Town, glass: Client) -> None:
    """Else the security administrator would set a password first and be two of the three a day later."""
    person = User.objects.create_user("new", PASSWORD, name="新人", phone="14100000066")
    link = invite(person, by=town.people["security_admin"], at=MONDAY)
    Totp.objects.create(user=person, confirmed=True, name="app")
    seated = Client()
    seated.force_login(person)
    unit = town.units["district_committee"].pk
    fields = {"person": person.pk, "role": Role.AUDIT_ADMINISTRATOR, "organisation": unit, "from_date": "2026-11-16"}
    page = glass.post(reverse("admin:partyorg_post_add"), fields, follow=True)
    assert "请在账号里给本人生成一次性登录链接" in page.text
    assert Client().get(link).status_code == 410
    assert not Totp.objects.filter(user=person).exists()
    assert seated.get("/desk/").status_code == 302
    assert AuditEntry.objects.filter(action="登录方式全部作废").count() == 1
    person.refresh_from_db()
    assert not person.check_password(PASSWORD)
    again = invite(person, by=User.objects.get(username="boss"), at=MONDAY)
    assert Client().get(again, follow=True).status_code == 200


def test_a_second_term_leaves_the_password_alone(town: Town, glass: Client) -> None:
    post = post_of(town, "audit_admin")
    end_post(post, on=TODAY, by=None, at=MONDAY)
    by = User.objects.get(username="boss")
    appoint(post.person, role=post.role, organisation=post.organisation, from_date=TODAY + timedelta(days=1), by=by,
            at=MONDAY)  # fmt: skip
    post.person.refresh_from_db()
    assert post.person.check_password(PASSWORD)
