"""Events are announced: each becomes the messages of those who are to hear of it, once, whatever crashes between."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime

from django.db import InterfaceError, OperationalError, transaction

from accounts.actions import write_audit
from accounts.models import User
from cases.store import append
from notifications import catching_up
from notifications.composing import compose
from notifications.happenings import happenings, not_announced
from notifications.models import Announced, Cursor, Message, Untold
from notifications.phrasebook import Phrasebook

log = logging.getLogger(__name__)

# A person, or a phone, hears of an event once: also where marks were lost in a restored backup.
A_PERSON_ONCE = "(event_id, recipient_id) WHERE catching_up_id IS NULL AND channel = 'IN_APP' DO NOTHING"
A_PHONE_ONCE = "(event_id, channel, phone_hash) WHERE NOT (channel = 'IN_APP') DO NOTHING"


def announce(*, at: datetime, batch: int = 2000) -> int:
    """Write the messages of all events that nobody has dealt with yet. Returns how many events that were.

    Any number may run at once: one of them works, the others find the cursor held and leave.
    """
    told = after = 0
    while (events := _announce_batch(after=after, at=at, most=batch)) is not None:
        if not events and not after:
            break
        told += len(events)
        after = events[-1] if events else 0  # at the end once more from the mark: some may have come out of order
    return told


@transaction.atomic
def _announce_batch(*, after: int, at: datetime, most: int) -> list[int] | None:
    """Deal with some events above the mark (and above `after`). Their ids; None when somebody else is announcing."""
    cursor = Cursor.objects.select_for_update(skip_locked=True).first()
    if cursor is None:
        return None
    event_ids = not_announced(after=max(cursor.event_id, after), most=most)
    if not event_ids and not after:
        cursor.advance()
    append(Announced, [{"event_id": event_id, "at": at} for event_id in event_ids])
    _tell(event_ids, at=at)
    return event_ids


def _tell(event_ids: Sequence[int], *, at: datetime) -> None:
    """Write what is to be told of these events. One that breaks is searched by halves and noted in `Untold`."""
    if not event_ids:
        return
    try:
        with transaction.atomic():
            _write(event_ids, at=at)
    except (OperationalError, InterfaceError):
        raise  # the database itself: no event is to blame, the next run begins again
    except Exception as error:
        if len(event_ids) > 1:
            middle = len(event_ids) // 2
            _tell(event_ids[:middle], at=at)
            _tell(event_ids[middle:], at=at)
        else:
            _note_untold(event_ids[0], error, at=at)


def _write(event_ids: Sequence[int], *, at: datetime) -> None:
    told = happenings(event_ids, Phrasebook.load())
    composed = compose(told, catching_up.caught_up(told), at)
    append(Message, composed.in_app, on_conflict=A_PERSON_ONCE)
    append(Message, list(composed.texts.values()), on_conflict=A_PHONE_ONCE)
    catching_up.add(composed.digested, at=at)


def _note_untold(event_id: int, error: Exception, *, at: datetime) -> None:
    log.exception("event %s could not be told", event_id)
    said = f"{type(error).__name__}: {error}".splitlines()[0]  # what follows may quote the row
    Untold.objects.update_or_create(event_id=event_id, defaults={"at": at, "error": said})


def tell_again(untold: Untold, *, by: User, at: datetime) -> bool:
    """Tell of an event that could not be told before. False when it still cannot be, or somebody else just did."""
    with transaction.atomic():
        Cursor.objects.select_for_update().first()  # one announces at a time
        deleted, _ = Untold.objects.filter(pk=untold.pk).delete()
        if not deleted:
            return False
        _tell([untold.event_id], at=at)
        write_audit(action="再告知一次", of=untold, by=by, at=at)
        return not Untold.objects.filter(pk=untold.pk).exists()
