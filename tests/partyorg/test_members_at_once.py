"""The roll, written twice or by two at once: one member, and a sentence for whoever came second."""

import re
from typing import Any

from django.db import IntegrityError

from accounts.models import AuditEntry
from partyorg import actions
from partyorg.models import Member
from tests.factories import LONG_AGO, Town
from tests.partyorg.test_members import AN_ID, LIST, NEW, member, page

__all__ = ["member"]


def test_a_form_sent_twice_is_one_member(town: Town) -> None:
    client = town.client("party_officer")
    [key] = re.findall(r'name="key" value="([^"]+)"', client.get(NEW).content.decode())
    typed = {"name": "新党员", "organisation": "太平镇社区第1网格党支部", "since": "2026-11-01", "key": key}
    for numbers in ({}, {"id_number": AN_ID}):  # what is sent again is not read again
        for _ in range(2):
            assert client.post(NEW, {**typed, **numbers}).headers["Location"] == LIST
    assert Member.objects.count() == AuditEntry.objects.filter(action="新增党员").count() == 1


def test_an_account_is_one_member_s(town: Town, member: Member) -> None:
    worker = town.people["worker"]
    Member.objects.create(name=worker.name, organisation=town.units["branch"], since=LONG_AGO, account=worker)
    typed = {"name": worker.name, "account": worker.username, "is_full": "on"}
    answer = town.client("party_officer").post(page(member, "correct"), typed)
    assert (answer.status_code, "这个账号已经是另一名党员的" in answer.content.decode()) == (422, True)


def test_what_two_did_at_once_is_said_in_a_sentence(town: Town, member: Member, monkeypatch: Any) -> None:
    def raced(*_args: Any, **_said: Any) -> None:
        raise IntegrityError("UNIQUE constraint failed: partyorg_gridlink.member_id")

    monkeypatch.setattr(actions, "place_in_grid", raced)
    typed = {"grid": town.grid.code, "kind": "COME_UP", "since": "2026-11-11"}
    answer = town.client("party_officer").post(page(member, "place"), typed)
    assert (answer.status_code, "刚刚有人先办了同一件事" in answer.content.decode()) == (422, True)
    assert "constraint" not in answer.content.decode()
