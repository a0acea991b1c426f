"""The pages of the roll offer their deeds to whoever keeps it, whatever else the frame of the page works out."""

import pytest
from django.urls import reverse

from tests.factories import Town


@pytest.mark.parametrize(
    ("page", "deed"), [("partyorg:members", "partyorg:new-member"), ("partyorg:resources", "partyorg:new-helper")]
)
def test_a_keeper_is_offered_the_deed(town: Town, page: str, deed: str) -> None:
    for who, offered in [("secretary", True), ("guide", False)]:
        shown = town.client(who).get(reverse(page)).content.decode()
        assert (f'href="{reverse(deed)}"' in shown) == offered, who
