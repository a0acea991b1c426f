"""What residents report, on its way in: not too much of it from one address, nor with a number that is only typed."""

from __future__ import annotations

from datetime import datetime

from accounts.personal import lookup_hash
from cases.actions import Report, report
from cases.models import Case
from cases.terms import Purpose
from checkins.actions import know_again
from partyorg.hats import Hat
from resident.actions.braking import EMERGENCIES, REPORTS, UNPROVED, line_hash, wait_for

TOO_MANY = "您这里的网络一小时里报的事太多，请过 {minutes} 分钟再发。等不得的事，马上打 110 / 119 / 120。"
TO_BE_PROVED = f"这个手机号今天已经报了 {UNPROVED.most} 件。请先用验证码登录，再发；不留手机号也能发。"


class TooMany(Exception):
    """str() is the sentence for the screen; `minutes`: to wait."""

    def __init__(self, sentence: str, minutes: int) -> None:
        super().__init__(sentence.format(minutes=minutes))
        self.minutes = minutes


class ToBeProved(Exception):
    """The number has been typed too often. str() is the sentence for the screen."""


def send_report(said: Report, *, address: str | None, by: Hat, at: datetime) -> Case:
    """As `cases.actions.report`. Raises TooMany, ToBeProved too, but for a second tap, whose case is there.

    Emergencies are braked ten times later, and never for a number.
    """
    if not (said.key and Case.objects.filter(key=said.key).exists()):
        _brake(said, address, at)
    return report(said, by=by, at=at)


def send_snap(said: Report, *, address: str | None, by: Hat, at: datetime) -> Case:
    """As `send_report`. Who proved their phone and is a courier who was filed with it before they ever signed in, is
    known by it, so that what they report counts as theirs."""
    if said.proof.phone and by.person:
        know_again(by.person, at=at)
    return send_report(said, address=address, by=by, at=at)


def _brake(said: Report, address: str | None, at: datetime) -> None:
    burning = said.purpose == Purpose.EMERGENCY or bool(said.category and said.category.emergency)
    line = line_hash(address)
    if line and (wait := wait_for(EMERGENCIES if burning else REPORTS, of=line, at=at)):
        raise TooMany(TOO_MANY, wait)
    if said.phone in ("", said.proof.phone) or burning:
        return
    if wait_for(UNPROVED, of=lookup_hash(said.phone), at=at):
        raise ToBeProved(TO_BE_PROVED)
