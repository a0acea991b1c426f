"""What happens to meetings: convened, their agenda fixed, their minutes and decisions written down, a decision done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from accounts.actions import write_audit
from accounts.models import User
from accounts.once import marked, once
from partylife.models import Decision, Invitation, Meeting
from partylife.rules import Refused
from partyorg.hats import Hat
from partyorg.kinds import Kind, Role
from partyorg.models import Organisation, Post, Seat

CONVENERS = "召集单位的负责人或者党务专干"
HANDLERS = "召集单位、办理单位的负责人或者经办人"
HEAD_OF_A_GROUP = "HEAD"  # the seat of a leading group's 组长


@dataclass(frozen=True)
class Called:
    """A meeting as it is convened. `key` marks one filling-in of the form: sent twice, it is one meeting."""

    kind: str
    convener: Organisation
    title: str
    held_at: datetime
    place: str
    chair: str
    invited: Sequence[Organisation]
    agenda: str = ""
    key: UUID = field(default_factory=uuid4)


def may_convene_for(hat: Hat) -> list[Organisation]:
    """The units that this hat may call a meeting for: it heads them, or is their party officer. No query."""
    posts = (post for post in hat.on if post.is_head or post.role == Role.PARTY_OFFICER)
    return list(dict.fromkeys(post.organisation for post in posts if post.organisation))


def head_of(group: Organisation) -> str:
    """Who is 组长 of a leading group, by name; "" where nobody is known to be."""
    seat = Seat.objects.filter(organisation=group, role=HEAD_OF_A_GROUP, until=None).select_related("member").first()
    return seat.member.name if seat else ""


def convene(called: Called, *, by: Hat, at: datetime) -> Meeting:
    """Call it: whoever is invited sees it from now on. The same key twice gives the same meeting. Raises Refused."""
    if by.person is None or called.convener not in may_convene_for(by):
        raise Refused("not_yours", who=CONVENERS, deed="召集会议")
    _check(called, at)
    try:
        return _called(called, by.person, at)
    except IntegrityError:
        # A second tap: the first one's meeting is ours.
        if known := Meeting.objects.filter(key=called.key, convened_by=by.person).first():
            return known
        raise


def _check(called: Called, at: datetime) -> None:
    if called.held_at < at:
        raise Refused("still_to_come")
    if not [unit for unit in called.invited if unit != called.convener]:
        raise Refused("some_invited")
    if called.kind != Meeting.Kind.LEADING_GROUP:
        return
    if called.convener.kind != Kind.LEADING_GROUP:
        raise Refused("group_meets")
    if (head := head_of(called.convener)) and called.chair != head:
        raise Refused("chair_is_head", unit=called.convener, head=head)


def _called(called: Called, person: User, at: datetime) -> Meeting:
    with transaction.atomic():
        meeting = Meeting.objects.create(
            key=called.key, kind=called.kind, convener=called.convener, title=called.title, held_at=called.held_at,
            place=called.place, chair=called.chair, agenda=called.agenda, agenda_at=at if called.agenda else None,
            convened_by=person, convened_at=at,
        )  # fmt: skip
        others = [unit for unit in called.invited if unit != called.convener]
        Invitation.objects.bulk_create(Invitation(meeting=meeting, organisation=unit) for unit in others)
        write_audit(action="召集会议", of=meeting, by=person, at=at, detail={"invited": len(others)})
    return meeting


def fix_agenda(meeting: Meeting, agenda: str, *, by: Hat, at: datetime) -> Meeting:
    """议题: until the meeting begins; less than three days before, the page warns. Raises Refused."""
    _convener(meeting, by, "定议题")
    if meeting.held_at <= at:
        raise Refused("agenda_open")
    meeting.agenda, meeting.agenda_at = agenda, at
    with transaction.atomic():
        meeting.save(update_fields=["agenda", "agenda_at"])
        write_audit(action="确定会议议题", of=meeting, by=by.person, at=at)
    return meeting


def write_minutes(meeting: Meeting, minutes: str, *, by: Hat, at: datetime) -> Meeting:
    """纪要, once, after the meeting. Raises Refused."""
    _convener(meeting, by, "写会议纪要")
    if meeting.held_at > at:
        raise Refused("was_held")
    with transaction.atomic():
        if not Meeting.objects.filter(pk=meeting.pk, minutes="").update(minutes=minutes, minutes_at=at):
            raise Refused("minutes_once")
        write_audit(action="记录会议纪要", of=meeting, by=by.person, at=at)
    meeting.refresh_from_db()
    return meeting


def decide(
    meeting: Meeting, *, what: str, unit: Organisation, due_on: date, key: UUID | None = None, by: Hat, at: datetime
) -> Decision:
    """议定事项: from now on it is followed until it is done. The same key twice is one. Raises Refused."""
    _convener(meeting, by, "记议定事项")
    if meeting.held_at > at:
        raise Refused("was_held")
    if unit != meeting.convener and not meeting.invitations.filter(organisation=unit).exists():
        raise Refused("taken_part", unit=unit)
    if due_on < localdate(at):
        raise Refused("due_ahead")

    def make() -> Decision:
        decision = Decision.objects.create(
            key=key, meeting=meeting, what=what, unit=unit, due_on=due_on, recorded_at=at
        )
        write_audit(action="记录议定事项", of=decision, by=by.person, at=at, detail={"due_on": due_on.isoformat()})
        return decision

    return once(make, lambda: marked(meeting.decisions, key))


def may_settle(decision: Decision, hat: Hat) -> bool:
    """No query."""
    return any(_handles(post, {decision.unit_id, decision.meeting.convener_id}) for post in hat.on)


def settle(decision: Decision, *, result: str, by: Hat, at: datetime) -> Decision:
    """It is done, with what result. Raises Refused."""
    if not may_settle(decision, by):
        raise Refused("not_yours", who=HANDLERS, deed="办结议定事项")
    with transaction.atomic():
        done = Decision.objects.open().filter(pk=decision.pk).update(done_on=localdate(at), result=result)
        if not done:
            raise Refused("open_still")
        write_audit(action="办结议定事项", of=decision, by=by.person, at=at)
    decision.refresh_from_db()
    return decision


def _convener(meeting: Meeting, by: Hat, deed: str) -> None:
    if meeting.convener not in may_convene_for(by):
        raise Refused("not_yours", who=CONVENERS, deed=deed)


def _handles(post: Post, units: set[int]) -> bool:
    return post.organisation_id in units and (post.is_head or post.role in (Role.PARTY_OFFICER, Role.UNIT_OFFICER))
