"""How a matter comes in: reported, accepted, sent straight to the street when it burns, taken back."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from accounts.models import User
from accounts.personal import lookup_hash
from cases.actions.attaching import said_again
from cases.actions.handling import dispatch
from cases.actions.moving import Refused, Step, answering_unit, permit, step, system_step, take
from cases.actions.pictures import Pictures
from cases.actions.reports import Report
from cases.deadlines import NO_RESPOND, Clockwork, earliest
from cases.models import Case, Category, Event, Follower
from cases.standing import may_take_down
from cases.store import next_number
from cases.terms import Channel, Clock, Kind, Level, Purpose, State, Urgency, Who
from grids.models import Place
from grids.workflow import Level as PlaceLevel
from partyorg.hats import Hat
from partyorg.models import Organisation

TITLE_LENGTH = 24


def report(said: Report, *, by: Hat, at: datetime) -> Case:
    """A new case, owned by the grid's branch from its first second; an emergency goes on to the street at once.

    The same key twice gives the same case; so does the same person's same matter (`said_again`). Raises Refused:
    `one_grid` for a place that is neither grid nor community, `nobody_answers` where no unit does, `no_territory` and
    `own_territory` for staff who take down (代录) what is not theirs to take down.
    """
    if said.place.level not in (PlaceLevel.GRID, PlaceLevel.COMMUNITY, PlaceLevel.VILLAGE):
        raise Refused("one_grid")
    if by.posts and not may_take_down(by, said.place):
        raise Refused("own_territory" if may_take_down(by) else "no_territory", place=said.place.full_name)
    # what is found on another round is there again: a case of its own, with that round's number
    if not said.patrol and (known := said_again(said, by=by, at=at)):
        return known
    try:
        with Pictures(said.photos, at=at) as pictures, transaction.atomic():
            case = _submitted(said, by=by, at=at)
            pictures.keep(case)
            Follower.objects.bulk_create(
                Follower(case=case, why=Follower.Why.REPRESENTED, name=one.name, phone=one.phone)
                for one in said.represented
            )
            if _burns(said):
                case = _straight_to_street(system_step(case, Kind.EMERGENCY_DIRECT, at=at))
    except IntegrityError:
        # A second tap: the first one's case is ours.
        if said.key and (known := Case.objects.filter(key=said.key).first()):
            return known
        raise
    return case


def foreseen(said: Report, *, by: Hat, at: datetime) -> Case:
    """The case as `report` would make it at this moment, kept nowhere: who would get it, and by when.

    Raises Refused `nobody_answers` as `report` does.
    """
    case = _drafted(said, by=by, at=at)
    if _burns(said):
        case.state = State.DISPATCHED
        for column, value in _in_the_streets_hands(case, case.category_id, at=at).items():
            setattr(case, column, value)
    return case


def _submitted(said: Report, *, by: Hat, at: datetime) -> Case:
    case = _drafted(said, by=by, at=at)
    case.number = next_number(said.place.chain()[0].code, localdate(at))
    case.save(force_insert=True)
    _record_submission(case, by=by, at=at)
    return case


def _drafted(said: Report, *, by: Hat, at: datetime) -> Case:
    """As it will be in its first second, but for its number."""
    clockwork = Clockwork.load()
    _, owner = answering_unit(said.place, Level.GRID)
    case = Case(
        key=said.key,
        title=_title(said.words),
        words=said.words,
        category=said.category,
        urgency=said.urgency or (said.category.urgency if said.category else Urgency.NORMAL),
        channel=said.channel,
        purpose=said.purpose or "",
        place=said.place,
        address=said.address,
        lat=said.lat,
        lon=said.lon,
        households=said.households,
        patrol=said.patrol,
        reporter=_account(said, by),
        reporter_name="" if said.anonymous else said.name,
        reporter_phone="" if said.anonymous else said.phone,
        reporter_phone_hash="" if said.anonymous else lookup_hash(said.phone),
        anonymous=said.anonymous,
        confidential=said.confidential,
        state=State.SUBMITTED,
        owner_org_id=owner,
        first_receiver_id=owner,
        submitted_at=at,
        version=1,
    )
    for column, value in clockwork.respond(Clock.ACCEPT, case, level=Level.GRID, start=at).items():
        setattr(case, column, value)
    case.due_at = earliest(partial(getattr, case))
    return case


def _burns(said: Report) -> bool:
    return said.purpose == Purpose.EMERGENCY or bool(said.category and said.category.emergency)


def _account(said: Report, by: Hat) -> User | None:
    """The account that reports. Whoever takes down what others say is not the reporter; who finds it on patrol is."""
    if said.anonymous or (by.posts and said.channel != Channel.PATROL):
        return None
    return by.person


def _record_submission(case: Case, *, by: Hat, at: datetime) -> None:
    Event.objects.create(
        case=case,
        seq=1,
        kind=Kind.SUBMIT,
        at=at,
        by=None if case.anonymous and not by.posts else by.person,
        post=by.posts[0] if by.posts else None,
        role=Who.ANYONE if by.posts else Who.REPORTER,
        to_state=case.state,
        to_level=case.owner_level,
        owner_org_id=case.owner_org_id,
        respond_by_after=case.respond_by,
        data={"patrol": case.patrol} if case.patrol else {},
    )


def _title(words: str) -> str:
    """The first sentence, cut to what fits a list."""
    first = next((line for line in words.replace("。", "\n").splitlines() if line.strip()), words).strip()
    return first if len(first) <= TITLE_LENGTH else first[: TITLE_LENGTH - 1] + "…"


def accept(
    case: Case,
    *,
    category: Category,
    urgency: Urgency,
    place: Place,
    host: Organisation | None = None,
    checked: bool = False,
    by: Hat,
    at: datetime,
) -> Case:
    """受理: category and urgency are settled, a grid is named; the handling clock counts from the report.

    `checked`: somebody has looked at the similar cases nearby and it is none of them.

    With `host` it is dispatched in the same breath (派单), by the same hat. What turns out to be an emergency goes
    straight to the street instead: nobody keeps it in the grid.
    """
    attempt = permit(case, Kind.ACCEPT, by=by, at=at, category=category, urgency=urgency, place=place, checked=checked)
    if category.emergency:
        found_out = step(attempt, kind=Kind.EMERGENCY_DIRECT, new={"category_id": category.pk, "place_id": place.pk})
        found_out.who = Who.SYSTEM  # it is the system that sends it on; the row still names who found it out
        return _straight_to_street(found_out)
    with transaction.atomic():
        _, owner = answering_unit(place, Level.GRID)
        handle = Clockwork.load().handle(
            case, level=Level.GRID, start=case.submitted_at, urgency=urgency, category_id=category.pk
        )
        new: dict[str, Any] = {
            "category_id": category.pk,
            "urgency": urgency,
            "place_id": place.pk,
            "owner_org_id": owner,
        }
        accepted = take(step(attempt, new={**new, **handle, **NO_RESPOND}))
        return dispatch(accepted, host=host, by=by, at=at) if host else accepted


def emergency_direct(case: Case, *, by: Hat, at: datetime) -> Case:
    """突发事件直报: the street's command centre owns it at once, 特急."""
    attempt = permit(case, Kind.EMERGENCY_DIRECT, by=by, at=at)
    return _straight_to_street(step(attempt))


def _straight_to_street(one: Step) -> Case:
    one.new |= _in_the_streets_hands(one.case, one.after("category_id"), at=one.at)
    return take(one)


def _in_the_streets_hands(case: Case, category: int | None, *, at: datetime) -> dict[str, Any]:
    level, unit = answering_unit(case.place, Level.STREET)
    urgency, clockwork = Urgency.CRITICAL, Clockwork.load()
    return {
        "owner_level": level,
        "owner_org_id": unit,
        "host_org_id": unit,
        "urgency": urgency,
        "emergency_direct": True,
        **clockwork.respond(Clock.SIGN, case, level=level, start=at, urgency=urgency, category_id=category),
        **clockwork.handle(case, level=level, start=at, urgency=urgency, category_id=category),
    }


def withdraw(case: Case, *, reason: str = "", by: Hat, at: datetime) -> Case:
    """撤回, by the reporter alone."""
    attempt = permit(case, Kind.WITHDRAW, by=by, at=at)
    return take(step(attempt, note=reason, new={**NO_RESPOND, "closed_at": at}))
