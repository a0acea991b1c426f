"""What the fold reads and what it finds. Plain rows: a projection handles them by the hundred thousand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any, NamedTuple

from cases.terms import Channel
from dashboards.terms import What


class Subject(NamedTuple):
    """A case as it stands: the columns that figures are made of, in this order."""

    id: int
    version: int
    place_id: int
    category_id: int | None
    channel: str
    state: str
    owner_level: int
    owner_org_id: int
    host_org_id: int | None
    submitted_at: datetime
    repeat: bool
    anonymous: bool
    confidential: bool
    supervised: str
    reporter_id: int | None
    reporter_phone_hash: str

    @property
    def holder(self) -> int:
        return self.host_org_id or self.owner_org_id

    @property
    def may_be_contacted(self) -> bool:
        """As Case.may_be_contacted."""
        known = bool(self.reporter_id or self.reporter_phone_hash)
        return known and not (self.anonymous or self.is_kept_from_the_host)

    @property
    def is_kept_from_the_host(self) -> bool:
        return self.confidential or self.channel == Channel.PATROL


class Step(NamedTuple):
    """One event of its history, in this order of columns."""

    case_id: int
    seq: int
    kind: str
    at: datetime
    role: str
    from_state: str
    to_state: str
    from_level: int | None
    to_level: int
    owner_org_id: int
    host_org_id: int | None
    respond_by_before: datetime | None
    handle_by_before: datetime | None
    data: dict[str, Any]

    @property
    def holder(self) -> int:
        return self.host_org_id or self.owner_org_id

    @property
    def rises(self) -> bool:
        return self.from_level is not None and self.to_level > self.from_level


class Found(NamedTuple):
    """One thing that counts: what, when, whose, on which rung."""

    what: What
    at: datetime
    unit: int
    level: int
    number: int = 1
    hours: int | None = None


def forgotten_after(case: Subject, steps: Sequence[Step]) -> int:
    """After which step the reporter's data left the case (cases.actions.forget_reporter), whom it knew until then.

    That raises the version without a step, so that a number is missing in the history. 0: nobody was forgotten.
    """
    if len(steps) == steps[-1].seq >= case.version:
        return 0
    return next((one.seq for one, other in pairwise(steps) if other.seq > one.seq + 1), steps[-1].seq)
