"""常用语: phrases for what is written often, with placeholders that are filled from the case at hand.

None of them says who reported it: neither a name nor a number can come into a text in this way.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from cases import telling
from cases.models import Case, Phrase
from partyorg.hats import Hat

BLANKS: dict[str, Callable[[Case, datetime], str]] = {
    "编号": lambda case, _at: case.number,
    "地点": lambda case, _at: case.place.full_name,
    "单位": lambda case, _at: str(case.host_org or case.owner_org),
    "期限": lambda case, at: telling.promise(case, at, for_staff=True).when or "（现在没有期限）",
}
_BLANK = re.compile(r"[{｛]([^{}｛｝]*)[}｝]")


@dataclass(frozen=True, slots=True)
class Filled:
    title: str
    words: str


def unknown_blanks(words: str) -> list[str]:
    """Placeholders that nothing fills."""
    return [name for name in _BLANK.findall(words) if name not in BLANKS]


def filled(words: str, case: Case, at: datetime) -> str:
    return _BLANK.sub(lambda blank: BLANKS[blank[1]](case, at) if blank[1] in BLANKS else blank[0], words)


def phrases_for(move: str, case: Case, hat: Hat, at: datetime) -> list[Filled]:
    """What may be put into a text of this move: one's own phrases, then the unit's. One query."""
    found = Phrase.objects.visible_to(hat).filter(Q(for_move="") | Q(for_move=move))
    own_first = sorted(found, key=lambda phrase: (phrase.person_id is None, phrase.title))
    return [Filled(phrase.title, filled(phrase.words, case, at)) for phrase in own_first]
