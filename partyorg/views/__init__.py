"""The pages of the tree: each file is one noun."""

from partyorg.views.chain import organisations

__all__ = ["organisations"]
