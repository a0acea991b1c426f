from typing import Any

from axes.backends import AxesStandaloneBackend
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from accounts.models import User
from accounts.personal import CHINESE_MOBILE


class UsernameOrPhoneBackend(ModelBackend):
    """Sign in by login name or by mobile number, with one password."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> User | None:
        if username and CHINESE_MOBILE.fullmatch(username):
            user = User.objects.with_phone(username)
            username = user.username if user else username
        return super().authenticate(request, username=username, password=password, **kwargs)

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """None: neither groups nor an account's own permissions give any. Posts do (partyorg.backends)."""
        return set()


class LockOutBackend(AxesStandaloneBackend):
    """First of all backends: whoever has failed too often is not even asked for the password."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> None:
        if request is not None:  # without one nobody came from outside: a command, a test
            super().authenticate(request, username=username, password=password, **kwargs)
