"""480 complaints as residents write them, each with the category it belongs to (labelled.tsv: code, words, set).

`seen`: the words of the categories were chosen with these in view. `unseen`: written afterwards by somebody who knew
neither the words nor the other sentences; what these come to is what may be expected of the next resident.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cases.suggesting import SHOWN, Guess

Guesser = Callable[[str], list[Guess]]
NONE_OF_THEM = "OTHER"  # questions and praise: there is nothing to suggest


@dataclass(frozen=True, slots=True)
class Score:
    sentences: int
    first: float  # the share in which the first suggestion is right
    shown: float  # in which one of the three is


def sentences(which: Literal["seen", "unseen"]) -> Iterator[tuple[str, str]]:
    """Code and words."""
    for line in Path(__file__).with_suffix(".tsv").read_text(encoding="utf8").splitlines():
        code, words, one = line.split("\t")
        if one == which and code != NONE_OF_THEM:
            yield code, words


def score(which: Literal["seen", "unseen"], guess: Guesser) -> Score:
    found = [(code, [one.category.code for one in guess(words)][:SHOWN]) for code, words in sentences(which)]
    first = sum(codes[:1] == [code] for code, codes in found)
    return Score(len(found), first / len(found), sum(code in codes for code, codes in found) / len(found))
