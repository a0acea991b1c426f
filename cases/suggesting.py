"""Which category somebody's words are about: by words that administrators keep beside each category. No black box.

Of each category the words that occur are counted by their characters: 楼道灯 says more than 灯. The category with the
most comes first; of equals the one whose word was said first. Nothing is learnt and nothing decided: whoever reports
chooses, whoever accepts has the last word. `make bench ONLY=categories` measures it.

A word with … in it is said where its parts are, in their order, in one breath: 电梯…困人 also in 电梯里又困人了.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from cases.models import Category

SHOWN = 3
_APART = "..."  # how … is spelt once it is tidied
_ONE_BREATH = "[^,。.!?;]{0,6}?"
# What is told of as over and done with: 上个月着火的房子没清理, 以前晕倒过. Nothing of it where it still goes on.
_LONG_AGO = re.compile(
    "(?:上个?月|上个?星期|上个?礼拜|上周|上次|上回|去年|前年|昨天|昨晚|前天|前几天|以前|从前|之前|曾经|当年)[^,。.!?;]{0,5}$"
    "|(?:发生|出|着|闹|有)过[^,。.!?;]{0,2}$"
)
_DONE = re.compile("过(?![去来不])")
_GOES_ON = re.compile("现在|正在|还在|还没|刚才|刚刚|刚又|又|快来|救命|一直|开始|至今|没回|没找|找不|出不来|今天|到今")


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
    """The emergency that these words name, however else they may be understood; none that they tell of as past. One
    query."""
    emergencies = Category.objects.to_choose().filter(emergency=True)
    return next(iter(ranked(words, emergencies, only_now=not _GOES_ON.search(tidied(words)))), None)


def ranked(words: str, categories: Iterable[Category], *, only_now: bool = False) -> list[Guess]:
    """Every category of which a word occurs, the likeliest first. `only_now`: not as something that is over."""
    said = tidied(words)
    found = [(category, tuple(_occurring(category.cues, said, only_now))) for category in categories]
    order = sorted((hit for hit in found if hit[1]), key=lambda hit: (-_weight(hit[1]), said.index(hit[1][0])))
    return [Guess(category, because) for category, because in order]


def tidied(words: str) -> str:
    """Full-width and half-width, capitals and small letters alike; no spaces, which speech input strews about."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", words).lower())


def _occurring(cues: str, said: str, only_now: bool) -> Iterator[str]:
    """Each word once, as it was said, first to last."""
    known = {tidied(cue) for cue in cues.split()}
    spots = [next((hit for hit in _spots(cue, said) if not (only_now and _is_over(said, hit))), None) for cue in known]
    heard = {(hit.start(), hit[0]) for hit in spots if hit}
    yield from (word for _, word in sorted(heard, key=lambda one: (one[0], -len(one[1]))))


def _spots(cue: str, said: str) -> Iterator[re.Match[str]]:
    first = cue.partition(_APART)[0]
    return _spelling(cue).finditer(said) if first in said else iter(())


@cache
def _spelling(cue: str) -> re.Pattern[str]:
    return re.compile(_ONE_BREATH.join(map(re.escape, cue.split(_APART))))


def _is_over(said: str, hit: re.Match[str]) -> bool:
    return bool(_LONG_AGO.search(said[: hit.start()]) or _DONE.match(said, hit.end()))


def _weight(found: tuple[str, ...]) -> int:
    return sum(len(cue) for cue in found)
