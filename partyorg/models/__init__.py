from partyorg.models.chapter import Chapter
from partyorg.models.member import GridLink, Member, Seat
from partyorg.models.organisation import Organisation
from partyorg.models.post import Post
from partyorg.models.resource import Resource

__all__ = ["Chapter", "GridLink", "Member", "Organisation", "Post", "Resource", "Seat"]
