from partyorg.models.organisation import Organisation
from partyorg.models.post import Post
from partyorg.models.resource import Resource

__all__ = ["Organisation", "Post", "Resource"]
