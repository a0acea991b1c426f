"""What people type must not give away who wants to stay unnamed."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cases.models import Case, Follower

GIVEN_AWAY = "对方不愿让人知道是谁说的，可这里写着称呼或电话，办事的人会看到。请删掉。"  # read by staff
_AS_DIGITS = str.maketrans("零〇○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖", "000123456789" + "1" + "123456789")
A_MOBILE = re.compile(r"(?<![0-9])(?:(?:\+|00)?86)?[\s\-]*1[\s\-]*[3-9](?:[\s\-]*[0-9]){9}(?![0-9])")


def given_away(said: Mapping[str, Any], *, taken_down: bool = False) -> Iterator[str]:
    """The fields in which somebody who wants to stay unnamed is named, as it was typed beside them.

    `taken_down`: by staff, to whom an anonymous caller gives no number but in what they say.
    """
    if not (said.get("anonymous") or said.get("confidential")):
        return
    who = [said.get(field) for field in said if field in ("name", "phone") or field.startswith(("who_", "tel_"))]
    for field in ("words", "address"):
        any_number = taken_down and said.get("anonymous") and _has_a_mobile(said.get(field) or "")
        if any_number or _names(said.get(field), *who):
            yield field


def gives_away(case: Case, text: str) -> bool:
    """Whether this says who reported a case whose reporter wants to stay unnamed.

    Of an anonymous one nothing is stored to compare with: any mobile number in it may be theirs.
    """
    return (case.anonymous and _has_a_mobile(text)) or names_its_reporter(case, text)


def names_its_reporter(case: Case, text: str) -> bool:
    """Whether this names who wants to stay unnamed, or one of those for whom they reported."""
    return names_any(text, who_stays_unnamed(case))


def who_stays_unnamed(case: Case) -> list[str]:
    """The names and numbers that nobody may read: of the reporter and of those for whom they reported. One query;
    none for a case whose reporter hides nothing.
    """
    if not (case.anonymous or case.confidential):
        return []
    represented = case.followers.filter(why=Follower.Why.REPRESENTED)
    others = [word for one in represented for word in (one.name, one.phone)]
    return [word for word in (case.reporter_name, case.reporter_phone, *others) if word]


def names_any(text: str | None, unnamed: Iterable[str]) -> bool:
    return _names(text, *unnamed)


def _has_a_mobile(text: str) -> bool:
    return A_MOBILE.search(_in_digits(text)) is not None


def _in_digits(text: str) -> str:
    """Numbers as they are dialled, however they were written: １３８, 一三八, 幺三八."""
    return unicodedata.normalize("NFKC", text).translate(_AS_DIGITS)


def _names(text: str | None, *names: str | None) -> bool:
    known = [name for one in names if len(name := _squeezed(one or "")) > 1]
    return any(name in _squeezed(text or "") for name in known)


def _squeezed(text: str) -> str:
    """Without spaces and dashes, digits alike in whatever signs: as the telephone number itself has been cleaned."""
    return re.sub(r"[\s\-]", "", _in_digits(text))
