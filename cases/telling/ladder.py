"""The ladder, the sign of the product: five rungs, filled up to where the case stands."""

from cases.models import Case
from cases.terms import TERMINAL, State

RUNGS = ("网格", "社区", "街道", "平台", "领导")  # as short as a telephone is narrow


def rungs(case: Case) -> list[tuple[str, str]]:
    """(name, mark): "was" below, "here" where it stands. Nobody has it in hand any more when the resident is asked."""
    resting = case.state in TERMINAL or case.state == State.REVISIT
    here = "was" if resting else "here"
    marks = ["was"] * (case.owner_level - 1) + [here]
    return [(name, marks[rung] if rung < len(marks) else "") for rung, name in enumerate(RUNGS)]
