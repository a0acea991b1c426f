"""After an outage the system makes up for it at once, and staff hear of that in one digest each, not step by step.

A step belongs to a catching-up when the system was LATE with it, or when it was due before the catching-up began and
came with it: those that were due in an outage's last hours stand beside those of its first. Written under the lock that
lets one announce at a time (notifications/actions/announcing.py), with the marks of the events, or not at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max

from cases.store import Row, append
from cases.telling.moments import lasting
from cases.terms import Kind, Notice
from notifications.happenings import Happening
from notifications.models import CatchingUp, DigestLine, Message

LATE = timedelta(hours=4)
QUIET = timedelta(hours=2)  # so long after the last late step a new catching-up begins; set-aside rows take one hour

# What the system did, where the step's own name would not say that nobody's hand was in it.
DONE_BY_SYSTEM: dict[str, str] = {
    Kind.ACCEPT: "自动受理",
    Kind.SIGN: "自动签收",
    Kind.AUTO_WHISTLE: "自动吹哨",
    Kind.AUTO_RAISE: "自动提报",
    Kind.RESUME: "自动解挂",
    Notice.OVERDUE: "超期提醒",
}
NAMES = {**dict([*Kind.choices, *Notice.choices]), **DONE_BY_SYSTEM}

ONE_DIGEST = (
    "(catching_up_id, recipient_id) WHERE catching_up_id IS NOT NULL "
    "DO UPDATE SET read_at = NULL, created_at = excluded.created_at"
)
Line = tuple[int, int, int]  # (catching-up, person, event)


def caught_up(happenings: Sequence[Happening]) -> dict[int, int]:
    """Which of these steps belong to which catching-up: {event id: its id}. Begins one or extends it."""
    made_up = [one for one in happenings if one.by_system and one.late_seconds]
    if not made_up:
        return {}
    earliest = min(one.at for one in made_up)
    known = list(CatchingUp.objects.filter(last_at__gte=earliest - QUIET).order_by("began_at"))
    for at in sorted({one.at for one in made_up if one.late >= LATE}):
        _take_in(at, known)
    return {one.event_id: spell.pk for one in made_up for spell in known if _holds(spell, one)}


def _take_in(at: datetime, known: list[CatchingUp]) -> None:
    for spell in known:
        if _is_near(spell, at):
            began_at, last_at = min(spell.began_at, at), max(spell.last_at, at)
            if (began_at, last_at) != (spell.began_at, spell.last_at):
                spell.began_at, spell.last_at = began_at, last_at
                spell.save(update_fields=["began_at", "last_at"])
            return
    known.append(CatchingUp.objects.create(began_at=at, last_at=at))


def _is_near(spell: CatchingUp, at: datetime) -> bool:
    return spell.began_at - QUIET <= at <= spell.last_at + QUIET


def _holds(spell: CatchingUp, one: Happening) -> bool:
    return _is_near(spell, one.at) and (one.late >= LATE or one.at - one.late < spell.began_at)


def add(lines: Sequence[Line], *, at: datetime) -> None:
    """Write these lines into their people's digests, which are then unread (again). A line stands there once."""
    if not lines:
        return
    first = {(spell, person): event for spell, person, event in reversed(lines)}
    append(Message, [_digest(*whose, event, at) for whose, event in first.items()], on_conflict=ONE_DIGEST)
    digests = Message.objects.filter(catching_up__in={spell for spell, _ in first})
    ids = {tuple(whose): pk for pk, *whose in digests.values_list("id", "catching_up_id", "recipient_id")}
    rows = [{"digest_id": ids[spell, person], "event_id": event} for spell, person, event in lines]
    append(DigestLine, rows, on_conflict="(digest_id, event_id) DO NOTHING")


def _digest(spell: int, person: int, event: int, at: datetime) -> Row:
    return {
        "event_id": event,
        "catching_up_id": spell,
        "channel": Message.Channel.IN_APP,
        "recipient_id": person,
        "phone": "",
        "phone_hash": "",
        "text": "系统中断后补办的事项",  # how many and which is counted from the lines
        "created_at": at,
        "read_at": None,
        "state": Message.State.SENT,
        "attempts": 0,
        "next_try_at": None,
    }


@dataclass(frozen=True)
class Summary:
    """What a digest says: how many matters moved, by what was done, and how late the system was at most."""

    counts: tuple[tuple[str, int], ...]
    late: timedelta

    @property
    def total(self) -> int:
        return sum(count for _, count in self.counts)

    @property
    def how_late(self) -> str:
        return lasting(self.late)

    def __str__(self) -> str:
        done = "、".join(f"{name} {count} 件" for name, count in self.counts)
        return f"系统中断后补办：{done}，最多晚了 {self.how_late}。"


def summaries(messages: Iterable[Message]) -> dict[int, Summary]:
    """What the digests among these messages say, by message id: one query, none where there is no digest."""
    digests = [message.pk for message in messages if message.catching_up_id]
    if not digests:
        return {}
    rows = DigestLine.objects.filter(digest__in=digests).values_list("digest_id", "event__kind")
    found: dict[int, list[tuple[str, int, int]]] = defaultdict(list)
    for digest, *counted in rows.annotate(count=Count("id"), late=Max("event__late_seconds")).order_by("-count"):
        found[digest].append(tuple(counted))
    return {
        digest: Summary(
            tuple((NAMES[kind], count) for kind, count, _ in counted),
            timedelta(seconds=max(late for *_, late in counted)),
        )
        for digest, counted in found.items()
    }
