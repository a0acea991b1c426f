"""Pick-up codes: six digits, found by a keyed hash. Read by its owner alone, typed or scanned at the counter."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from accounts.personal import lookup_hash, plain_digits

DIGITS = 6
# What stands in a square, as a page's camera knows it from others: longer than a telephone's or a good's number.
SQUARE = r"[0-9]{14,38}"


def new_code() -> str:
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"


def code_hash(code: str) -> str:
    return lookup_hash(f"pickup:{code}")


@dataclass(frozen=True, slots=True)
class Typed:
    """What came in at the counter. `community`: its code, where the square was scanned; "" where digits were typed."""

    code: str
    community: str = ""


def scanned(community: str, code: str) -> str:
    """What stands in the square."""
    return f"{community}{code}"


def read(text: str) -> Typed | None:
    """However it was spaced, and in full-width digits; None where it is no code."""
    digits = plain_digits(text)
    if not digits.isdecimal() or len(digits) < DIGITS:
        return None
    return Typed(digits[-DIGITS:], digits[:-DIGITS])
