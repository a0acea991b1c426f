from __future__ import annotations

from datetime import datetime

from axes.models import AccessAttempt
from django.conf import settings
from django.db import transaction
from django.db.models import Sum

from accounts.actions.trail import write_audit
from accounts.models import Lockout, User


@transaction.atomic
def unlock(lockout: Lockout, *, reason: str, by: User, at: datetime) -> None:
    """Let this name try again from this address, and the whole address where that is shut too."""
    there = AccessAttempt.objects.filter(ip_address=lockout.ip_address)
    address_is_shut = (there.aggregate(n=Sum("failures_since_start"))["n"] or 0) >= settings.ADDRESS_FAILURE_LIMIT
    person = User.objects.filter(username=lockout.username).first()
    write_audit(
        action="解除登录锁定", of=person or lockout, by=by, at=at, reason=reason, detail={"address": address_is_shut}
    )
    (there if address_is_shut else there.filter(username=lockout.username)).delete()
