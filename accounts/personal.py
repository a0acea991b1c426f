"""Personal data at rest: encrypted for keeping, a keyed hash for finding, masked for showing (PIPL art. 51)."""

import base64
import hashlib
import hmac
import re
import unicodedata
from functools import cache
from typing import Any

from cryptography.fernet import Fernet
from django.conf import settings
from django.db import models

CHINESE_MOBILE = re.compile(r"1[3-9][0-9]{9}")
CHINESE_LANDLINE = re.compile(r"0[1-9][0-9]{1,2}[2-8][0-9]{6,7}")  # with its area's code, which tells it apart


@cache
def _key(purpose: str) -> bytes:
    return hashlib.blake2b(settings.PERSONAL_DATA_KEY.encode(), digest_size=32, person=purpose.encode()).digest()


@cache
def _cipher() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(_key("encrypt")))


def seal(content: bytes) -> bytes:
    """A whole file of personal data, as the database may keep it."""
    return _cipher().encrypt(content)


def unseal(sealed: bytes) -> bytes:
    return _cipher().decrypt(sealed)


def plain_digits(typed: str) -> str:
    """A number as it is kept, however it was spaced and in whatever digits. Else what was typed."""
    return re.sub(r"[\s\-()]", "", unicodedata.normalize("NFKC", typed))


def phone_digits(typed: str) -> str:
    """A telephone number as it is kept: without the country's code. Else what was typed."""
    return re.sub(r"^(\+86|0086)", "", plain_digits(typed))


def is_mobile(phone: str) -> bool:
    """Whether it takes texts."""
    return CHINESE_MOBILE.fullmatch(phone) is not None


def is_phone(phone: str) -> bool:
    return is_mobile(phone) or CHINESE_LANDLINE.fullmatch(phone) is not None


def lookup_hash(value: str) -> str:
    """A keyed hash by which an encrypted value can be found but not guessed. "" stays ""."""
    return hmac.new(_key("lookup"), value.encode(), "sha256").hexdigest() if value else ""


def masked_phone(phone: str) -> str:
    """138****0001"""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 8 else "*" * len(phone)


def masked_name(name: str) -> str:
    """张*"""
    return name[:1] + "*" if name else ""


# Also a number that was cut short; not the parts of a case's own number.
NUMBERS = re.compile(r"(?<![0-9-])(?:(?:0[0-9]{2,3}-[0-9]{7,8}|[0-9]{7,17}[0-9Xx]?)(?![0-9-])|[0-9]{3,}(?=…))")


_WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


def masked_in(words: str) -> str:
    """What somebody wrote, with the phone and identity numbers in it masked, also those in full-width digits."""
    return NUMBERS.sub(lambda found: masked_phone(found[0]), words.translate(_WIDE_DIGITS))


# A number of somebody's in a text, however it was spaced; neither a date nor a case's own number.
_APART = r"[\s\-—.·]?"
_NOT_INSIDE = r"(?<![0-9])(?<![0-9]-)"
_ENDS = r"(?!-?[0-9])"
SOMEBODYS = re.compile(
    rf"{_NOT_INSIDE}(?:"
    rf"1[3-9](?:{_APART}[0-9]){{9}}"  # a mobile
    rf"|\(?0[1-9][0-9]{{1,2}}\)?{_APART}[2-8][0-9]{{2,3}}{_APART}[0-9]{{4}}"  # a landline with its area's code
    rf"|[1-9][0-9]{{5}}{_APART}(?:19|20)[0-9]{{2}}{_APART}[0-9]{{4}}{_APART}[0-9]{{3}}[0-9Xx]"  # an identity number
    rf"|(?:[0-9]{{4}}[\s\-]){{3}}[0-9]{{4}}(?:[\s\-]?[0-9]{{1,3}})?"  # a bank card as it is printed
    rf"|(?!(?:19|20)[0-9]{{2}}(?:0[1-9]|1[0-2])[0-3][0-9](?![0-9]))[0-9]{{7,}}[Xx]?"  # whatever else is as long
    rf"){_ENDS}"
)


def tells_a_number(words: str) -> bool:
    """Whether a telephone, identity or bank card number stands in it."""
    return SOMEBODYS.search(unicodedata.normalize("NFKC", words)) is not None


class EncryptedField(models.TextField):
    """Text that the database sees only encrypted. It cannot be searched: keep a `lookup_hash` beside it."""

    def from_db_value(self, value: str | None, _expression: Any, _connection: Any) -> str | None:
        return _cipher().decrypt(value.encode()).decode() if value else value

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return _cipher().encrypt(value.encode()).decode() if value else value
