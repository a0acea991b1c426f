"""Tokens given and taken away, the brakes on both sides of the door, and a case that a client sends."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Case as Switch
from django.db.models import F, Q, When

from accounts.actions import write_audit
from accounts.braking import Limit, line_hash, wait_for
from accounts.models import User
from accounts.once import once
from accounts.personal import lookup_hash
from api.models import Client, Sent
from cases.actions import Report, report
from partyorg.hats import RESIDENT

MOST_A_MINUTE = 60
WRONG_TOKENS = Limit("WRONG_TOKEN", 30, timedelta(hours=1))


class KeyUsedError(Exception):
    """The same key for something else."""


def issue(client: Client, *, by: User, at: datetime) -> str:
    """Keeps a new client and returns its token, which is written nowhere: whoever loses it gets a new client."""
    token = secrets.token_urlsafe(32)
    client.token_hash, client.made_at = lookup_hash(token), at
    with transaction.atomic():
        client.save(force_insert=True)
        now = {"name": client.name, "unit": client.unit_id, "channel": client.channel}
        write_audit(action="发放接口令牌", of=client, by=by, at=at, detail={"now": now})
    return token


def revoke(client: Client, *, reason: str, by: User, at: datetime) -> None:
    """From here on its token opens nothing. What it has sent stays."""
    with transaction.atomic():
        if Client.objects.in_force().filter(pk=client.pk).update(ended_at=at):
            write_audit(action="停用接口令牌", of=client, by=by, at=at, reason=reason)
    client.refresh_from_db()


def ask(client: Client, *, at: datetime) -> int:
    """Count one request. 0; or in how many seconds the next may come, when there were too many in this minute."""
    minute = int(at.timestamp()) // 60
    asked = Switch(When(minute=minute, then=F("asked") + 1), default=1)
    fits = Client.objects.filter(~Q(minute=minute) | Q(asked__lt=MOST_A_MINUTE), pk=client.pk)
    return 0 if fits.update(asked=asked, minute=minute, last_used_at=at) else 60 - int(at.timestamp()) % 60


def wrong_token(*, address: str | None, at: datetime) -> int:
    """Count one that is wrong. 0; or in how many seconds the next may be tried, when there were too many.

    A right token is never refused for others at its address; what comes after too many is counted no more.
    """
    return wait_for(WRONG_TOKENS, of=line_hash(address), at=at)


def send(said: Report, *, client: Client, key: str, digest: str, at: datetime) -> tuple[Sent, bool]:
    """What came of it, and whether just now. A resident said it whom nobody has proved to be anybody: no account.

    Raises KeyUsedError where this key stands for something else, Refused as `cases.actions.report` does.
    """

    def known() -> Sent | None:
        return Sent.objects.filter(client=client, key=key).first()

    def make() -> Sent:
        case = report(said, by=RESIDENT, at=at)
        return Sent.objects.create(client=client, key=key, digest=digest, case=case, is_new=case.key == said.key)

    before = known()
    sent = before or once(make, known)
    if sent.digest != digest:
        raise KeyUsedError
    return sent, before is None
