"""The registers of the tree, its posts and what grids can call on.

Members, their places in grids and their seats have no register here: who is a member is for the party's own roles, and
whoever keeps these registers holds none. They are kept at the desk (partyorg/views/members.py).
"""

from partyorg.admin.estates import EstateAdmin
from partyorg.admin.forces import ForceAdmin, GridRedrawAdmin, NeighbourhoodAdmin, RoundAdmin
from partyorg.admin.organisations import OrganisationAdmin
from partyorg.admin.posts import PostAdmin
from partyorg.admin.resources import ResourceAdmin

__all__ = [
    "EstateAdmin",
    "ForceAdmin",
    "GridRedrawAdmin",
    "NeighbourhoodAdmin",
    "OrganisationAdmin",
    "PostAdmin",
    "ResourceAdmin",
    "RoundAdmin",
]
