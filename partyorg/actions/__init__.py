from partyorg.actions.organisations import (
    DESCRIBED,
    add_organisation,
    convert,
    describe_organisation,
    end_organisation,
    move_organisation,
)
from partyorg.actions.posts import appoint, end_post, why_not

__all__ = [
    "DESCRIBED",
    "add_organisation",
    "appoint",
    "convert",
    "describe_organisation",
    "end_organisation",
    "end_post",
    "move_organisation",
    "why_not",
]
