"""Letters are written from what happened, and those that cannot wait go out by text."""

from __future__ import annotations

import logging
from collections.abc import Collection
from datetime import datetime, timedelta
from itertools import islice

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localtime

from notifications.actions.delivering import BACK_OFF
from notifications.channels import ChannelError, sms
from notifications.letters import FINDERS, LATE, Finder, News, Stretch
from notifications.models import Letter, LetterMark

log = logging.getLogger(__name__)
A_ROUND = 200
ALL_GONE = len(BACK_OFF) + 1
FIRST_HOUR, LAST_HOUR = 8, 21


def write_letters(*, at: datetime, kinds: Collection[str] = ()) -> int:
    """Of all that happened since the last time, or of some kinds of it. Any number may run at once: one works, for each
    kind. Returns how many are new."""
    return sum(_write(kind, FINDERS[kind], at) for kind in kinds or FINDERS)


@transaction.atomic
def _write(kind: str, finder: Finder, at: datetime) -> int:
    LetterMark.objects.get_or_create(kind=kind, defaults={"read_to": at - LATE})
    mark = LetterMark.objects.select_for_update(skip_locked=True).filter(kind=kind).first()
    if mark is None:
        return 0
    new, rings = 0, by_day(at)
    found = iter(finder(Stretch(mark.read_to, at)))
    while some := list(islice(found, 1000)):
        known = set(Letter.objects.filter(key__in=[one.key for one in some]).values_list("key", flat=True))
        rows = [_letter(one, at, rings) for one in some if one.key not in known]
        new += len(Letter.objects.bulk_create(rows))
    LetterMark.objects.filter(kind=kind).update(read_to=at)
    return new


def _letter(news: News, at: datetime, rings: datetime) -> Letter:
    goes_out = rings if news.urgent else None
    return Letter(key=news.key, person_id=news.person, text=news.text, link=news.link, at=at, next_try_at=goes_out)


def by_day(at: datetime) -> datetime:
    """When a text may ring: at once by day, else at eight in the morning."""
    here = localtime(at)
    if FIRST_HOUR <= here.hour < LAST_HOUR:
        return at
    morning = here.replace(hour=FIRST_HOUR, minute=0, second=0, microsecond=0)
    return morning if here.hour < FIRST_HOUR else morning + timedelta(days=1)


def send_letters(*, at: datetime, most: int = A_ROUND) -> int:
    """Those whose text is due, each try claimed before it is made. Returns how many went out."""
    due = Letter.objects.due(at).select_related("person").order_by("next_try_at", "id")
    return sum(_send(letter, at) for letter in due[:most])


def _send(letter: Letter, at: datetime) -> bool:
    wait = BACK_OFF[min(letter.attempts, len(BACK_OFF) - 1)]
    mine = Letter.objects.due(at).filter(pk=letter.pk, attempts=letter.attempts)
    if not mine.update(attempts=F("attempts") + 1, next_try_at=at + wait):
        return False
    done = Letter.objects.filter(pk=letter.pk)
    if not letter.person.phone or not letter.person.is_active:
        done.update(next_try_at=None)
        return False
    try:
        sms().send(
            letter.person.phone, letter.text, key=f"letter-{letter.at:%Y%m%d%H%M%S}-{letter.pk}",
            again=letter.attempts > 0, at=at,
        )  # fmt: skip
    except ChannelError:
        if letter.attempts + 1 >= ALL_GONE:
            done.update(next_try_at=None)
            log.warning("letter %s was given up", letter.pk)
        return False
    done.update(next_try_at=None, sent_at=at)
    return True
