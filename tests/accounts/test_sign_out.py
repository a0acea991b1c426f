"""Signing out is a deed: by POST alone."""

import pytest

from tests.factories import Town, build_town


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


def test_it_ends_the_session(town: Town):
    client = town.client("secretary")
    assert client.post("/desk/sign-out/")["Location"] == "/desk/sign-in/"
    assert client.get("/desk/").status_code == 302


def test_a_link_cannot_do_it(town: Town):
    client = town.client("secretary")
    assert client.get("/desk/sign-out/").status_code == 405
    assert client.get("/desk/").status_code == 200
