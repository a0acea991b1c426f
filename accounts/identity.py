"""Citizens' identity numbers (GB 11643): eighteen signs, the last one reckoned from the others."""

from __future__ import annotations

import re
import unicodedata

_SHAPE = re.compile(r"[1-9][0-9]{16}[0-9X]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_LAST = "10X98765432"


def identity_digits(typed: str) -> str:
    """As it is kept, however it was spaced. Else what was typed."""
    return re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", typed)).upper()


def is_identity(number: str) -> bool:
    """Whether it is one: its shape, and its last sign (ISO 7064, MOD 11-2)."""
    if _SHAPE.fullmatch(number) is None:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _LAST[total % 11] == number[-1]


def masked_identity(number: str) -> str:
    """3702**********123X"""
    return f"{number[:4]}**********{number[-4:]}" if len(number) == 18 else "*" * len(number)
