"""What a guide wrote, and what heads of buildings saw, is kept by the database itself."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from duty.models import Entry, EntryCase, Log, Photo, Visit
from tests.duty.conftest import photo_from_a_camera, visited, written
from tests.factories import MONDAY, Town

A_DAY_LATER = MONDAY + timedelta(hours=24)


@pytest.mark.parametrize(
    "forget",
    [
        lambda: Entry.objects.update(words="别的"),
        lambda: Entry.objects.update(words="别的", edited_at=A_DAY_LATER),
        lambda: Entry.objects.update(words="别的", edited_at=A_DAY_LATER, kept_from=A_DAY_LATER + timedelta(hours=1)),
        lambda: Entry.objects.update(written_at=A_DAY_LATER),
        lambda: Entry.objects.all()._raw_delete("default"),
        lambda: Log.objects.update(day=A_DAY_LATER.date()),
        lambda: Log.objects.all()._raw_delete("default"),
        lambda: EntryCase.objects.all()._raw_delete("default"),
        lambda: Photo.objects.update(file="别的.jpg"),
        lambda: Photo.objects.all()._raw_delete("default"),
        lambda: Visit.objects.update(what="别的"),
        lambda: Visit.objects.all()._raw_delete("default"),
    ],
)
def test_nothing_is_rewritten_or_forgotten(town: Town, forget: Callable[[], object]):
    entry = written(town, cases=[town.reported("单元门坏了").pk], photos=[photo_from_a_camera()])
    visited(town)
    with pytest.raises(DatabaseError), transaction.atomic():
        forget()
    assert Entry.objects.get(pk=entry.pk).words == "和书记走了三栋楼，看了地下室。"
