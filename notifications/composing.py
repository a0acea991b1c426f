"""From happenings to messages: whom each rule reaches, in which words, by which channel. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from cases.store import Row
from notifications.audience import Addressee, Listeners
from notifications.catching_up import Line
from notifications.channels import ways
from notifications.filling import filled_in
from notifications.happenings import Happening
from notifications.models import Message
from notifications.terms import RESIDENTS, Rule


@dataclass
class Composed:
    """What a batch has to tell: messages in the app, one a case, phone and channel, lines of digests."""

    in_app: list[Row] = field(default_factory=list)
    texts: dict[tuple[int, str, str], Row] = field(default_factory=dict)
    digested: list[Line] = field(default_factory=list)


def compose(happenings: Sequence[Happening], caught_up: Mapping[int, int], at: datetime) -> Composed:
    """All messages of a batch. `caught_up`: the steps of which staff read in a digest, and of which catching-up it is.

    When much has piled up, a phone gets one text about a case, the last; in the app each step keeps its line.
    """
    listeners, composed, channels = Listeners(happenings, at), Composed(), list(ways())
    for happening in happenings:
        spell = caught_up.get(happening.event_id)
        for rule, reached in _reached(happening, listeners):
            if spell and rule.audience not in RESIDENTS:
                composed.digested += [(spell, one.person_id, happening.event_id) for one in reached if one.person_id]
                continue
            text = filled_in(rule, happening, listeners)
            for one in reached:
                if one.person_id:
                    composed.in_app.append(_in_app(happening, one.person_id, text, at))
                else:
                    for channel in channels:
                        told = _to_phone(channel, happening, one, text, at)
                        composed.texts[happening.case_id, one.phone_hash, channel] = told
    return composed


def _reached(happening: Happening, listeners: Listeners) -> Iterator[tuple[Rule, list[Addressee]]]:
    """Each addressee once, by the first rule that reaches them, and never those whose deed it was."""
    known = _doers(happening)
    for rule in happening.rules:
        reached: dict[int | str, Addressee] = {}
        for one in listeners.of(happening, rule.audience):
            reached.setdefault(one.person_id or one.phone_hash, one)
        if newly := [one for identity, one in reached.items() if identity not in known]:
            known |= reached.keys()
            yield rule, newly


def _doers(happening: Happening) -> set[int | str | None]:
    """Whoever did it, by account and by phone. A reporter may have done it without signing in, by tracking code."""
    doers = {happening.by_id, happening.by_phone_hash}
    if happening.by_reporter:
        doers |= {happening.reporter_id, happening.reporter_phone_hash}
    return doers


def _in_app(happening: Happening, person_id: int, text: str, at: datetime) -> Row:
    addressed = {"channel": Message.Channel.IN_APP, "recipient_id": person_id, "state": Message.State.SENT}
    return _message(happening, text, at) | addressed


def _to_phone(channel: str, happening: Happening, addressee: Addressee, text: str, at: datetime) -> Row:
    return _message(happening, text, at) | {
        "channel": channel,
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
