from grids.actions.boundary import (
    approve_boundary,
    lawful_shape,
    overlap_refusals,
    propose_boundary,
    refuse_boundary,
)
from grids.actions.place import (
    add_place,
    close_place,
    closing_refusal,
    code_refusal,
    describe_place,
    move_place,
    rename_place,
)

__all__ = [
    "add_place",
    "approve_boundary",
    "close_place",
    "closing_refusal",
    "code_refusal",
    "describe_place",
    "lawful_shape",
    "move_place",
    "overlap_refusals",
    "propose_boundary",
    "refuse_boundary",
    "rename_place",
]
