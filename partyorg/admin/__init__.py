"""The registers of the tree, its posts and what grids can call on."""

from partyorg.admin.estates import EstateAdmin
from partyorg.admin.organisations import OrganisationAdmin
from partyorg.admin.posts import PostAdmin
from partyorg.admin.resources import ResourceAdmin

__all__ = ["EstateAdmin", "OrganisationAdmin", "PostAdmin", "ResourceAdmin"]
