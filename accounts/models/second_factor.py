from __future__ import annotations

import secrets
from base64 import b32decode, b32encode
from datetime import datetime
from urllib.parse import quote, urlencode

from django.db import models
from django_otp.models import Device, ThrottlingMixin
from django_otp.oath import TOTP

from accounts.models.user import User
from accounts.personal import EncryptedField

STEP_SECONDS = 30
LATE_STEPS = 1  # a clock may be half a minute off
ISSUER = "哨到"


def new_secret() -> str:
    """160 bits in the letters that authenticator apps take."""
    return b32encode(secrets.token_bytes(20)).decode()


class Totp(ThrottlingMixin, Device):
    """The second factor of a person: an authenticator app with this secret. One each; it counts once confirmed."""

    user = models.OneToOneField(User, models.CASCADE, related_name="totp", verbose_name="何人")
    secret = EncryptedField("密钥", default=new_secret)
    last_step = models.BigIntegerField(default=-1)  # a code is good once

    class Meta:
        verbose_name = verbose_name_plural = "两步验证"

    def get_throttle_factor(self) -> float:
        """Seconds to wait after the first wrong code; twice as long after each further one."""
        return 1

    def code_at(self, moment: datetime) -> str:
        return f"{self._totp(moment).token():06d}"

    def step_of(self, code: str, moment: datetime) -> int | None:
        """The half minute whose code this is, used (`last_step`) or not; None where it is none of now."""
        totp = self._totp(moment)
        if not (code.isascii() and code.isdigit() and len(code) == totp.digits):
            return None
        return totp.t() if totp.verify(int(code), LATE_STEPS) else None

    @property
    def address(self) -> str:
        """What the picture says to the app."""
        label = quote(f"{ISSUER}:{self.user.username}")
        return f"otpauth://totp/{label}?{urlencode({'secret': self.secret, 'issuer': ISSUER})}"

    def _totp(self, moment: datetime) -> TOTP:
        totp = TOTP(b32decode(self.secret), step=STEP_SECONDS)
        totp.time = moment.timestamp()
        return totp


class RecoveryCode(models.Model):
    """For the day on which the phone is lost: good once, kept as a keyed hash."""

    user = models.ForeignKey(User, models.CASCADE, related_name="recovery_codes", verbose_name="何人")
    code_hash = models.CharField(max_length=64)
    used_at = models.DateTimeField("使用时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "恢复码"
        constraints = [models.UniqueConstraint(fields=["user", "code_hash"], name="no_recovery_code_twice")]

    def __str__(self) -> str:
        return f"{self.user}{'（已用）' if self.used_at else ''}"
