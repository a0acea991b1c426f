"""Lock-out by name and address together, and by address alone at a higher limit (django-axes)."""

from __future__ import annotations

from datetime import timedelta
from math import ceil
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.models import User
from accounts.personal import CHINESE_MOBILE, lookup_hash

Credentials = dict[str, Any] | None


def name_of(request: HttpRequest, credentials: Credentials) -> str:
    """The login name of whoever is meant, by name or phone. What belongs to nobody is kept as a hash: it may be a
    stranger's phone, or a password in the wrong field."""
    typed = str((credentials or {}).get("username") or "")
    person = User.objects.with_phone(typed) if CHINESE_MOBILE.fullmatch(typed) else None
    if person or User.objects.filter(username=typed).exists():
        return person.username if person else typed
    return f"?{lookup_hash(typed)[:32]}"


class Failures(AxesDatabaseHandler):
    """Two limits where axes knows one: failures from an address weigh so much less as its limit is higher."""

    def get_failures(self, request: HttpRequest, credentials: Credentials = None) -> int:
        together, alone = (_failures(attempts) for attempts in self.get_user_attempts(request, credentials))
        return max(together, alone * settings.AXES_FAILURE_LIMIT // settings.ADDRESS_FAILURE_LIMIT)

    def reset_user_attempts(self, request: HttpRequest, credentials: Credentials = None) -> int:
        """Who signs in clears their own failures, not those of everybody else at the address."""
        together, _ = self.filter_user_attempts(request, credentials)
        return together.delete()[0]


def _failures(attempts: QuerySet[AccessAttempt]) -> int:
    return attempts.aggregate(number=Sum("failures_since_start"))["number"] or 0


def locked_out(request: HttpRequest, _response: HttpResponse | None, credentials: Credentials) -> HttpResponse:
    """The page that says how long to wait."""
    attempts = Failures().get_user_attempts(request, credentials)
    newest = max((found for one in attempts if (found := one.aggregate(at=Max("attempt_time"))["at"])), default=None)
    left = newest + settings.AXES_COOLOFF_TIME - timezone.now() if newest else timedelta()
    minutes = max(1, ceil(left / timedelta(minutes=1)))
    response = render(request, "accounts/locked.html", {"minutes": minutes}, status=429)
    response["Retry-After"] = str(minutes * 60)
    return response
