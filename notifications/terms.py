"""The words of telling: who listens, what a rule is. Pure; docs/glossary.md pairs them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import TextChoices


class Audience(TextChoices):
    REPORTER = "REPORTER", "诉求人"
    REPRESENTED = "REPRESENTED", "被代报的居民"  # for whom a head of building reported
    FOLLOWERS = "FOLLOWERS", "关注人"
    OWNER = "OWNER", "负责单位"
    HOST = "HOST", "主办单位"
    BEFORE = "BEFORE", "原负责和主办单位"  # until this step
    ASSISTING = "ASSISTING", "指定协办单位"
    COPIED = "COPIED", "抄送单位"  # by this step
    INVITED = "INVITED", "会商受邀单位"
    CHECKERS = "CHECKERS", "核查人"  # grid workers and guides of the place and of the community above it
    REVISITORS = "REVISITORS", "回访员"  # who revisit in the place, but for the host's: nobody judges the own unit
    PROPOSER = "PROPOSER", "提请人"
    ABOVE = "ABOVE", "上一级（已超期时）"  # of what is late when the reporter urges
    DECIDERS = "DECIDERS", "有权决定提请的人"


RESIDENTS = frozenset({Audience.REPORTER, Audience.REPRESENTED, Audience.FOLLOWERS})


@dataclass(frozen=True, slots=True)
class Rule:
    """Who reads which words. `words` may name PLACEHOLDERS. `state`: only when the case is in it after the step."""

    audience: Audience
    words: str
    state: str = ""


class Key(NamedTuple):
    """Which rule: what administrators change the words of. `by_system`: from the table BY_SYSTEM."""

    kind: str
    by_system: bool
    audience: str
    state: str

    def __str__(self) -> str:
        """As it stands in an address: accept-system-OWNER, overdue-CHECKERS-checking."""
        return "-".join(filter(None, [self.kind, "system" if self.by_system else "", self.audience, self.state]))
