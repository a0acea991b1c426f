"""The second factor: set up, asked for, lost. Time is the real one, as on the phone that makes the codes."""

from __future__ import annotations

import secrets
from datetime import datetime
from math import ceil

from django.db import transaction

from accounts.actions.sessions import end_sessions
from accounts.actions.trail import write_audit
from accounts.models import RecoveryCode, Totp, User
from accounts.personal import lookup_hash

HOW_MANY = 10
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that looks like another


class WrongCode(Exception):
    """The sentence for the page. `wait`: seconds until another try is taken at all, 0 where it was just wrong."""

    def __init__(self, sentence: str, wait: int = 0) -> None:
        super().__init__(sentence)
        self.wait = wait


def begin_second_factor(user: User) -> Totp:
    """The secret that waits to be confirmed; the same until then, however often the page is opened."""
    return Totp.objects.get_or_create(user=user, defaults={"confirmed": False, "name": "app"})[0]


def confirm_second_factor(user: User, *, code: str, at: datetime) -> list[str]:
    """The app shows the right code: from now on it is asked for. Returns the recovery codes, to be shown once.

    Raises WrongCode.
    """
    check_second_factor(user, code=code, at=at)
    with transaction.atomic():
        Totp.objects.filter(user=user).update(confirmed=True)
        write_audit(action="设置两步验证", of=user, by=user, at=at)
        return _new_codes(user)


def check_second_factor(user: User, *, code: str, at: datetime) -> None:
    """Take this code of the app, or one of the recovery codes, each of them once. Raises WrongCode."""
    with transaction.atomic():  # the count of wrong codes stays, so nothing is raised in here
        wrong = _wrong(Totp.objects.select_for_update().get(user=user), code.strip(), at)
    if wrong:
        raise wrong


@transaction.atomic
def renew_recovery_codes(user: User, *, at: datetime) -> list[str]:
    """New ones; the old ones are no longer taken."""
    write_audit(action="更换恢复码", of=user, by=user, at=at)
    return _new_codes(user)


@transaction.atomic
def reset_second_factor(user: User, *, reason: str, by: User, at: datetime) -> None:
    """The phone is lost: secret, recovery codes and sessions go, the person sets up another at the next sign-in."""
    Totp.objects.filter(user=user).delete()
    RecoveryCode.objects.filter(user=user).delete()
    write_audit(action="重置两步验证", of=user, by=by, at=at, reason=reason)
    end_sessions(user, by=by, at=at, reason=reason)


def _wrong(totp: Totp, code: str, at: datetime) -> WrongCode | None:
    may, found = totp.verify_is_allowed()
    if not may:
        wait = max(1, ceil((found["locked_until"] - at).total_seconds()))
        return WrongCode(f"错得太多，请等 {wait} 秒再试。", wait)
    step = totp.step_of(code, at)
    if step is not None and step <= totp.last_step:
        return WrongCode("这个验证码用过了，请等手机上换成下一个再填。")
    if step is None and not _is_recovery_code(totp.user_id, code, at):
        totp.throttle_increment()
        return WrongCode("验证码不对，请看手机上现在的 6 位数字再填。")
    totp.last_step = max(totp.last_step, step or -1)
    totp.throttle_reset()
    return None


def _is_recovery_code(user_id: int, code: str, at: datetime) -> bool:
    said = "".join(sign for sign in code.upper() if sign in LETTERS)
    unused = RecoveryCode.objects.filter(user_id=user_id, code_hash=lookup_hash(said), used_at=None)
    return bool(said) and bool(unused.update(used_at=at))


def _new_codes(user: User) -> list[str]:
    RecoveryCode.objects.filter(user=user).delete()
    codes = ["".join(secrets.choice(LETTERS) for _ in range(10)) for _ in range(HOW_MANY)]
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, code_hash=lookup_hash(code)) for code in codes)
    return [f"{code[:5]}-{code[5:]}" for code in codes]
