"""公开到社区: an officer puts a case on the public board of its community, in words of their own, or takes it off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actions import write_audit
from accounts.models import User
from cases.actions.moving import Refused
from cases.models import Case, PublicNotice
from cases.publicity import RELEASING, kept_off
from cases.standing import standings
from cases.telltale import copied, found_in
from cases.terms import Kind
from partyorg.hats import Hat

IN_THEIR_WORDS = "请用自己的话写，不要照抄居民的原话。"
RELEASED, TAKEN_OFF = "公开到社区", "从公开栏撤下"


def releases(case: Case, hat: Hat) -> bool:
    """Whether this hat decides what of the case everybody may read. No query where the case came with its faces."""
    return not standings(hat, case).keys().isdisjoint(RELEASING)


def may_release(case: Case, *, by: Hat) -> None:
    """Raises Refused: `board_officer` for whom it is not, else the rule that keeps such a case off the board."""
    if not releases(case, by):
        raise Refused("board_officer")
    if rule := kept_off(case):
        raise Refused(rule)


def release(case: Case, *, title: str, words: str, outcome: str = "", by: Hat, at: datetime) -> PublicNotice:
    """On the board with these words, whether it stood there or not. Said again in the same words it is one deed.

    Raises Refused as `may_release` does, and ValidationError, by field, where the words tell who somebody is.
    """
    may_release(case, by=by)
    said = {"title": title, "words": words, "outcome": outcome}
    _tell_nobody(case, said)
    with transaction.atomic():
        locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
        if rule := kept_off(locked):
            raise Refused(rule)
        notice = PublicNotice.objects.filter(case=case).first() or PublicNotice(case=case)
        if notice.pk and notice.is_on_board and all(getattr(notice, name) == value for name, value in said.items()):
            return notice
        if not (notice.pk and notice.is_on_board):
            notice.released_at = at
        notice.released_by, notice.withdrawn_at, notice.withdrawn_by = _person(by), None, None
        for name, value in said.items():
            setattr(notice, name, value)
        notice.save()
        write_audit(action=RELEASED, of=case, by=by.person, at=at, detail=said)
    return notice


def take_off_board(case: Case, *, by: Hat, at: datetime) -> None:
    """Whatever the case has become meanwhile. What stands there no more is taken off once."""
    if not releases(case, by):
        raise Refused("board_officer")
    with transaction.atomic():
        shown = PublicNotice.objects.filter(case=case, withdrawn_at=None)
        if shown.update(withdrawn_at=at, withdrawn_by=_person(by)):
            write_audit(action=TAKEN_OFF, of=case, by=by.person, at=at)


def _tell_nobody(case: Case, said: dict[str, str]) -> None:
    names = sorted(set(filter(None, _names(case))))
    wrong = {name: list(_wrong(case, words, names)) for name, words in said.items()}
    if wrong := {name: sentences for name, sentences in wrong.items() if sentences}:
        raise ValidationError(wrong)


def _wrong(case: Case, words: str, names: list[str]) -> Iterator[str]:
    for one in found_in(words, names, code=case.tracking_code):
        yield f"{one}，请去掉或者换个说法。"
    if copied(words, case.words):
        yield IN_THEIR_WORDS


def _names(case: Case) -> Iterator[str]:
    """Of everybody who has to do with it: who reported, who follows, the staff who took steps, who came to it."""
    yield case.reporter_name
    if case.reporter:
        yield case.reporter.name
    yield from (follower.name for follower in case.followers.all())
    for event in case.events.select_related("by"):
        yield event.by.name if event.by else ""
        if event.kind == Kind.REPORT_IN:
            yield str(event.data.get("person", ""))


def _person(by: Hat) -> User:
    assert by.person  # nobody comes to the desk without signing in
    return by.person
