"""How alike two texts are, for Chinese, which puts no spaces between its words. Pure.

The measure is the trigram similarity of PostgreSQL's pg_trgm, taken of texts that are first spread into pairs of
characters (地下室 becomes 地 地下 下室 室), so that what both say counts wherever in a sentence it stands. Left as it
is, a clause would be one word to pg_trgm, and 地下室漏水 and 二楼地下室一直漏水 share next to nothing.
PostgreSQL may thus reckon it where the cases are: cases/trigrams.py and `likeness` here come to the same number.
"""

import re
import unicodedata

COURTESIES = "请|希望|麻烦|尽快|处理|解决|反映|谢谢|感谢|您好|你好"  # what every complaint says tells none apart
EACH_CHARACTER, AS_PAIRS = "(.)", r"\1 \1"
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"[0-9]+")


def likeness(one: str, other: str) -> float:
    """From 0, nothing in common, to 1, the same: of all that is said, the share that both say."""
    mine, theirs = _trigrams(spread(one)), _trigrams(spread(other))
    return 2 * len(mine & theirs) / (len(mine) + len(theirs)) if mine and theirs else 0.0


def from_similarity(similarity: float) -> float:
    """The same from what pg_trgm gives, which counts what both say once (Jaccard) and not for each (Dice)."""
    return 2 * similarity / (1 + similarity)


def spread(text: str) -> str:
    """Full-width and half-width alike, without courtesies, in pairs of characters."""
    said = re.sub(COURTESIES, " ", unicodedata.normalize("NFKC", text))
    return re.sub(EACH_CHARACTER, AS_PAIRS, said, flags=re.DOTALL)


def _trigrams(text: str) -> set[str]:
    """As pg_trgm takes them: of each run of letters and digits, with two blanks before it and one behind."""
    padded = [f"  {word} " for word in _WORD.findall(text.lower())]
    return {word[start : start + 3] for word in padded for start in range(len(word) - 2)}


def numbers_differ(one: str, other: str) -> bool:
    """Both name numbers and none is the same: 3号楼 and 5号楼 are two matters, however alike the rest."""
    mine, theirs = (set(_NUMBER.findall(unicodedata.normalize("NFKC", text))) for text in (one, other))
    return bool(mine and theirs) and not mine & theirs
