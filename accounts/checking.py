"""Proof that the audit trail is whole: every line as it was written, every link joined to the one before, none gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.db.models import Exists, OuterRef

from accounts.chain import SAID, digest, linked
from accounts.models import AuditEntry, AuditHead, AuditLink

BATCH = 2000


@dataclass(frozen=True, slots=True)
class Found:
    """How long the chain is and its newest hash; the first thing that is amiss, "" where nothing is."""

    length: int
    hash: str
    amiss: str = ""


def check_trail(*, expect: str = "") -> Found:
    """Walk the chain from its first link. `expect`: a hash that was written down earlier and has to be in it."""
    head = AuditHead.objects.filter(pk=1).first()
    if head is None:
        return Found(0, "", "链首不见了")
    before, length, met = "", 0, not expect
    for length, (link, entry) in enumerate(_links(head.length), 1):
        if amiss := _amiss(length, before, link, entry):
            return Found(head.length, head.hash, amiss)
        before = link.hash
        met = met or before == expect
    return Found(head.length, head.hash, _at_the_end(head, length, before, met))


def _links(most: int) -> Iterator[tuple[AuditLink, AuditEntry | None]]:
    """Up to where the head stood: what is committed meanwhile is the next check's."""
    links = AuditLink.objects.filter(seq__lte=most).order_by("seq").iterator(chunk_size=BATCH)
    while some := list(islice(links, BATCH)):
        entries = AuditEntry.objects.in_bulk([link.entry_id for link in some])
        yield from ((link, entries.get(link.entry_id)) for link in some)


def _amiss(place: int, before: str, link: AuditLink, entry: AuditEntry | None) -> str:
    if link.seq != place:
        return f"第 {place} 环不见了"
    if entry is None:
        return f"第 {place} 环：审计记录 {link.entry_id} 不见了"
    if entry.digest != digest({name: getattr(entry, name) for name in SAID}):
        return f"第 {place} 环：审计记录 {entry.pk} 的内容被改过"
    if link.hash != linked(before, entry.pk, entry.digest):
        return f"第 {place} 环：审计记录 {entry.pk} 与前一环接不上"
    return ""


def _at_the_end(head: AuditHead, length: int, newest: str, met: bool) -> str:
    if (length, newest) != (head.length, head.hash):
        return f"末尾对不上：链首记着 {head.length} 环，走到第 {length} 环为止"
    joined = AuditLink.objects.filter(entry_id=OuterRef("pk"))
    if loose := AuditEntry.objects.filter(~Exists(joined)).order_by("pk").first():
        return f"审计记录 {loose.pk} 不在链上，是绕过数据库的规则插进来的"
    return "" if met else "链上没有要找的哈希：那以后有记录被截掉，或整条链被重做过"
