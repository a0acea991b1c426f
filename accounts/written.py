"""Fields for what people type, from any keyboard: text as it was meant, telephone numbers however they are spaced."""

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

from accounts.names import plain_name
from accounts.personal import is_mobile, is_phone, phone_digits, tells_a_number

LONGEST_TEXT = 2000
DIRECTION_SIGNS = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))


NO_NUMBERS = "请不要写电话、身份证号、银行卡号：别人看得到。"


def refuse_numbers(words: str) -> None:
    """For what others read, or what stays in the trail. Raises ValidationError."""
    if tells_a_number(words):
        raise forms.ValidationError(NO_NUMBERS, code="numbers")


KEPT_SIGNS = "\n\x00"  # the second to be named as what it is, by the field's own validator


def says_something(words: str) -> None:
    """Why somebody does a thing: two letters or digits at least. One sign, or signs alone, say nothing."""
    if sum(unicodedata.category(sign)[0] in "LN" for sign in words) < 2:
        raise ValidationError("请写清楚：至少两个字，光有标点不算。", code="says_nothing")


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


def line(label: str, *, missing: str = "", longest: int = 120, hint: str = "") -> forms.CharField:
    """A few words."""
    return WrittenField(
        label=label,
        required=bool(missing),
        max_length=longest,
        help_text=hint,
        error_messages={"required": missing, "max_length": f"最多 {longest} 个字，请写短一些。"},
    )


def named(label: str, *, missing: str, longest: int, hint: str = "") -> forms.CharField:
    """The name of somebody or something, as the registers take it (accounts.names)."""
    field = line(label, missing=missing, longest=longest, hint=hint)
    field.validators.append(plain_name)
    return field


def text(label: str, *, missing: str = "", rows: int = 3, hint: str = "") -> forms.CharField:
    """A few sentences. `missing`: what is said when they are; without it they may be left out."""
    return WrittenField(
        label=label,
        required=bool(missing),
        max_length=LONGEST_TEXT,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing, "max_length": f"最多 {LONGEST_TEXT} 个字，请写短一些。"},
    )


def open_line(label: str, **said: Any) -> forms.CharField:
    """A few words that others read: nobody's number is in them."""
    return _open(line(label, **said))


def open_name(label: str, **said: Any) -> forms.CharField:
    """What something is called that others read: a name as the registers take it, and nobody's number in it."""
    return _open(named(label, **said))


def open_text(label: str, **said: Any) -> forms.CharField:
    """A few sentences that others read: nobody's number is in them."""
    return _open(text(label, **said))


def _open(field: forms.CharField) -> forms.CharField:
    field.validators.append(refuse_numbers)
    return field


def reason_line(label: str, *, missing: str, longest: int, hint: str = "") -> forms.CharField:
    """Why, in a line."""
    return reasoned(line(label, missing=missing, longest=longest, hint=hint))


def reason_text(label: str, *, missing: str, rows: int = 3, hint: str = "") -> forms.CharField:
    """Why, in a few sentences."""
    return reasoned(text(label, missing=missing, rows=rows, hint=hint))


def reasoned(field: forms.CharField) -> forms.CharField:
    """A field that is asked for a reason."""
    field.validators.append(says_something)
    return field
