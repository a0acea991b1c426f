from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.actions.trail import write_audit
from accounts.models import Session, User


@transaction.atomic
def end_sessions(user: User, *, by: User, at: datetime, reason: str = "", but: str | None = None) -> int:
    """End this person's sessions, all `but` the one with that key. Returns how many; with none there is no line."""
    ended = Session.objects.filter(user=user).exclude(session_key=but).delete()[0]
    if ended:
        write_audit(action="结束会话", of=user, by=by, at=at, reason=reason, detail={"sessions": ended})
    return ended


@transaction.atomic
def end_session(session: Session, *, by: User, at: datetime) -> None:
    if session.user is not None and Session.objects.filter(pk=session.pk).delete()[0]:
        write_audit(action="结束会话", of=session.user, by=by, at=at, detail={"sessions": 1})
