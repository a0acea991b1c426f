"""在职党员报到: asked, confirmed into a grid with a duty, posts claimed, ended. Never in two communities at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.timezone import localdate

from accounts.actions import write_audit
from checkins.actions.acting import ask_keeper, person_of
from checkins.models import Claim, Duty, MemberCheckIn
from checkins.rules import Refused
from checkins.standing import handles
from checkins.workflow import MOVES, Deed, State
from grids.models import Level, Place
from partyorg.hats import Hat
from partyorg.kinds import KINDS_OF_RUNG
from partyorg.models import GridLink, Member, Organisation

MOST_CLAIMS = 3


def ask_in(member: Member, *, community: Place, by: Hat, at: datetime) -> MemberCheckIn:
    """The member, or their work unit, asks; the community is to confirm. Raises Refused."""
    if not (_is_self(member, by) or handles(by, member.works_at)):
        raise Refused("not_yours", who="本人或者工作单位的经办人", deed="申请报到")
    with _only_once(member):
        made = _created(member, community, by, at)
        write_audit(action="申请党员报到", of=made, by=by.person, at=at, detail={"community": community.code})
    return made


def receive(member: Member, *, community: Place, grid: Place, duty: Duty, by: Hat, at: datetime) -> MemberCheckIn:
    """The community enters a member who has come in person: asked and confirmed in one. Raises Refused."""
    ask_keeper(by, community, "接收报到")
    with _only_once(member):
        made = _created(member, community, by, at)
        _confirm(made, grid, duty, by, at)
        write_audit(action="接收党员报到", of=made, by=by.person, at=at, detail={"community": community.code})
    return made


def may_decide(check_in: MemberCheckIn, deed: Deed, *, by: Hat) -> None:
    """Raises Refused. No query."""
    ask_keeper(by, check_in.community, deed.label)
    if check_in.state != MOVES[deed].source:
        raise Refused("not_now", state=State(check_in.state).label, deed=deed.label)


def decide(
    check_in: MemberCheckIn,
    deed: Deed,
    *,
    grid: Place | None = None,
    duty: Duty | None = None,
    reason: str = "",
    by: Hat,
    at: datetime,
) -> None:
    """Confirm (into `grid`, with `duty`), decline or end (`reason`).

    Raises Refused: `conflict` where somebody was quicker.
    """
    may_decide(check_in, deed, by=by)
    with transaction.atomic():
        if deed == Deed.CONFIRM:
            assert grid
            assert duty
            _confirm(check_in, grid, duty, by, at)
        elif deed == Deed.DECLINE:
            _move(check_in, deed, decided_by=by.person, decided_at=at, reason=reason)
        else:
            _move(check_in, deed, ended_on=localdate(at), reason=reason)
            _leave(check_in, localdate(at))
        write_audit(action=f"党员报到：{deed.label}", of=check_in, by=by.person, at=at, reason=reason)


def may_place_anew(check_in: MemberCheckIn, *, by: Hat) -> None:
    """Raises Refused. No query, where `placed` is known."""
    ask_keeper(by, check_in.community, "重新编格")
    if check_in.state != State.CONFIRMED:
        raise Refused("not_now", state=State(check_in.state).label, deed="重新编格")
    if not check_in.is_astray:
        raise Refused("still_placed")


def place_anew(check_in: MemberCheckIn, *, grid: Place, duty: Duty, by: Hat, at: datetime) -> None:
    """重新编格: whoever has left the grid of their check-in, into one of the community's again. Raises Refused."""
    may_place_anew(check_in, by=by)
    with transaction.atomic():
        _lock(check_in)
        link = _link(check_in, grid, duty, localdate(at))
        as_read = MemberCheckIn.objects.confirmed().filter(pk=check_in.pk, placed=check_in.placed_id)
        if not as_read.update(placed=link):
            raise Refused("conflict")
        check_in.placed = link
        if not check_in.claims.open().filter(duty=duty).exists():
            Claim.objects.create(check_in=check_in, duty=duty, since=localdate(at))
        _tell_the_grid(check_in)
        write_audit(action="党员报到：重新编格", of=check_in, by=by.person, at=at, detail={"grid": grid.code})


def may_claim(check_in: MemberCheckIn, *, by: Hat, deed: str = "认领岗位") -> None:
    """Raises Refused. No query."""
    if not _is_self(check_in.member, by):
        ask_keeper(by, check_in.community, deed)
    if check_in.state != State.CONFIRMED:
        raise Refused("not_now", state=State(check_in.state).label, deed=deed)


def claim(check_in: MemberCheckIn, duty: Duty, *, by: Hat, at: datetime) -> None:
    """认领岗位: by the member, or by the community for them. Raises Refused."""
    may_claim(check_in, by=by)
    with transaction.atomic():
        _lock(check_in)
        open_claims = check_in.claims.open()
        if open_claims.filter(duty=duty).exists():
            raise Refused("claimed_once")
        if open_claims.count() >= MOST_CLAIMS:
            raise Refused("most_claims", most=MOST_CLAIMS)
        Claim.objects.create(check_in=check_in, duty=duty, since=localdate(at))
        _tell_the_grid(check_in)
        write_audit(action="认领岗位", of=check_in, by=by.person, at=at, detail={"duty": duty.pk})


def give_up(claimed: Claim, *, by: Hat, at: datetime) -> None:
    """退出岗位: it stays in the books with its last day."""
    check_in = claimed.check_in
    may_claim(check_in, by=by, deed="退出岗位")
    with transaction.atomic():
        _lock(check_in)
        if not check_in.claims.open().filter(pk=claimed.pk).update(until=localdate(at)):
            raise Refused("conflict")
        _tell_the_grid(check_in)
        write_audit(action="退出岗位", of=check_in, by=by.person, at=at, detail={"duty": claimed.duty_id})


@contextmanager
def _only_once(member: Member) -> Iterator[None]:
    """One transaction; the database lets a member into one community alone, and the sentence names which."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        other = MemberCheckIn.objects.open().filter(member=member).select_related("community").first()
        if other is None:
            raise
        raise Refused(
            "once_open", member=member, community=other.community.short_name, state=other.get_state_display()
        ) from None


def _created(member: Member, community: Place, by: Hat, at: datetime) -> MemberCheckIn:
    if member.works_at_id is None:
        raise Refused("serving", member=member)
    if member.until and member.until < localdate(at):
        raise Refused("belongs", member=member)
    if other := _elsewhere(member):
        raise Refused("once_open", member=member, community=other.community.short_name, state=other.get_state_display())
    if not Organisation.objects.active().filter(kind__in=KINDS_OF_RUNG[2], place=community).exists():
        raise Refused("received_by", community=community.short_name)
    return MemberCheckIn.objects.create(member=member, community=community, asked_by=person_of(by), asked_at=at)


def _elsewhere(member: Member) -> MemberCheckIn | None:
    """The same person's open check-in by another row of the roll: by identity number, or by name and telephone."""
    same = Q(member__id_hash=member.id_hash) & ~Q(member__id_hash="")
    same |= Q(member__phone_hash=member.phone_hash, member__name=member.name) & ~Q(member__phone_hash="")
    others = MemberCheckIn.objects.open().filter(same).exclude(member=member)
    return others.select_related("community").first()


def _confirm(check_in: MemberCheckIn, grid: Place, duty: Duty, by: Hat, at: datetime) -> None:
    on = localdate(at)
    link = _link(check_in, grid, duty, on)
    _move(check_in, Deed.CONFIRM, placed=link, decided_by=by.person, decided_at=at)
    Claim.objects.create(check_in=check_in, duty=duty, since=on)
    _tell_the_grid(check_in)


def _link(check_in: MemberCheckIn, grid: Place, duty: Duty, on: date) -> GridLink:
    if grid.level != Level.GRID or grid.parent_id != check_in.community_id:
        raise Refused("grid_there", grid=grid, community=check_in.community.short_name)
    # whoever loses a race for the place in the grid finds the other's, and then that the check-in has moved on
    link, _ = GridLink.objects.get_or_create(
        member=check_in.member, grid=grid, until=None,
        defaults={"kind": GridLink.Kind.COME_HOME, "duty": duty.name, "since": on},
    )  # fmt: skip
    return link


def _move(check_in: MemberCheckIn, deed: Deed, **new: object) -> None:
    """Compare and set. Also on the object, which the caller goes on with."""
    move = MOVES[deed]
    if not MemberCheckIn.objects.filter(pk=check_in.pk, state=move.source).update(state=move.target, **new):
        raise Refused("conflict")
    for field, value in {"state": move.target, **new}.items():
        setattr(check_in, field, value)


def _leave(check_in: MemberCheckIn, on: date) -> None:
    """The posts end; so does the place in the grid, where they came to it by this (回归) and not otherwise."""
    check_in.claims.open().update(until=on)
    GridLink.objects.filter(
        check_ins=check_in, kind=GridLink.Kind.COME_HOME, until=None, since__lte=on
    ).update(until=on)  # fmt: skip


def _tell_the_grid(check_in: MemberCheckIn) -> None:
    """The grid's own register says which duties: it is what the grid's page and the public badge show."""
    names = check_in.claims.open().order_by("id").values_list("duty__name", flat=True)
    GridLink.objects.filter(check_ins=check_in, kind=GridLink.Kind.COME_HOME).update(duty="、".join(names))


def _lock(check_in: MemberCheckIn) -> None:
    """One after another: three posts are three, also when two people add the third. Raises Refused if it has ended."""
    if not MemberCheckIn.objects.select_for_update().confirmed().filter(pk=check_in.pk).exists():
        raise Refused("conflict")


def _is_self(member: Member, by: Hat) -> bool:
    return by.person is not None and member.account_id == by.person.pk
