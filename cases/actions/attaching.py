"""补充: what somebody adds to a case, and what they report once more. No second case is opened for that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db import transaction

from accounts.personal import lookup_hash
from cases.actions.asking import ask_reopening
from cases.actions.merging import supervise_if_often
from cases.actions.moving import Step, permit, step, take, write
from cases.actions.pictures import Pictures
from cases.duplicates import Said, same_matter_of
from cases.models import Case
from cases.photos import CleanPhoto
from cases.terms import Notice, Purpose, State, Who
from partyorg.hats import Hat


class Report(Said, Protocol):
    """What this file reads of `cases.actions.Report`."""

    @property
    def phone(self) -> str: ...

    @property
    def anonymous(self) -> bool: ...

    @property
    def purpose(self) -> Purpose | None: ...

    @property
    def represented(self) -> Sequence[Any]: ...

    @property
    def key(self) -> UUID | None: ...

    @property
    def photos(self) -> Sequence[CleanPhoto]: ...


def attach(case: Case, *, words: str, photos: Sequence[CleanPhoto] = (), by: Hat, at: datetime) -> Case:
    """补充情况, by the reporter or by intake."""
    attempt = permit(case, Notice.ADDED, by=by, at=at, reason=words)
    with Pictures(photos, at=at) as pictures, transaction.atomic():
        added = take(step(attempt, note=words.strip()))
        pictures.keep(added)
    return added


def said_again(said: Report, *, by: Hat, at: datetime) -> Case | None:
    """The case to which this report was added, because it is the same person's same matter; None: it is a new one.

    An open case is marked a repeat (重复诉求), one that was closed is asked about anew (反映问题又出现). Those who have it
    in hands read the words; the case is told to nobody who has only typed a number.
    """
    known = None if _stands_for_itself(said) else _said_before(said, by=by, at=at)
    if known is None or (said.key and said.key == known.key):
        return known
    with Pictures(said.photos, at=at) as pictures, transaction.atomic():
        case = Case.objects.with_faces().select_for_update(of=("self",)).get(pk=known.pk)  # nobody is quicker now
        added = _reported_once_more(case, said, by=by, at=at)
        pictures.keep(added)
    return added
