"""What all these deeds ask first: who acts."""

from __future__ import annotations

from accounts.models import User
from checkins.rules import Refused
from checkins.standing import keeps
from checkins.workflow import Who
from grids.models import Place
from partyorg.hats import Hat


def person_of(by: Hat) -> User:
    assert by.person is not None  # the doors of these pages let nobody else in
    return by.person


def ask_keeper(by: Hat, community: Place, deed: str) -> None:
    """Raises Refused unless the hat acts for this community."""
    if not keeps(by, community):
        raise Refused("not_yours", who=f"{community.short_name}的{Who.COMMUNITY.label}", deed=deed)
