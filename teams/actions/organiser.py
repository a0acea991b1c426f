"""Whoever organises volunteers in a community keeps its teams and names its couriers."""

from __future__ import annotations

from accounts.models import User
from grids.models import Place
from partyorg.hats import Hat
from teams.rules import Refused
from volunteers.standing import organises

WHO = "这个社区的工作人员"


def ask_organiser(by: Hat, community: Place) -> User:
    """Who that is. Raises Refused `not_yours`."""
    if by.person is None or not organises(by, community):
        raise Refused("not_yours", who=WHO)
    return by.person
