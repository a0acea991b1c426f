"""The rules in the words that are in force: the defaults, and what administrators changed of them."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from notifications.models import Wording
from notifications.owed import is_owed
from notifications.proofreading import problems
from notifications.rules import BY_SYSTEM, RULES
from notifications.terms import Audience, Key, Rule

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Page:
    """Who is to hear of a step, in which words."""

    rules: tuple[Rule, ...]
    audiences: frozenset[Audience]


@dataclass
class Phrasebook:
    """Read once for a batch of events; each question is answered once."""

    changed: Mapping[Key, Wording] = field(default_factory=dict)
    _known: dict[tuple[str, bool, str], Page] = field(default_factory=dict)

    @classmethod
    def load(cls) -> Phrasebook:
        """One query."""
        return cls({wording.key: wording for wording in Wording.objects.all()})

    def page(self, kind: str, *, by_system: bool, state: str) -> Page:
        """What it says of this step."""
        asked = (kind, by_system, state)
        if asked not in self._known:
            rules = tuple(self._in_force(*asked))
            self._known[asked] = Page(rules, frozenset(rule.audience for rule in rules))
        return self._known[asked]

    def _in_force(self, kind: str, by_system: bool, state: str) -> Iterator[Rule]:
        own_table = by_system and kind in BY_SYSTEM
        for rule in (BY_SYSTEM if own_table else RULES).get(kind, ()):
            wording = self.changed.get(Key(kind, own_table, rule.audience, rule.state))
            if rule.state in ("", state) and not _is_off(wording):
                yield _in_words(rule, wording)


def _is_off(wording: Wording | None) -> bool:
    return wording is not None and wording.off and not is_owed(wording.key)


def _in_words(rule: Rule, wording: Wording | None) -> Rule:
    if wording is None or not wording.words:
        return rule
    if found := problems(wording.words, wording.key):  # a placeholder was given up since: better the default words
        log.error("the words of %s cannot be used: %s", wording, found[0])
        return rule
    return replace(rule, words=wording.words)
