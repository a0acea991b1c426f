"""What people type, from any keyboard: text as it was meant, telephone numbers however they are spaced."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator

from accounts.personal import is_mobile, is_phone, phone_digits
from cases.models import Case, Follower

GIVEN_AWAY = "对方不愿让人知道是谁说的，可这里写着称呼或电话，办事的人会看到。请删掉。"  # read by staff
A_MOBILE = re.compile(r"(?<![0-9])(?:(?:\+|00)?86)?[\s\-]*1[\s\-]*[3-9](?:[\s\-]*[0-9]){9}(?![0-9])")
DIRECTION_SIGNS = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))


KEPT_SIGNS = "\n\x00"  # the second to be named as what it is, by the field's own validator


class WrittenField(forms.CharField):
    """Text as it was meant: line ends of one kind, emoji kept, signs dropped that nobody sees or that turn a line.

    Where nothing is left to see, nothing was written. A character that no database keeps is named as what it is.
    """

    default_error_messages = {"null_characters_not_allowed": "里面有看不见的字符，请重新输入。"}

    def to_python(self, value: Any) -> str:
        text = re.sub(r"\r\n?", "\n", super().to_python(value) or "").translate(DIRECTION_SIGNS)
        text = "".join(sign for sign in text if sign in KEPT_SIGNS or unicodedata.category(sign) not in ("Cc", "Cs"))
        text = text.strip()
        return text if any(unicodedata.category(sign)[0] not in "CZ" for sign in text) else ""


class PlainTextField(WrittenField):
    """`most` is counted in characters and said with the number that was typed; the browser cuts nothing off."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        too_long = MaxLengthValidator(most, "最多 %(limit_value)d 个字，您写了 %(show_value)d 个，请写短一些。")
        super().__init__(validators=[too_long], **kwargs)

    def to_python(self, value: Any) -> str:
        return super().to_python(value.replace("\x00", "") if isinstance(value, str) else value)


class MobileField(PlainTextField):
    """A Chinese mobile number, however it is spaced; cleans to its eleven digits."""

    accepts = staticmethod(is_mobile)
    default_error_messages = {"invalid": "手机号要 11 位数字，例如 13812345678。不想留可以空着。"}
    widget = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(most=40, **kwargs)

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        if (phone := phone_digits(typed)) and not self.accepts(phone):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return phone


class PhoneField(MobileField):
    """What staff take down may be a landline too, with its area's code: who calls from home has no other."""

    accepts = staticmethod(is_phone)
    default_error_messages = {"invalid": "请写 11 位手机号，或带区号的座机，例如 0532-85891234。对方不愿留可以空着。"}


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
    if not (case.anonymous or case.confidential):
        return False
    represented = case.followers.filter(why=Follower.Why.REPRESENTED)
    others = [word for one in represented for word in (one.name, one.phone)]
    return _names(text, case.reporter_name, case.reporter_phone, *others)


def _has_a_mobile(text: str) -> bool:
    return A_MOBILE.search(unicodedata.normalize("NFKC", text)) is not None


def _names(text: str | None, *names: str | None) -> bool:
    known = [name for one in names if len(name := _squeezed(one or "")) > 1]
    return any(name in _squeezed(text or "") for name in known)


def _squeezed(text: str) -> str:
    """Without spaces and dashes, full-width and half-width alike: as the telephone number itself has been cleaned."""
    return re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", text))
