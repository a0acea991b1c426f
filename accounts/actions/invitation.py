"""A first sign-in: a link that works once, at which somebody sets the password that nobody else knows."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Model

from accounts.actions.sessions import end_sessions
from accounts.actions.trail import write_audit
from accounts.links import path_of
from accounts.models import User

ASKED_AT_ONCE = 900  # SQLite's old limit is 999


@transaction.atomic
def invite(user: User, *, by: User | None, at: datetime) -> str:
    """Make a link by which this person sets their password, and return its path (/desk/…).

    It works once, within 72 hours, until a newer one is made. The path stands in no table and no log: whoever makes it
    has to hand it on. The old password, if there is one, works on until then.
    """
    user.invited_at = at
    User.objects.filter(pk=user.pk).update(invited_at=at)
    write_audit(action="生成一次性登录链接", of=user, by=by, at=at)
    return path_of(user)


@transaction.atomic
def invite_all(users: Sequence[User], *, of: Model, by: User | None, at: datetime) -> list[str]:
    """As `invite`, for thousands at once: a few statements, one line of the trail about what brought them in (`of`).

    Returns the paths in the order of `users`.
    """
    for user in users:
        user.invited_at = at
    ids = [user.pk for user in users]
    for first in range(0, len(ids), ASKED_AT_ONCE):
        User.objects.filter(pk__in=ids[first : first + ASKED_AT_ONCE]).update(invited_at=at)
    write_audit(action="生成一次性登录链接", of=of, by=by, at=at, detail={"accounts": len(users)})
    return [path_of(user) for user in users]


@transaction.atomic
def accept_invitation(user: User, *, password: str, at: datetime) -> bool:
    """Set the password by the link through which `user` was found. False: somebody was quicker with the same link."""
    asked = User.objects.filter(pk=user.pk, invited_at=user.invited_at, password=user.password, is_active=True)
    if not asked.update(password=make_password(password), invited_at=None):
        return False
    write_audit(action="用一次性链接设置密码", of=user, by=user, at=at)
    end_sessions(user, by=user, at=at, reason="设置密码")
    return True
