"""What the clock does here: write what was confirmed, build what was granted, delete what has served its purpose."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from exchange.actions.exporting import build_granted, build_silent_anew, end_old
from exchange.actions.writing import give_up_silent, write_queued
from exchange.models import ImportRun, Paper
from exchange.workflow import OPEN, RunState

KEPT = timedelta(hours=24)  # a file that nobody confirms


def work(*, at: datetime) -> int:
    """Returns how many imports and exports were taken up. Any number of workers may do this at once."""
    give_up_silent(at=at)
    build_silent_anew(at=at)
    end_old(at=at)
    drop_forgotten(at=at)
    return write_queued(at=at) + build_granted(at=at)


def drop_forgotten(*, at: datetime) -> int:
    """The files of runs that nobody confirmed or mended within a day."""
    with transaction.atomic():
        forgotten = ImportRun.objects.filter(state__in=OPEN, at__lt=at - KEPT)
        ids = list(forgotten.values_list("pk", flat=True))
        dropped = forgotten.filter(pk__in=ids).update(state=RunState.DROPPED, finished_at=at)
        Paper.objects.filter(run__in=ids, run__state=RunState.DROPPED).delete()
    return dropped
