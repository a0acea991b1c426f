"""Photos on disk and in the database together: when the deed fails, no file stays behind."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from types import TracebackType

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from cases.models import Case, Photo
from cases.photos import CleanPhoto


class Pictures:
    """`with Pictures(photos, at=at) as pictures, transaction.atomic(): … pictures.keep(case)`

    The files are written before the transaction begins: nobody else waits for this disk with a row locked.
    """

    def __init__(self, photos: Sequence[CleanPhoto], *, at: datetime, folder: str = "cases") -> None:
        self._photos, self._at, self._folder = photos, at, folder
        self._names: list[str] = []

    @property
    def files(self) -> list[tuple[str, CleanPhoto]]:
        """Each picture with the name under which it lies in the store: for rows of other records than cases."""
        return list(zip(self._names, self._photos, strict=True))

    def keep(self, case: Case, *, taken: Photo.When = Photo.When.BEFORE) -> None:
        Photo.objects.bulk_create(
            Photo(case=case, taken=taken, file=name, width=clean.width, height=clean.height, added_at=self._at)
            for name, clean in self.files
        )

    def __enter__(self) -> Pictures:
        try:
            for clean in self._photos:
                self._names.append(default_storage.save(_new_name(self._folder, self._at), ContentFile(clean.jpeg)))
        except OSError:
            self._remove()
            raise
        return self

    def __exit__(self, failure: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        if failure:
            self._remove()

    def _remove(self) -> None:
        for name in self._names:
            default_storage.delete(name)


def _new_name(folder: str, at: datetime) -> str:
    """A name nobody can guess, spread over folders by the day."""
    return f"{folder}/{at:%Y/%m/%d}/{secrets.token_urlsafe(16)}.jpg"
