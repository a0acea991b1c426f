"""An address with a NUL in it is refused on both engines alike, before anything asks the database."""

import pytest
from django.test import Client


@pytest.mark.parametrize(
    "address", ["/desk/?words=%00", "/desk/cases/%00/", "/admin/grids/place/?level=%00", "/progress/?code=%00"]
)
def test_it_is_a_bad_request(client: Client, address: str) -> None:
    assert client.get(address).status_code == 400


def test_the_three_characters_themselves_are_no_nul(client: Client) -> None:
    assert client.get("/desk/?words=%2500").status_code == 302
