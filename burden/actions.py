"""What happens to tasks: a unit assigns one, the street and the community take its steps.

Each is one transaction, a compare-and-set and one appended row, as cases are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.timezone import localdate

from burden.models import Assignment, ListedMatter, Step, Task
from burden.rules import RULES
from burden.standing import giving_posts, standing_at
from burden.territory import askable_by
from burden.workflow import MOVES, Deed, State, Who
from grids.models import Place
from partyorg.hats import Hat
from partyorg.kinds import Kind
from partyorg.models import Organisation, Post


class Refused(Exception):  # it is an answer, not an error
    """A step that the rules do not allow. `rule`: its name in burden/rules.py; str() is the sentence for the screen."""

    def __init__(self, rule: str, **words: object) -> None:
        self.rule = rule
        super().__init__(RULES[rule].format(**words))


@dataclass(frozen=True)
class Asked:
    """What a unit asks of communities. `listed`: the line of the list it is on; without one, `basis` says why.

    `key` marks one filling-in of the form: sent twice, it is one task.
    """

    title: str
    what: str
    due_on: date
    issuer: Organisation
    communities: Sequence[Place]
    listed: ListedMatter | None = None
    basis: str = ""
    key: UUID = field(default_factory=uuid4)


def assign(asked: Asked, *, by: Hat, at: datetime) -> Task:
    """A task for each of the communities: on them at once if it is on the list, else before their street.

    The same key twice gives the same task. Raises Refused.
    """
    post = _giver(asked.issuer, by)
    _check(asked, localdate(at))
    try:
        with transaction.atomic():
            return _assigned(asked, post, at)
    except IntegrityError:
        # A second tap: the first one's task is ours.
        if known := Task.objects.filter(key=asked.key, issuer=asked.issuer).first():
            return known
        raise


def _giver(issuer: Organisation, by: Hat) -> Post:
    post = next((post for post in giving_posts(by) if post.organisation_id == issuer.pk), None)
    if post is None:
        raise Refused("not_yours", who=Who.GIVER.label, deed=Deed.PUT.label)
    return post


def _check(asked: Asked, today: date) -> None:
    if asked.due_on < today:
        raise Refused("due_ahead")
    if not asked.communities:
        raise Refused("some_community")
    askable = set(askable_by(asked.issuer).filter(pk__in=[place.pk for place in asked.communities]))
    for community in asked.communities:
        if community not in askable:
            raise Refused("own_territory", community=community.short_name, unit=asked.issuer)
    if asked.listed:
        if not ListedMatter.objects.in_force(today).filter(pk=asked.listed.pk).exists():
            raise Refused("listed_today", matter=asked.listed)
        return
    if not asked.basis.strip():
        raise Refused("basis_given")
    _check_streets(asked.communities)


def _check_streets(communities: Sequence[Place]) -> None:
    """Outside the list somebody has to judge: a task that waits for a street without a unit would wait for ever."""
    streets = Organisation.objects.filter(
        kind=Kind.STREET_COMMITTEE, place__in={community.parent_id for community in communities}
    )
    answered = set(streets.values_list("place_id", flat=True))
    for community in communities:
        if community.parent_id not in answered:
            raise Refused("street_to_ask", community=community.short_name)


def _assigned(asked: Asked, post: Post, at: datetime) -> Task:
    task = Task.objects.create(
        key=asked.key, title=asked.title, what=asked.what, due_on=asked.due_on, listed=asked.listed,
        basis="" if asked.listed else asked.basis, issuer=asked.issuer, given_at=at,
    )  # fmt: skip
    state, deed, put_on_at = (State.PUT, Deed.PUT, at) if asked.listed else (State.ASKED, Deed.ASK, None)
    assignments = Assignment.objects.bulk_create(
        Assignment(task=task, community=community, state=state, put_on_at=put_on_at) for community in asked.communities
    )
    Step.objects.bulk_create(
        Step(assignment=each, seq=each.version, deed=deed, at=at, by_id=post.person_id, post=post, note=task.basis)
        for each in assignments
    )
    return task


def may_begin(assignment: Assignment, deed: Deed, *, by: Hat) -> Post:
    """The post that entitles the hat to this step now. Raises Refused. No query with the steps prefetched."""
    move = MOVES[deed]
    post = standing_at(assignment.community, by).get(move.who)
    if post is None:
        raise Refused("not_yours", who=move.who.label, deed=deed.label)
    if move.once and any(step.deed == deed for step in assignment.steps.all()):
        raise Refused("once")
    if assignment.state != move.source:
        raise Refused("not_now", state=State(assignment.state).label, deed=deed.label)
    return post


def deeds_for(assignment: Assignment, hat: Hat) -> list[Deed]:
    """What this hat may do now: the buttons of its page."""
    return [deed for deed in MOVES if _is_open_to(hat, assignment, deed)]


def _is_open_to(hat: Hat, assignment: Assignment, deed: Deed) -> bool:
    try:
        may_begin(assignment, deed, by=hat)
    except Refused:
        return False
    return True


def take(assignment: Assignment, deed: Deed, *, note: str = "", by: Hat, at: datetime) -> Assignment:
    """One step of the table, as the assignment was read. Raises Refused: `conflict` when somebody was quicker."""
    post, move = may_begin(assignment, deed, by=by), MOVES[deed]
    if move.words_missing and not note.strip():
        raise Refused("words_missing", sentence=move.words_missing)
    with transaction.atomic():
        _compare_and_set(assignment, move.target, at)
        seq = assignment.version + 1
        Step.objects.create(
            assignment=assignment, seq=seq, deed=deed, at=at, by_id=post.person_id, post=post, note=note.strip()
        )
    return Assignment.objects.with_faces().get(pk=assignment.pk)


def _compare_and_set(assignment: Assignment, target: State, at: datetime) -> None:
    comes_now = target == State.PUT and assignment.put_on_at is None
    as_read = Assignment.objects.filter(pk=assignment.pk, version=assignment.version)
    if not as_read.update(state=target, version=F("version") + 1, put_on_at=at if comes_now else assignment.put_on_at):
        raise Refused("conflict")
