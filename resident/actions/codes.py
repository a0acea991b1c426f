"""Signing in by a code that is sent to a phone: six digits, five minutes, five tries, once, in one browser.

Whoever asks gets the same answer, whether we know the phone or not: the account is made when the code has come back.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import DateTimeField, F, Sum, Value
from django.db.models.functions import Coalesce

from accounts.actions import write_audit
from accounts.models import User
from accounts.personal import lookup_hash
from notifications.channels import ChannelError, sms
from resident.actions.braking import line_hash
from resident.models import Consent, PhoneCode

LIVES = timedelta(minutes=5)
MOST_TRIES = 5
KEPT_FOR = timedelta(days=1)
WORDS = "【哨到】验证码 {code}，5 分钟内有效。不是您在登录，请不要告诉别人。"


@dataclass(frozen=True, slots=True)
class Brake:
    """At most so many within that time, else to wait. Of a phone, or of all that ask from one address."""

    by: str
    most: int
    within: timedelta
    sentence: str


BRAKES = (
    Brake("phone_hash", 1, timedelta(minutes=1), "验证码刚发过，请等 1 分钟再要。"),
    Brake("phone_hash", 5, timedelta(hours=1), "这个手机号一小时里要了 5 次验证码，请过一小时再试。"),
    Brake("phone_hash", 10, timedelta(days=1), "这个手机号今天要了 10 次验证码，请明天再试。"),
    Brake("line_hash", 30, timedelta(hours=1), "这里一小时里要的验证码太多，请过一小时再试。"),
)
MOST_WRONG_FROM_AN_ADDRESS = 100  # an hour; a whole housing estate may share one


class TooOften(Exception):
    """str() is the sentence for the screen; `wait`: after so long nothing of it counts any more."""

    def __init__(self, brake: Brake) -> None:
        super().__init__(brake.sentence)
        self.wait = brake.within


class NotSent(Exception):
    """The text could not be passed on. str() is the sentence for the screen."""


class WrongCode(Exception):
    """str() is the sentence for the screen."""


@dataclass(frozen=True, slots=True)
class Sent:
    """`number`: of the row, which the session of the browser keeps. `code`: for the text, and the demo's page."""

    number: int
    code: str


def send_code(phone: str, *, address: str | None, at: datetime) -> Sent:
    """Raises TooOften, NotSent."""
    code = f"{secrets.randbelow(1_000_000):06d}"
    row = _asked(phone, code, address=address, at=at)
    try:
        sms().send(phone, WORDS.format(code=code), key=f"code-{at:%Y%m%d%H%M%S}-{row.pk}", again=False, at=at)
    except ChannelError as error:
        raise NotSent("短信没有发出去，请过一会儿再试。不登录也可以报事、用查询码查进度。") from error
    return Sent(row.pk, code)


def _asked(phone: str, code: str, *, address: str | None, at: datetime) -> PhoneCode:
    phone_hash, line = lookup_hash(phone), line_hash(address)
    _brake(phone_hash, line, at)
    row = PhoneCode(
        phone=phone, phone_hash=phone_hash, line_hash=line, asked_at=at, minute=int(at.timestamp()) // 60,
        code_hash=_hashed(phone_hash, code),
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:  # asked for side by side
        raise TooOften(BRAKES[0]) from error
    return row


def enter_code(number: int, typed: str, *, who: Consent.Who, address: str | None, at: datetime) -> User:
    """The account of the phone whose code came back, made now if there is none.

    Raises WrongCode: for a wrong one, an old one, a used one, one that was tried too often; for another browser.
    """
    row = _tried(number, address, at)
    if not secrets.compare_digest(row.code_hash, _hashed(row.phone_hash, typed)):
        left = MOST_TRIES - row.tries
        raise WrongCode(f"验证码不对，还可以试 {left} 次。" if left else "验证码不对，已经试了 5 次。请重新要一个。")
    with transaction.atomic():
        if not PhoneCode.objects.filter(pk=row.pk, used_at=None).update(used_at=at):
            raise WrongCode("这个验证码用过了，请重新要一个。")
        return _account(row.phone, who=who, at=at)


def keep_only_the_count(phone_hash: str, *, at: datetime) -> None:
    """Whoever has the phone leaves: the number is gone and its codes open nothing. The rows have their day, else the
    brakes would begin anew with every leaving."""
    codes = PhoneCode.objects.filter(phone_hash=phone_hash)
    codes.update(phone="", used_at=Coalesce("used_at", Value(at, output_field=DateTimeField())))


def drop_old_codes(at: datetime) -> int:
    return PhoneCode.objects.filter(asked_at__lt=at - KEPT_FOR).delete()[0]


def _tried(number: int, address: str | None, at: datetime) -> PhoneCode:
    """The row, with this try counted before anything is compared: side by side nobody gets a sixth."""
    asked = PhoneCode.objects.filter(pk=number, asked_at__gt=at - LIVES, used_at=None)
    if not asked.exists():
        raise WrongCode("验证码过期了，请重新要一个。")
    line = line_hash(address)
    wrong = PhoneCode.objects.filter(line_hash=line, asked_at__gt=at - timedelta(hours=1)).aggregate(n=Sum("tries"))
    if line and (wrong["n"] or 0) >= MOST_WRONG_FROM_AN_ADDRESS:
        raise WrongCode("这里试错的次数太多，请过一小时再试。")
    if not asked.filter(tries__lt=MOST_TRIES).update(tries=F("tries") + 1):
        raise WrongCode("这个验证码试错了 5 次，不能再用。请重新要一个。")
    return PhoneCode.objects.get(pk=number)


def _account(phone: str, *, who: Consent.Who, at: datetime) -> User:
    known = User.objects.with_phone(phone)
    if known and not known.is_active:
        raise WrongCode("这个账号停用了，请问社区居委会。不登录也可以报事。")
    person = known or User.objects.create_user(f"resident-{secrets.token_hex(8)}", phone=phone, name="居民")
    Consent.objects.get_or_create(person=person, defaults={"who": who, "agreed_at": at})
    if not known:
        write_audit(action="居民首次登录", of=person, by=person, at=at)
    return person


def _brake(phone_hash: str, line: str, at: datetime) -> None:
    for brake, asked in _counted(phone_hash, line, at):
        if asked >= brake.most:
            raise TooOften(brake)


def _counted(phone_hash: str, line: str, at: datetime) -> Iterator[tuple[Brake, int]]:
    of = {"phone_hash": phone_hash, "line_hash": line}
    for brake in BRAKES:
        if of[brake.by]:
            asked = PhoneCode.objects.filter(**{brake.by: of[brake.by]}, asked_at__gt=at - brake.within)
            yield brake, asked.count()


def _hashed(phone_hash: str, code: str) -> str:
    return lookup_hash(f"code {phone_hash} {code}")
