"""The pages of the tree: each file is one noun."""

from partyorg.views.badges import badge
from partyorg.views.chain import organisations
from partyorg.views.coverage import coverage
from partyorg.views.estates import estate, estate_step
from partyorg.views.grids import grid, grids, pair
from partyorg.views.hat import wear
from partyorg.views.members import member, member_deed, members, new_member, see_member
from partyorg.views.resources import new_helper, resources, retire_helper
from partyorg.views.units import organisation, organisation_deed, unit

__all__ = [
    "badge",
    "coverage",
    "estate",
    "estate_step",
    "grid",
    "grids",
    "member",
    "member_deed",
    "members",
    "new_helper",
    "new_member",
    "organisation",
    "organisation_deed",
    "organisations",
    "pair",
    "resources",
    "retire_helper",
    "see_member",
    "unit",
    "wear",
]
