"""The pages on which a post is given, ended, withdrawn say whose it is; a second tap is told as the first was."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry
from partyorg.actions import withdraw_post
from partyorg.models import Post
from tests.factories import MONDAY, Town

REASON = {"reason": "任错了人，应是同名的另一位"}


@pytest.fixture
def keeper(town: Town) -> Client:
    return town.client("security_admin")


@pytest.fixture
def post(town: Town) -> Post:
    return Post.objects.select_related("person", "place", "organisation").get(person=town.people["worker"])


def page(post: Post, name: str) -> str:
    return reverse(f"admin:partyorg_post_{name}", args=[post.pk])


def said(answer: Any) -> str:
    """The newest of what waits to be read."""
    return [str(message) for message in get_messages(answer.wsgi_request)][-1]


def whose(post: Post) -> str:
    return f"{post.person}（worker）· {post} · {post.from_date:%Y-%m-%d} 起"


def test_person_role_unit_and_since_when_stand_in_the_heads(keeper: Client, post: Post) -> None:
    for name in ("change", "history", "withdraw"):
        assert f"<h2>{whose(post)}</h2>" in keeper.get(page(post, name)).text, name


def test_and_in_what_is_said_afterwards(town: Town, keeper: Client, post: Post) -> None:
    until = f"{whose(post)}，到 2030-12-31 为止"
    assert said(keeper.post(page(post, "change"), {"to_date": "2030-12-31"})) == f"{until}：已经保存。"
    assert said(keeper.post(page(post, "withdraw"), REASON)) == f"{until}：已经撤回。"
    fields = {
        "person": post.person_id, "role": "PARTY_OFFICER", "organisation": town.units["community_unit"].pk, "place": "",
        "sent_by": "", "from_date": "2026-11-16", "to_date": "",
    }  # fmt: skip
    answer = keeper.post(reverse("admin:partyorg_post_add"), {**fields, "_continue": "1"})
    given = Post.objects.get(person=post.person_id, role="PARTY_OFFICER")
    assert (said(answer), answer["Location"]) == (f"{whose(given)}：已经任职。", page(given, "change"))


def test_withdrawn_twice_it_is_withdrawn_once_and_both_are_told_so(town: Town, keeper: Client, post: Post) -> None:
    for _ in range(2):
        answer = keeper.post(page(post, "withdraw"), REASON)
        assert (answer.status_code, said(answer)) == (302, f"{whose(post)}：已经撤回。")
    assert AuditEntry.objects.filter(action="撤回任职").count() == 1
    assert town.client("system_admin").post(page(post, "withdraw"), REASON).status_code == 403
    assert town.client("audit_admin").post(page(post, "withdraw"), REASON).status_code == 403


def test_two_taps_at_once(keeper: Client, post: Post) -> None:
    """The second was let in before the first had written."""
    with patch("partyorg.admin.posts.PostAdmin.may_do") as asked:
        asked.side_effect = lambda *_: bool(withdraw_post(post, reason="先点的", by=None, at=MONDAY) or True)
        answer = keeper.post(page(post, "withdraw"), REASON)
    assert (answer.status_code, said(answer)) == (302, f"{whose(post)}：已经撤回。")
    assert AuditEntry.objects.filter(action="撤回任职").count() == 1
