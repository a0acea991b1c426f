import pytest

from accounts.models import User
from governance.checks import BREAK_GLASS, break_glass_is_shut
from tests.factories import PASSWORD, build_town


@pytest.mark.django_db
def test_an_open_superuser_beside_a_security_administrator_is_warned_of() -> None:
    User.objects.create_superuser("boss", PASSWORD, name="应急")
    assert break_glass_is_shut(None) == []
    build_town()
    assert break_glass_is_shut(None) == [BREAK_GLASS]
    User.objects.filter(is_superuser=True).update(is_active=False)
    assert break_glass_is_shut(None) == []
