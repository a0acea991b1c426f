"""From happenings to messages: whom each rule reaches, in which words, by which channel. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from cases.store import Row
from cases.terms import State
from notifications.audience import Addressee, Listeners
from notifications.happenings import Happening
from notifications.models import Message
from notifications.rules import RESIDENTS, RESULT_LENGTH, Rule, by_when, in_time, known_as, short


def messages(happenings: Sequence[Happening], at: datetime) -> list[Row]:
    """All messages of a batch.

    When much has piled up, a phone gets one text about a case, the last; in the app each step keeps its line.
    """
    listeners = Listeners(happenings, at)
    in_app: list[Row] = []
    texts: dict[tuple[int, str], Row] = {}
    for happening in happenings:
        for addressee, text in _told(happening, listeners):
            if addressee.person_id:
                in_app.append(_in_app(happening, addressee.person_id, text, at))
            else:
                texts[happening.case_id, addressee.phone_hash] = _sms(happening, addressee, text, at)
    return in_app + list(texts.values())


def _told(happening: Happening, listeners: Listeners) -> Iterator[tuple[Addressee, str]]:
    """Each addressee once, with the first sentence that reaches them, and never those whose deed it was."""
    known = _doers(happening)
    for rule in happening.rules:
        text = ""
        for addressee in listeners.of(happening, rule.audience):
            identity = addressee.person_id or addressee.phone_hash
            if identity not in known:
                known.add(identity)
                text = text or _text(rule, happening, listeners)
                yield addressee, text


def _doers(happening: Happening) -> set[int | str | None]:
    """Whoever did it, by account and by phone. A reporter may have done it without signing in, by tracking code."""
    doers = {happening.by_id, happening.by_phone_hash}
    if happening.by_reporter:
        doers |= {happening.reporter_id, happening.reporter_phone_hash}
    return doers


def _text(rule: Rule, happening: Happening, listeners: Listeners) -> str:
    title, owner = happening.title, listeners.name(happening.owner_id)
    if rule.audience in RESIDENTS:
        title, owner = short(title), known_as(owner, happening.level)
    return rule.words.format(
        title=title,
        number=happening.number,
        owner=owner,
        host=listeners.name(happening.host_id),
        before=listeners.name(happening.before_owner_id),
        state=State(happening.state).label,
        by_when=by_when(happening.handle_by),
        in_time=in_time(happening.respond_by),
        result=short(listeners.result(happening), most=RESULT_LENGTH),
    )


def _in_app(happening: Happening, person_id: int, text: str, at: datetime) -> Row:
    addressed = {"channel": Message.Channel.IN_APP, "recipient_id": person_id, "state": Message.State.SENT}
    return _message(happening, text, at) | addressed


def _sms(happening: Happening, addressee: Addressee, text: str, at: datetime) -> Row:
    return _message(happening, text, at) | {
        "channel": Message.Channel.SMS,
        "phone": addressee.phone,
        "phone_hash": addressee.phone_hash,
        "state": Message.State.PENDING,
        "next_try_at": at,
    }


def _message(happening: Happening, text: str, at: datetime) -> Row:
    return {
        "event_id": happening.event_id,
        "channel": "",
        "recipient_id": None,
        "phone": "",
        "phone_hash": "",
        "text": text,
        "created_at": at,
        "read_at": None,
        "state": "",
        "attempts": 0,
        "next_try_at": None,
    }
