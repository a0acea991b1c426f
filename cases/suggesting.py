"""Which category somebody's words are about: by words that administrators keep beside each category. No black box.

Of each category the words that occur are counted by their characters: 楼道灯 says more than 灯. The category with the
most comes first; of equals the one whose word was said first. Nothing is learnt and nothing decided: whoever reports
chooses, whoever accepts has the last word. `make bench ONLY=categories` measures it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cases.models import Category

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Guess:
    """A category, and the words for which it is suggested, as they were said first to last."""

    category: Category
    because: tuple[str, ...]

    @property
    def why(self) -> str:
        """The two words that say most; not 烟 beside 油烟."""
        whole = [word for word in self.because if not any(word in other != word for other in self.because)]
        telling = sorted(whole, key=len, reverse=True)[:2]
        return "您写了" + "、".join(f"“{word}”" for word in whole if word in telling)


def guesses(words: str) -> list[Guess]:
    """At most three categories for what was said, the likeliest first; none where no word is known. One query."""
    return ranked(words, Category.objects.to_choose().exclude(cues=""))[:SHOWN]


def sounds_urgent(words: str) -> Guess | None:
    """The emergency that these words name, however else they may be understood. One query."""
    return next(iter(ranked(words, Category.objects.to_choose().filter(emergency=True))), None)


def ranked(words: str, categories: Iterable[Category]) -> list[Guess]:
    """Every category of which a word occurs, the likeliest first."""
    said = tidied(words)
    found = [(category, tuple(_occurring(category.cues, said))) for category in categories]
    order = sorted((hit for hit in found if hit[1]), key=lambda hit: (-_weight(hit[1]), said.index(hit[1][0])))
    return [Guess(category, because) for category, because in order]


def tidied(words: str) -> str:
    """Full-width and half-width, capitals and small letters alike; no spaces, which speech input strews about."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", words).lower())


def _occurring(cues: str, said: str) -> Iterator[str]:
    known = {tidied(cue) for cue in cues.split()}
    yield from sorted((cue for cue in known if cue in said), key=lambda cue: (said.index(cue), -len(cue)))


def _weight(found: tuple[str, ...]) -> int:
    return sum(len(cue) for cue in found)
