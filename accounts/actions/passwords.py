from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.actions.sessions import end_sessions
from accounts.actions.trail import write_audit
from accounts.models import User


@transaction.atomic
def change_password(user: User, *, password: str, at: datetime, but: str | None) -> None:
    """One's own: every session ends `but` the one in which it was changed."""
    user.set_password(password)
    user.save(update_fields=["password"])
    write_audit(action="修改自己的密码", of=user, by=user, at=at)
    end_sessions(user, by=user, at=at, reason="修改密码", but=but)
