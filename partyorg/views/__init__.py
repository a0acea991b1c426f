"""The pages of the tree: each file is one noun."""

from partyorg.views.chain import organisations
from partyorg.views.hat import wear

__all__ = ["organisations", "wear"]
