"""How the words of a rule would read: with examples, and with the newest step of that kind. Writes nothing."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from accounts.personal import masked_in
from cases.models import Event
from cases.terms import Who
from notifications.audience import Listeners
from notifications.filling import WITHHELD, Blanks
from notifications.happenings import Happening, happenings
from notifications.phrasebook import Phrasebook
from notifications.placeholders import PLACEHOLDERS, names_in
from notifications.proofreading import parts
from notifications.rules import BY_SYSTEM
from notifications.terms import RESIDENTS, Audience, Key, Rule

LOOKED_AT = 20_000  # of the newest events: a step that never happens is not searched for through all of history

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Preview:
    """`texts`: as how many text messages it is sent, 0 for staff. `happened`: of which step, none for examples.

    `empty`: placeholders for which that step had nothing.
    """

    text: str
    texts: int
    happened: Happening | None = None
    empty: tuple[str, ...] = ()


@dataclass
class _Draft(Phrasebook):
    """Says one sentence whatever happens, to nobody: only what it names is read, and no phone is opened for it."""

    words: str = ""

    def rules(self, kind: str, *, by_system: bool, state: str) -> tuple[Rule, ...]:
        return (Rule(Audience.OWNER, self.words),)


@dataclass(frozen=True, slots=True)
class _Shown:
    """The blanks as an administrator may see them, who has no right to the case itself."""

    blanks: Blanks

    def __getitem__(self, name: str) -> str:
        one = self.blanks.happening
        hidden = (one.confidential or one.sensitive) and name in WITHHELD
        return WITHHELD[name] if hidden else masked_in(self.blanks[name])


def with_examples(words: str, key: Key) -> Preview:
    """Raises KeyError for words that name what there is not: ask `problems` first."""
    return _preview(words.format_map({name: about.example for name, about in PLACEHOLDERS.items()}), key)


def with_the_newest(words: str, key: Key, *, at: datetime) -> Preview | None:
    """None where nothing of that kind has happened lately. What the step cannot fill in is logged, and None too."""
    event_id = _newest(key)
    if event_id is None:
        return None
    try:
        (happening,) = happenings([event_id], _Draft(words=words))
        blanks = _Shown(Blanks(happening, Listeners([happening], at), Audience(key.audience)))
        said = {name: blanks[name] for name in names_in(words)}
    except Exception:  # an old row may lack what steps say today; the preview is no reason to close the page
        log.exception("the words of %s cannot be previewed with event %s", key, event_id)
        return None
    return _preview(words.format_map(said), key, happening, tuple(name for name, words in said.items() if not words))


def _newest(key: Key) -> int | None:
    newest = Event.objects.aggregate(newest=Max("id"))["newest"] or 0
    events = Event.objects.filter(id__gt=newest - LOOKED_AT, kind=key.kind)
    if key.by_system:
        events = events.filter(role=Who.SYSTEM)
    elif key.kind in BY_SYSTEM:
        events = events.exclude(role=Who.SYSTEM)
    if key.state:
        events = events.filter(to_state=key.state)
    return events.order_by("-id").values_list("id", flat=True).first()


def _preview(text: str, key: Key, happening: Happening | None = None, empty: tuple[str, ...] = ()) -> Preview:
    return Preview(text, parts(text) if key.audience in RESIDENTS else 0, happening, empty)
