from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from partyorg.plain import Unit

# What the findings are about, as the page groups them.
ABOUT = ("空白", "链条", "人数", "班子", "换届", "过渡", "会议", "入格", "力量", "邻里", "联系", "划格", "小区")


@dataclass(frozen=True, slots=True)
class Finding:
    """`about`: one of ABOUT; `subject`: whose, by its name. `deed`: the page of a deed on the organisation that
    would mend it ("convert", "elect"), where there is one. `of_members`: it tells who is a member, or nearly so: for
    the party's own roles alone.
    """

    about: str
    subject: str
    said: str
    organisation_id: int | None = None
    deed: str = ""
    of_members: bool = False


Asked = Callable[[Sequence[Unit], date], Iterable[Finding]]
ASKED: list[Asked] = []  # by the apps above, which know what this one does not


def found_by(asked: Asked) -> Asked:
    """What is found on a day of these organisations. In a fixed number of queries, none where none is concerned."""
    ASKED.append(asked)
    return asked
