from __future__ import annotations

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts.actions.sessions import end_sessions
from accounts.actions.trail import write_audit
from accounts.models import RecoveryCode, Totp, User


@transaction.atomic
def void_access(user: User, *, reason: str, by: User, at: datetime) -> None:
    """Nothing that was set up before opens this account any more: no password, link, second factor or session.

    Its holder comes in by a new one-time link.
    """
    User.objects.filter(pk=user.pk).update(password=make_password(None), invited_at=None)
    Totp.objects.filter(user=user).delete()
    RecoveryCode.objects.filter(user=user).delete()
    write_audit(action="登录方式全部作废", of=user, by=by, at=at, reason=reason)
    end_sessions(user, by=by, at=at, reason=reason)
    user.refresh_from_db(fields=["password", "invited_at"])
