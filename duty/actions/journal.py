"""值班日志: a guide writes it day by day; within a day the words may be mended, later they are only amended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from accounts.models import User
from accounts.once import marked, once
from cases.actions.pictures import Pictures
from cases.models import Case
from cases.photos import CleanPhoto
from duty.models import Entry, EntryCase, Log, Photo
from duty.models.journal import EDITABLE_FOR
from duty.rules import Refused
from duty.standing import guide_post_on, guide_posts
from partyorg.hats import Hat
from partyorg.models import Post

LATE_DAYS = 7  # how long a day's log may still be written (补记)


@dataclass(frozen=True)
class Written:
    """One entry of a day. `key` marks one filling-in of the form: sent twice, it is one entry."""

    day: date
    words: str
    photos: Sequence[CleanPhoto] = ()
    cases: Sequence[Case] = ()
    key: UUID = field(default_factory=uuid4)


def write(written: Written, *, by: Hat, at: datetime) -> Entry:
    """The day's log is begun with it, or it is appended to the one there is. Raises Refused."""
    post = _posted(written.day, by, localdate(at))
    person = _person(by)
    seen = Case.objects.visible_to(by).filter(pk__in=[case.pk for case in written.cases])
    if seen.count() < len(set(written.cases)):
        raise Refused("case_unseen")
    try:
        with Pictures(written.photos, at=at, folder="duty") as pictures, transaction.atomic():
            log = _log(person, post, written.day)
            entry = _append(log, written.words, at, key=written.key)
            EntryCase.objects.bulk_create(EntryCase(entry=entry, case=case) for case in written.cases)
            Photo.objects.bulk_create(
                Photo(entry=entry, file=name, width=clean.width, height=clean.height, added_at=at)
                for name, clean in pictures.files
            )
    except IntegrityError:
        # A second tap: the first one's entry is ours.
        if known := Entry.objects.filter(key=written.key, log__guide=person).first():
            return known
        raise
    return entry


def edit(entry: Entry, words: str, *, by: Hat, at: datetime) -> Entry:
    """Within 24 hours, by whoever wrote it. Raises Refused; after that the database refuses it, too."""
    _own(entry, by)
    still = Entry.objects.filter(pk=entry.pk, kept_from__gt=at)
    if not still.update(words=words, edited_at=at):
        raise Refused("kept_after_a_day")
    entry.refresh_from_db()
    return entry


def amend(entry: Entry, words: str, *, key: UUID | None = None, by: Hat, at: datetime) -> Entry:
    """补充说明: at any time, by whoever wrote it; what was written stays. The same key twice is one. Raises Refused."""
    _own(entry, by)
    return once(lambda: _append(entry.log, words, at, amends=entry, key=key), lambda: marked(entry.log.entries, key))


def _posted(day: date, by: Hat, today: date) -> Post:
    if not guide_posts(by):
        raise Refused("guides_only")
    if not today - timedelta(days=LATE_DAYS) <= day <= today:
        raise Refused("not_that_day", days=LATE_DAYS)
    if (post := guide_post_on(by, day)) is None:
        raise Refused("not_posted", day=f"{day.month}月{day.day}日")
    return post


def _own(entry: Entry, by: Hat) -> None:
    if not guide_posts(by) or entry.log.guide_id != _person(by).pk:
        raise Refused("own_log")


def _person(by: Hat) -> User:
    if by.person is None:
        raise Refused("guides_only")
    return by.person


def _log(person: User, post: Post, day: date) -> Log:
    place = post.covers
    assert place is not None  # guide_posts leaves out the others
    return Log.objects.get_or_create(guide=person, day=day, defaults={"post": post, "place": place})[0]


def _append(log: Log, words: str, at: datetime, *, amends: Entry | None = None, key: UUID | None = None) -> Entry:
    """With the log locked, so that two entries do not take one number."""
    Log.objects.select_for_update().get(pk=log.pk)
    last = log.entries.order_by("-seq").values_list("seq", flat=True).first() or 0
    return Entry.objects.create(
        key=key or uuid4(),
        log=log,
        seq=last + 1,
        words=words,
        written_at=at,
        kept_from=at + EDITABLE_FOR,
        amends=amends,
    )
