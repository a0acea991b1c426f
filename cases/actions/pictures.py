"""Photos on disk and in the database together: when the deed fails, no file stays behind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from types import TracebackType

from django.core.files.base import ContentFile

from cases.models import Case, Photo
from cases.photos import CleanPhoto


class Pictures:
    """`with Pictures() as pictures, transaction.atomic(): … pictures.keep(case, photos, at=at)`"""

    def __init__(self) -> None:
        self._kept: list[Photo] = []

    def keep(
        self, case: Case, photos: Sequence[CleanPhoto], *, at: datetime, taken: Photo.When = Photo.When.BEFORE
    ) -> None:
        for clean in photos:
            photo = Photo(case=case, taken=taken, added_at=at)
            # The content needs a name of its own: without one Django takes it for no file and measures nothing.
            photo.file.save("photo.jpg", ContentFile(clean.jpeg, name="photo.jpg"), save=False)
            self._kept.append(photo)
            photo.save()

    def __enter__(self) -> Pictures:
        return self

    def __exit__(self, failure: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        if failure:
            for photo in self._kept:
                photo.file.delete(save=False)
