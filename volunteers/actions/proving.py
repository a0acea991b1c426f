"""志愿服务记录证明: asked for by the volunteer, issued free of charge by the community that recorded the service,
and by nobody else (志愿服务条例 art. 19).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from accounts.actions import write_audit
from accounts.models import User
from accounts.once import marked, once
from grids.models import Place
from partyorg.hats import Hat
from volunteers.actions.moving import locked_all
from volunteers.again import as_before
from volunteers.models import Proof, Service, Volunteer
from volunteers.models.proof import new_code
from volunteers.printing import lacking
from volunteers.rules import Refused
from volunteers.standing import keeps
from volunteers.workflow import PROOF_MOVES, ProofState

MOST_ROWS = 500  # that a paper is still read
HAS_REVERSED = "里面有服务后来查实收回（冲正）了。其余的服务，可以另开一份证明。"


@dataclass(frozen=True, slots=True)
class Proven:
    """Of what a proof is asked: the days from–to, both included, and who recorded them."""

    community: Place
    first: date
    last: date


def to_prove(person: User, community: Place, first: date, last: date) -> QuerySet[Service]:
    """What a proof of these days would say, the oldest first: approved service by the hour."""
    services = Service.objects.approved().of(person).filter(community=community, day__range=(first, last))
    return services.filter(minutes__gt=0).order_by("day", "id")


def proving_communities(person: User) -> QuerySet[Place]:
    """Those that have recorded hours of this person. One query."""
    theirs = Service.objects.approved().of(person).filter(minutes__gt=0).order_by()
    return Place.objects.filter(pk__in=theirs.values("community")).order_by("tree_id", "lft")


def ask_proof(person: User, said: Proven, *, key: UUID | None, at: datetime) -> Proof:
    """申请. Sent twice, it is the first one.

    Raises Refused `proof_backwards`, `proof_ahead`, `nothing_to_prove`, `too_many_rows`, `proof_asked_for`,
    `other_form`.
    """
    proof = once(
        lambda: _asked(person, said, key, at),
        lambda: marked(Proof.objects.of(person).select_related("community"), key),
    )
    was = (proof.community, proof.first, proof.last)
    done = f"{proof.community.short_name}{proof}的证明"
    return as_before(proof, was=was, said=(said.community, said.first, said.last), done=done)


def _asked(person: User, said: Proven, key: UUID | None, at: datetime) -> Proof:
    if said.last < said.first:
        raise Refused("proof_backwards")
    _must_be_over(said.last, at)
    _must_be_proven(to_prove(person, said.community, said.first, said.last).count())
    if Proof.objects.of(person).filter(community=said.community, state=ProofState.ASKED).exists():
        raise Refused("proof_asked_for")
    return Proof.objects.create(
        key=key or uuid4(), person=person, community=said.community, first=said.first, last=said.last, asked_at=at
    )


def issue_proof(proof: Proof, *, by: Hat, at: datetime) -> Proof:
    """开具: what is recorded now is what the paper says for good.

    Raises Refused `not_yours`, `own_proof`, `proof_decided`, `proof_ahead`, `nothing_to_prove`, `too_many_rows`,
    `no_sign`.
    """
    with transaction.atomic():
        proof = _locked(proof, "issue", by)
        if signs := lacking(name_on_paper(proof.person), proof.community):
            raise Refused("no_sign", signs=signs)
        _must_be_over(proof.last, at)
        locked_all({proof.person_id})  # no service is reversed while its paper is made
        rows = list(to_prove(proof.person, proof.community, proof.first, proof.last))
        _must_be_proven(len(rows))
        proof.rows = [[one.day.isoformat(), one.title, one.minutes] for one in rows]
        proof.minutes = sum(one.minutes for one in rows)
        proof.name = name_on_paper(proof.person)
        proof.number, proof.code, proof.issued_at = f"ZM{localdate(at).year}-{proof.pk:07d}", new_code(), at
        _decide(proof, ProofState.ISSUED, "", by, at)
        write_audit(action="开具志愿服务证明", of=proof, by=by.person, at=at, detail={"number": proof.number})
    return proof


def refuse_proof(proof: Proof, *, reason: str, by: Hat, at: datetime) -> Proof:
    """不开具. Raises Refused `not_yours`, `own_proof`, `proof_decided`, `reason_needed`."""
    return _with_a_reason(proof, "refuse", reason, by, at, "不开具志愿服务证明")


def recall_proof(proof: Proof, *, reason: str, by: Hat, at: datetime) -> Proof:
    """作废: whoever checks the paper reads that it holds no more. Raises as `refuse_proof`."""
    return _with_a_reason(proof, "recall", reason, by, at, "作废志愿服务证明")


def papers_with(service: Service) -> QuerySet[Proof]:
    """The proofs in force on which this approved service stands."""
    issued = Proof.objects.of(service.person).filter(state=ProofState.ISSUED, issued_at__gte=service.decided_at)
    there = issued.filter(community=service.community, first__lte=service.day, last__gte=service.day)
    return there if service.minutes else there.none()


def recall_papers(papers: Iterable[Proof], *, by: Hat, at: datetime) -> None:
    """Of a service that is being reversed, in the transaction of whoever reverses it: a paper that says what was not
    so is not genuine. What is left is proven by another.
    """
    for proof in papers:
        _decide(proof, ProofState.RECALLED, HAS_REVERSED, by, at)
        detail = {"number": proof.number}
        write_audit(action="作废志愿服务证明", of=proof, by=by.person, at=at, detail=detail, reason=HAS_REVERSED)


def _with_a_reason(proof: Proof, move: str, reason: str, by: Hat, at: datetime, action: str) -> Proof:
    if not reason:
        raise Refused("reason_needed")
    with transaction.atomic():
        proof = _locked(proof, move, by)
        _decide(proof, PROOF_MOVES[move].target, reason, by, at)
        write_audit(action=action, of=proof, by=by.person, at=at, detail={"number": proof.number or ""})
    return proof


def _locked(proof: Proof, move: str, by: Hat) -> Proof:
    row = Proof.objects.select_for_update(of=("self",)).select_related("community", "person").get(pk=proof.pk)
    if row.person == by.person:
        raise Refused("own_proof")
    if not keeps(by, row.community):
        raise Refused("not_yours")
    if row.state not in PROOF_MOVES[move].sources:
        raise Refused("proof_decided", state=row.get_state_display())
    return row


def _decide(proof: Proof, state: str, reason: str, by: Hat, at: datetime) -> None:
    proof.state, proof.reason, proof.decided_by, proof.decided_at = state, reason, by.person, at
    kept = ["state", "reason", "decided_by", "decided_at", "number", "code", "issued_at", "name", "minutes", "rows"]
    proof.save(update_fields=kept)


def _must_be_over(last: date, at: datetime) -> None:
    """A paper that speaks of days to come would cover what nobody has done."""
    if last > localdate(at):
        raise Refused("proof_ahead")


def _must_be_proven(rows: int) -> None:
    if not rows:
        raise Refused("nothing_to_prove")
    if rows > MOST_ROWS:
        raise Refused("too_many_rows", rows=rows, most=MOST_ROWS)


def name_on_paper(person: User) -> str:
    """In full, for whoever makes it out."""
    volunteer = Volunteer.objects.filter(person=person).first()
    return volunteer.name if volunteer else person.name
