"""One-time links: Django's token, which also dies when a newer one is made."""

from datetime import datetime

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from accounts.models import User


class Links(PasswordResetTokenGenerator):
    """What a token is made of: when it was asked for and the password as it was, so that use or a newer one ends it.

    It also ends after settings.PASSWORD_RESET_TIMEOUT.
    """

    key_salt = "accounts.links"

    def _make_hash_value(self, user: User, timestamp: int) -> str:
        return f"{user.pk}{user.password}{_seconds(user.invited_at)}{timestamp}"


_links = Links()


def path_of(user: User) -> str:
    """The address at which this person sets their password. `user.invited_at` has been written."""
    number = urlsafe_base64_encode(str(user.pk).encode())
    return reverse("accounts:invited", args=[number, _links.make_token(user)])


def invited_by(number: str, token: str) -> User | None:
    """Whose link it is; None when it was used, is too old, was replaced, or the account is closed."""
    try:
        key = int(urlsafe_base64_decode(number))
    except ValueError:
        return None
    user = User.objects.filter(pk=key, is_active=True, invited_at__isnull=False).first()
    return user if user and _links.check_token(user, token) else None


def _seconds(moment: datetime | None) -> str:
    return f"{moment.timestamp():.6f}" if moment else ""
