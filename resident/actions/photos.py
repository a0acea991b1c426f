"""The photos of a report that is still being written."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import transaction

from cases.actions.pictures import Pictures
from cases.photos import CleanPhoto
from resident.actions.braking import PHOTOS, URGENT_PHOTOS, line_hash, wait_for
from resident.models import KeptPhoto
from resident.taken import Taken

KEPT_FOR = timedelta(days=1)
TOO_MANY = "您这里的网络一小时里传的照片太多，请过 {minutes} 分钟再传。不带照片的事，现在就能报。"


class TooManyPhotos(Exception):
    """str() is the sentence for the screen."""


def keep_photos(
    photos: Sequence[CleanPhoto],
    *,
    filling: UUID,
    at: datetime,
    taken: Taken | None = None,
    address: str | None = None,
    urgent: bool = False,
) -> list[KeptPhoto]:
    """Keep what was just chosen. Returns all that the page has now, in the order they came. `taken`: where and when.

    Raises TooManyPhotos from one `address`; ten times later where it is `urgent`.
    """
    if photos:
        _brake(len(photos), address, urgent=urgent, at=at)
        how = {"lat": taken.lat, "lon": taken.lon, "taken_at": taken.at} if taken else {}
        with Pictures(photos, at=at, folder="kept") as pictures, transaction.atomic():
            KeptPhoto.objects.bulk_create(
                KeptPhoto(filling=filling, file=name, width=clean.width, height=clean.height, kept_at=at, **how)
                for name, clean in pictures.files
            )
    return kept_photos(filling)


def _brake(many: int, address: str | None, *, urgent: bool, at: datetime) -> None:
    line, limit = line_hash(address), URGENT_PHOTOS if urgent else PHOTOS
    if line and (wait := wait_for(limit, of=line, times=many, at=at)):
        raise TooManyPhotos(TOO_MANY.format(minutes=wait))


def kept_photos(filling: UUID) -> list[KeptPhoto]:
    return list(KeptPhoto.objects.filter(filling=filling))


def drop_photos(filling: UUID, *, only: Collection[str] | None = None) -> None:
    """All of a page's, or only those with these numbers."""
    chosen = KeptPhoto.objects.filter(filling=filling)
    if only is not None:
        chosen = chosen.filter(pk__in=[int(pk) for pk in only if pk.isascii() and pk.isdecimal() and len(pk) < 19])
    _drop(list(chosen))


def drop_what_was_never_sent(at: datetime) -> int:
    """Returns how many there were."""
    old = list(KeptPhoto.objects.filter(kept_at__lt=at - KEPT_FOR))
    _drop(old)
    return len(old)


def as_sent(kept: Sequence[KeptPhoto]) -> list[CleanPhoto]:
    """As an action takes them. A file that is gone was sent by the other tap, whose case it is."""
    return [CleanPhoto(photo.file.read(), photo.width, photo.height) for photo in kept if _is_there(photo)]


def _is_there(photo: KeptPhoto) -> bool:
    return default_storage.exists(str(photo.file))


def _drop(photos: Sequence[KeptPhoto]) -> None:
    """The rows first: a file without a row is waste, a row without its file is a page that fails."""
    KeptPhoto.objects.filter(pk__in=[photo.pk for photo in photos]).delete()
    for photo in photos:
        default_storage.delete(str(photo.file))
