from __future__ import annotations

from dataclasses import dataclass

# What the findings are about, as the page groups them.
ABOUT = ("空白", "链条", "人数", "班子", "换届", "过渡", "入格", "力量", "邻里", "联系", "划格")


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
