from partyorg.models.chapter import Chapter
from partyorg.models.estatestep import EstateStep
from partyorg.models.force import Force
from partyorg.models.member import GridLink, Member, Transfer
from partyorg.models.neighbourhood import Neighbourhood
from partyorg.models.organisation import Organisation
from partyorg.models.pairing import Pairing
from partyorg.models.post import Post
from partyorg.models.redraw import GridRedraw
from partyorg.models.resource import Resource
from partyorg.models.round import Round
from partyorg.models.seat import Seat

__all__ = [
    "Chapter",
    "EstateStep",
    "Force",
    "GridLink",
    "GridRedraw",
    "Member",
    "Neighbourhood",
    "Organisation",
    "Pairing",
    "Post",
    "Resource",
    "Round",
    "Seat",
    "Transfer",
]
