import pytest
from django.contrib.auth import authenticate
from pytest_django import Settings

from accounts.models import User
from governance import settings as platform


@pytest.mark.django_db
def test_outside_the_tests_passwords_are_kept_with_argon2(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = platform.PASSWORD_HASHERS
    user = User.objects.create_user("someone", "a long password")
    assert user.password.startswith("argon2")
    assert authenticate(username="someone", password="a long password") == user
