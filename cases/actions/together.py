"""Departments report in, units meet, supervisors press, whistles are rated."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from cases import ratings
from cases.actions.moving import Refused, permit, step, take
from cases.deadlines import NO_RESPOND
from cases.guards.handling import since_called
from cases.models import AssistingUnit, Case, Consultation, Event, Rating
from cases.terms import NOT_REPORTED_IN, Kind, Notice, Supervision
from partyorg.hats import Hat
from partyorg.models import Organisation


def report_in(
    case: Case, *, person: str, arrived_at: datetime, where: str, video: str = "", by: Hat, at: datetime
) -> Case:
    """部门报到: who came, when and where (or by which video call). The report-in clock stops, if it has not run out."""
    attempt = permit(case, Kind.REPORT_IN, by=by, at=at, person=person, arrived_at=arrived_at, where=where, video=video)
    data = {
        "person": person.strip(),
        "arrived_at": arrived_at.isoformat(),
        "where": where.strip(),
        "video": video.strip(),
        "on_time": not any(_noted_late(event) for event in since_called(attempt.events)),
    }
    return take(step(attempt, data=data, new={"report_in_by": None}))


def _noted_late(event: Event) -> bool:
    """The system saw the report-in clock run out; in an outage along with a heavier one."""
    also: Sequence[str] = event.data.get("also", ())
    return event.data.get("why") == NOT_REPORTED_IN or "report_in_by" in also


def consult(
    case: Case, *, units: Sequence[Organisation], about: str, meets_at: datetime, where: str, by: Hat, at: datetime
) -> Case:
    """会商: the owner calls units together. The handling clock goes on; without minutes nobody leaves."""
    attempt = permit(case, Kind.CONSULT, by=by, at=at, units=units, about=about, meets_at=meets_at)
    invited = [(unit.pk, AssistingUnit.Why.INVITED) for unit in units]
    data = {"units": [unit.name for unit in units], "meets_at": meets_at.isoformat(), "where": where.strip()}
    with transaction.atomic():
        meeting = take(step(attempt, note=about.strip(), data=data, new=dict(NO_RESPOND), assisting=invited))
        called = Consultation.objects.create(case=meeting, about=about.strip(), meets_at=meets_at, where=where.strip())
        called.units.set(units)
    return meeting


def keep_minutes(case: Case, *, minutes: str, by: Hat, at: datetime) -> Case:
    """会商纪要: what was said and settled."""
    attempt = permit(case, Notice.MINUTES, by=by, at=at, reason=minutes)
    with transaction.atomic():
        case.consultations.filter(minutes="").update(minutes=minutes.strip(), written_at=at)
        return take(step(attempt, note=minutes.strip()))


def supervise(case: Case, *, kind: str, reason: str, due_on: date, by: Hat, at: datetime) -> Case:
    """督办 by hand: 一般, 挂牌 or 约谈, by when, and why. The case's own clocks stay as they are."""
    attempt = permit(case, Kind.SUPERVISE, by=by, at=at, weight=kind, reason=reason)
    data = {"supervised": Supervision(kind).value, "due_on": due_on.isoformat()}
    return take(step(attempt, note=reason.strip(), data=data, new={"supervised": kind, "supervise_due_on": due_on}))


def rate_response(
    case: Case, *, whistle: Event, on_time: bool, solved: bool, manner: int, note: str = "", by: Hat, at: datetime
) -> Case:
    """The whistler rates whom it called: in time? solved? manner from 1 to 5."""
    said: dict[str, Any] = {"on_time": on_time, "solved": solved, "manner": manner}
    return _rate(case, Rating.Of.RESPONSE, whistle, said, note, by, at)


def rate_whistle(case: Case, *, whistle: Event, proper: bool, note: str = "", by: Hat, at: datetime) -> Case:
    """The platform rates whether the whistle was due (乱吹哨)."""
    return _rate(case, Rating.Of.WHISTLE, whistle, {"proper": proper}, note, by, at)


def _rate(case: Case, of: Rating.Of, whistle: Event, said: dict[str, Any], note: str, by: Hat, at: datetime) -> Case:
    attempt = permit(case, Notice.RATED, by=by, at=at)
    questions = ratings.open_for(case, by)
    question = next((one for one in questions if one.of == of and one.whistle.pk == whistle.pk), None)
    if question is None:
        raise Refused("something_to_rate")
    made = step(attempt, note=note.strip(), data=_rating_told(question, said))
    made.post = question.post
    with transaction.atomic():
        rated = take(made)
        Rating.objects.create(
            case=rated, whistle=whistle, of=of, unit=question.unit, by_unit=question.by_unit, at=at,
            note=note.strip(), **said,
        )  # fmt: skip
    return rated


def _rating_told(question: ratings.Open, said: dict[str, Any]) -> dict[str, Any]:
    """The rating as the history tells it: of what, of whom, by whom, for which whistle."""
    units = {"unit": question.unit.name, "by_unit": question.by_unit.name}
    return {"of": question.of, "whistle": question.whistle.seq, **units, **said}
