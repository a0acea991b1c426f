"""拜师: begun with a letter and goals, reviewed, ended. One mentor at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Min
from django.utils.timezone import localdate

from accounts.actions import write_audit
from accounts.once import marked, once
from cases.actions.pictures import Pictures
from cases.photos import CleanPhoto
from checkins.standing import keeps
from grids.models import Place
from partyorg.hats import Hat
from partyorg.models import Member
from teams.models import ApprenticeReview, Apprenticeship
from teams.rules import Refused
from volunteers.again import as_before

KEEPER = "社区党委书记或党务专干"


@dataclass(frozen=True, slots=True)
class Bond:
    community: Place
    mentor: Member
    apprentice: Member
    goals: str
    since: date
    letter: Sequence[CleanPhoto]
    key: UUID | None = None


def bind(said: Bond, *, by: Hat, at: datetime) -> Apprenticeship:
    """The same key twice is one.

    Raises Refused `not_yours`, `own_mentor`, `has_a_mentor`, `mutual`, `no_letter`, `bond_too_early`, `other_form`.
    """
    if by.person is None or not keeps(by, said.community):
        raise Refused("not_yours", who=KEEPER)

    def make() -> Apprenticeship:
        _may_bind(said)
        with Pictures(said.letter[:1], at=at, folder="letters") as pictures:
            [(letter, _)] = pictures.files
            bond = Apprenticeship.objects.create(
                key=said.key, community=said.community, mentor=said.mentor, apprentice=said.apprentice,
                goals=said.goals, since=said.since, letter=letter,
            )  # fmt: skip
            write_audit(action="登记拜师", of=bond, by=by.person, at=at, detail={"community": said.community.code})
        return bond

    bonds = Apprenticeship.objects.with_faces().filter(community=said.community)
    made = once(make, lambda: marked(bonds, said.key))
    was = (made.mentor_id, made.apprentice_id, made.goals, made.since)
    now = (said.mentor.pk, said.apprentice.pk, said.goals, said.since)
    return as_before(made, was=was, said=now, done=str(made))


def review(bond: Apprenticeship, words: str, *, key: UUID | None = None, by: Hat, at: datetime) -> ApprenticeReview:
    """By whoever keeps it or by the mentor; the same key twice is one. Raises Refused `not_yours`, `bond_ended`,
    `other_form`."""
    if by.person is None or not bond.is_reviewed_by(by):
        raise Refused("not_yours", who=f"师父、{KEEPER}")
    if bond.until:
        raise Refused("bond_ended")
    said = {"words": words, "written_by": by.person, "written_at": at}
    made = once(lambda: bond.reviews.create(key=key, **said), lambda: marked(bond.reviews, key))
    return as_before(made, was=(made.words,), said=(words,), done="记带教")


def end_bond(bond: Apprenticeship, *, result: str, by: Hat, at: datetime) -> None:
    """From today; the apprentice may then have another mentor. Raises Refused."""
    if by.person is None or not bond.is_kept_by(by):
        raise Refused("not_yours", who=KEEPER)
    if localdate(at) < bond.since:
        raise Refused("days_in_order")
    with transaction.atomic():
        if not Apprenticeship.objects.filter(pk=bond.pk, until=None).update(until=localdate(at), result=result):
            raise Refused("bond_ended")
        write_audit(action="结束师徒", of=bond, by=by.person, at=at)


def _may_bind(said: Bond) -> None:
    if said.mentor == said.apprentice:
        raise Refused("own_mentor")
    if not said.letter:
        raise Refused("no_letter")
    for one in (said.mentor, said.apprentice):
        if said.since < (known_since := _on_the_roll_since(one)):
            raise Refused("bond_too_early", name=one.name, day=f"{known_since:%Y-%m-%d}")
    pair = Member.objects.filter(pk__in=[said.mentor.pk, said.apprentice.pk])
    list(pair.select_for_update(of=("self",), no_key=True).order_by("pk"))  # of each the other's at once, one is first
    if Apprenticeship.objects.filter(apprentice=said.apprentice, until=None).exists():
        raise Refused("has_a_mentor", name=said.apprentice.name)
    if Apprenticeship.objects.filter(mentor=said.apprentice, apprentice=said.mentor, until=None).exists():
        raise Refused("mutual", mentor=said.mentor.name, apprentice=said.apprentice.name)


def _on_the_roll_since(member: Member) -> date:
    """Since the first organisation that they are known to have belonged to."""
    first = member.transfers.aggregate(first=Min("since"))["first"]
    return min(first or member.since, member.since)
