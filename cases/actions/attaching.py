"""补充: what somebody adds to a case, and what they report once more. No second case is opened for that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import Q

from accounts.personal import lookup_hash
from cases.actions.asking import ask_reopening
from cases.actions.merging import supervise_if_often
from cases.actions.moving import Conflict, Step, permit, step, system_step, write
from cases.actions.pictures import Pictures
from cases.actions.reports import Report
from cases.duplicates import same_matter_of
from cases.models import Case
from cases.notes import ROWS
from cases.photos import CleanPhoto
from cases.terms import Notice, Purpose, State, Who
from partyorg.hats import Hat

ONE_TAP = timedelta(minutes=10)  # the same words within it were sent twice, not said twice
ONE_DAY = timedelta(days=1)


def attach(case: Case, *, words: str, photos: Sequence[CleanPhoto] = (), by: Hat, at: datetime) -> Case:
    """补充情况, by the reporter or by intake: words, photos, or both. Sent twice in ten minutes it is added once."""
    note = words.strip() or (f"照片 {len(photos)} 张" if photos else "")
    data = {"photos": _mark(photos)} if photos else {}
    if note and _added_just_now(case, note, data, by=by, at=at):
        return case
    attempt = permit(case, Notice.ADDED, by=by, at=at, reason=note, photos=photos)
    with Pictures(photos, at=at) as pictures, transaction.atomic():
        _, main = _locked(case)
        _write(step(attempt, note=note, data=data), main)
        added = Case.objects.with_faces().get(pk=case.pk)
        pictures.keep(added)
    return added


def _mark(photos: Sequence[CleanPhoto]) -> str:
    """By what they show: two tabs, or a second tap, send the same."""
    return sha256(b"".join(photo.jpeg for photo in photos)).hexdigest()[:32]


def said_again(said: Report, *, by: Hat, at: datetime) -> Case | None:
    """The case on which this report was written, being the same person's same matter; None: it is a new one.

    An open case becomes a repeat (重复诉求); of a closed one it is asked whether to open it again. Who has only typed a
    number has not proved to be that person: theirs is a new case, which staff may merge.
    """
    known = _said_before(said, by=by, at=at)
    if known is None or (said.key and said.key == known.key) or _told_already(known, said.words, at):
        return known
    with Pictures(said.photos, at=at) as pictures, transaction.atomic():
        case, main = _locked(known)
        written = _once_more(case, main, said.words.strip(), by=by, at=at)
        pictures.keep(written)
    return written


def _added_just_now(case: Case, note: str, data: dict[str, str], *, by: Hat, at: datetime) -> bool:
    """By the same person: what somebody else has said is no answer to whoever may not say it."""
    if by.reporter_of == case.pk:
        mine = case.events.filter(role=Who.REPORTER)
    elif by.person:
        mine = case.events.filter(by=by.person)
    else:
        return False
    same = {f"data__{name}": mark for name, mark in data.items()}
    return mine.filter(kind=Notice.ADDED, note=note, at__gt=at - ONE_TAP, **same).exists()


def _said_before(said: Report, *, by: Hat, at: datetime) -> Case | None:
    """Emergencies, reports for others and photos alone stand for themselves; of an anonymous one nobody knows whose
    it is.

    Staff report for residents, who are known by the number that staff have heard then, not by the account.
    """
    burning = said.purpose == Purpose.EMERGENCY or (said.category and said.category.emergency)
    if said.anonymous or said.represented or said.wordless or burning:
        return None
    person_id = by.person.pk if by.person and not by.posts else None
    phone_hash = lookup_hash(said.phone if by.posts else said.proof.phone)
    return same_matter_of(said, person_id=person_id, phone_hash=phone_hash, kept=_kept(said, at), at=at)


def _kept(said: Report, at: datetime) -> Q | None:
    """What this browser reported with the same number, or where none is typed now, within a day: several people may
    share a browser."""
    if not said.proof.codes:
        return None
    same_hand = Q(reporter_phone_hash=lookup_hash(said.phone)) if said.phone else Q(submitted_at__gt=at - ONE_DAY)
    return same_hand & Q(tracking_code__in=said.proof.codes, anonymous=False)


def _told_already(case: Case, words: str, at: datetime) -> bool:
    kinds = [Notice.ADDED, Notice.ASK_REOPENING]
    return case.events.filter(kind__in=kinds, note=words.strip(), at__gt=at - ONE_TAP).exists()


def _locked(case: Case) -> tuple[Case, Case]:
    """The case and the one that it was merged into, or itself: from here on nobody is quicker."""
    both = Case.objects.filter(pk__in={case.pk, case.merged_into_id or case.pk}).with_faces().order_by("pk")
    found = {one.pk: one for one in both.select_for_update(of=("self",))}
    return found[case.pk], found[case.merged_into_id or case.pk]


def _once_more(case: Case, main: Case, words: str, *, by: Hat, at: datetime) -> Case:
    if case.state == State.CLOSED and not case.proposed:
        return ask_reopening(case, facts=words, by=replace(by, reporter_of=case.pk), at=at)
    post = by.posts[0] if by.posts else None
    said = Step(case, Notice.ADDED, Who.REPORTER, by, at, post=post, note=words, data={"again": True})
    said.new["repeat"] = True
    _write(said, main)
    supervise_if_often(main, at=at)
    return Case.objects.with_faces().get(pk=case.pk)


def _write(said: Step, main: Case) -> None:
    """What is said in a merged case is its reporter's: the main case, if it takes more, only says that it was said."""
    told = []
    if main != said.case and main.state in ROWS[Notice.ADDED].sources:
        told = [system_step(main, Notice.ADDED, at=said.at, data={"from": said.case.number})]
    if len(write([said, *told])) < 1 + len(told):
        raise Conflict
