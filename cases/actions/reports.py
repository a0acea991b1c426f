"""What somebody reports, as the actions take it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from cases.models import Category
from cases.photos import CleanPhoto
from cases.terms import Channel, Purpose, Urgency
from grids.models import Place


@dataclass(frozen=True)
class Represented:
    """A resident for whom a head of building reports (代报). Each hears what the reporter hears."""

    name: str
    phone: str = ""


@dataclass(frozen=True)
class Proof:
    """What the browser that reports has proved to be its person's: a phone, by the code that came back from it; the
    tracking codes of what was reported from it, which it keeps."""

    phone: str = ""
    codes: Sequence[str] = ()


@dataclass(frozen=True)
class Report:
    """What somebody says. `place`: the grid; or the community when no grid is known, whose intake then picks one.

    `key` marks one filling-in of the form: sent twice, it is one case. `wordless`: only photos were sent, and the words
    are ours: they tell no two matters apart. `patrol`: the number of the round on which it was found.
    """

    words: str
    place: Place
    category: Category | None = None
    urgency: Urgency | None = None
    channel: Channel = Channel.SNAPSHOT
    lat: float | None = None
    lon: float | None = None
    address: str = ""
    name: str = ""
    phone: str = ""
    anonymous: bool = False
    confidential: bool = False
    key: UUID | None = None
    photos: Sequence[CleanPhoto] = ()
    households: int | None = None
    purpose: Purpose | None = None
    represented: Sequence[Represented] = ()
    wordless: bool = False
    patrol: str = ""
    proof: Proof = Proof()
