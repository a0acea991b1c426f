import pytest

from accounts.models import User
from tests.factories import Town, build_town


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


@pytest.fixture
def volunteer(db: None) -> User:
    return User.objects.create_user("volunteer", name="林志愿")
