"""Which programmes still send cases in an organisation's name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from partyorg.hats import Hat
from partyorg.models import Organisation
from partyorg.ties import Tie, told_by


@told_by
def clients_in_force(unit: Organisation, hat: Hat | None, on: date) -> Iterator[Tie]:
    yield Tie("没有停用的接入程序", unit.api_clients.filter(ended_at=None).count())
