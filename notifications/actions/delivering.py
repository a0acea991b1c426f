"""Texts leave through their channels: each try a row, ever later, until one gets through or the message is given up."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from accounts.actions import write_audit
from accounts.models import User
from accounts.personal import masked_phone
from notifications.channels import ChannelError, NotThere, Way, ways
from notifications.models import Attempt, Message

log = logging.getLogger(__name__)

# How long to wait after each failed try; after the last one the message is given up.
BACK_OFF = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480)]
MOST_ATTEMPTS = len(BACK_OFF) + 1
A_ROUND = 200  # texts of one round: with a gateway that does not answer, a worker is not held longer than by these


@dataclass(frozen=True, slots=True)
class Delivered:
    """What one round of delivery did: texts sent, failed but to be tried again, given up."""

    sent: int = 0
    failed: int = 0
    given_up: int = 0


def deliver(*, at: datetime, most: int = A_ROUND) -> Delivered:
    """Send what is due, so many at most; the rest is for the next round. Any number may run at once: each try is
    made by one of them.

    A try is claimed and written down before it is made. After a crash between sending and recording the message is
    tried again when its time comes, and the channel is told that it may have got through.
    """
    channels, outcomes = ways(), Counter[str]()
    due = Message.objects.due(at).with_case().defer("phone").order_by("next_try_at", "id")
    for message in due[:most]:
        if attempt := _claim(message, at=at):
            _try(channels, message, attempt, at=at)
            outcomes[message.state] += 1
    State = Message.State
    return Delivered(outcomes[State.SENT], outcomes[State.PENDING], outcomes[State.FAILED])


@transaction.atomic
def _claim(message: Message, *, at: datetime) -> Attempt | None:
    """Take the message's next try for ourselves, or None when somebody else was quicker."""
    wait = BACK_OFF[min(message.attempts, len(BACK_OFF) - 1)]
    unclaimed = Message.objects.due(at).filter(pk=message.pk, attempts=message.attempts)
    if not unclaimed.update(attempts=F("attempts") + 1, next_try_at=at + wait):
        return None
    message.attempts += 1
    message.next_try_at = at + wait
    return Attempt.objects.create(message=message, at=at)


def _try(channels: Mapping[str, Way], message: Message, attempt: Attempt, *, at: datetime) -> None:
    phone, changed = "", ["state", "next_try_at"]
    try:
        phone = message.phone  # decrypted only now, so that one which cannot be fails alone
        if message.channel not in channels:
            raise ChannelError(f"{message.get_channel_display()}没有接通")
        channels[message.channel].send(
            phone, _wording(message), key=_key(message), again=_was_cut_off(message, attempt), at=at
        )
    except Exception as error:  # whatever breaks is written down with the try, and the next message goes on
        if not isinstance(error, ChannelError):
            log.exception("message %s: the channel broke", message.pk)
        attempt.outcome = Attempt.Outcome.FAILED
        attempt.error = f"{type(error).__name__}: {error}".replace(phone, masked_phone(phone))
        if isinstance(error, NotThere):
            message.state, message.next_try_at, message.phone = Message.State.ABSENT, None, ""
            changed.append("phone")
        elif message.attempts >= MOST_ATTEMPTS:
            message.state, message.next_try_at = Message.State.FAILED, None
    else:
        attempt.outcome = Attempt.Outcome.SENT
        message.state, message.next_try_at, message.phone = Message.State.SENT, None, ""
        changed.append("phone")
    with transaction.atomic():
        attempt.save(update_fields=["outcome", "error"])
        message.save(update_fields=changed)


def _key(message: Message) -> str:
    """With the time: in a database made anew, beside an old log, the ids begin again."""
    return f"{message.created_at:%Y%m%d%H%M%S}-{message.pk}"


def _was_cut_off(message: Message, attempt: Attempt) -> bool:
    """Whether an earlier try never came to record its outcome."""
    return message.tries.filter(outcome=Attempt.Outcome.UNKNOWN).exclude(pk=attempt.pk).exists()


def _wording(message: Message) -> str:
    """The reporter's own phone, and no other, gets the code that opens the case. It is kept in no message."""
    case = message.event.case
    code = f"查询码{case.tracking_code}" if message.phone_hash == case.reporter_phone_hash else ""
    return message.text + code


def send_again(message: Message, *, by: User, at: datetime) -> bool:
    """Let a message that was given up be tried anew, with all its tries. False when it is not given up (any more)."""
    with transaction.atomic():
        given_up = Message.objects.filter(pk=message.pk, state=Message.State.FAILED)
        if not given_up.update(state=Message.State.PENDING, attempts=0, next_try_at=at):
            return False
        write_audit(action="再发一次", of=message, by=by, at=at)
    return True
