import pytest

from tests.factories import Town, build_town


@pytest.fixture
def town(db: None) -> Town:
    return build_town()
