"""The work itself: dispatched, signed, matched with the grid's resources, finished, answered, begun again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from cases.actions.merging import supervise_if_often
from cases.actions.moving import Refused, Step, permit, step, take
from cases.actions.pictures import Pictures
from cases.deadlines import NO_RESPOND, NOBODY_AWAITED, Clockwork
from cases.guards.handling import is_called
from cases.models import AssistingUnit, Case, Category, Event, Photo
from cases.notes import ANSWER
from cases.photos import CleanPhoto
from cases.terms import Clock, Kind, Notice, Who
from grids.models import Place
from grids.workflow import Level as PlaceLevel
from partyorg.hats import Hat
from partyorg.kinds import Kind as UnitKind
from partyorg.models import Organisation, Resource


def dispatch(
    case: Case,
    *,
    host: Organisation,
    assisting: Sequence[Organisation] = (),
    category: Category | None = None,
    place: Place | None = None,
    whistle_kind: str = "",
    note: str = "",
    by: Hat,
    at: datetime,
) -> Case:
    """派单 to exactly one host. The sign clock starts now; the handling clock goes on. A department or a street body
    that is called has to report in (报到), how soon says the kind of whistle: this one's, or the one that came before.

    `assisting` (协办) stand beside the host, which may not finish before each of them has answered.

    `category`, `place`: what a case that the system accepted still lacks; what is already settled stays.
    """
    settled: dict[str, Any] = {}
    if case.category is None and category:
        settled["category_id"] = category.pk
    if case.place.level != PlaceLevel.GRID and place:
        settled["place_id"] = place.pk
    given = {"host": host, "assisting": assisting, "whistle_kind": whistle_kind}
    attempt = permit(case, Kind.DISPATCH, by=by, at=at, category=category or case.category, **given)
    clockwork = Clockwork.load()
    new = {
        "host_org_id": host.pk,
        **settled,
        **clockwork.respond(Clock.SIGN, case, level=case.owner_level, start=at),
        **called(case, host, whistle_kind or case.whistle_kind, clockwork, at),
    }
    named = [(unit.pk, AssistingUnit.Why.NAMED) for unit in assisting]
    data: dict[str, Any] = {"assisting": [unit.name for unit in assisting]} if named else {}
    data |= may_object(case, host, clockwork, at)
    with transaction.atomic():
        dispatched = take(step(attempt, note=note, data=data, new=new, assisting=named))
        if supervise_if_often(dispatched, at=at):
            dispatched = Case.objects.with_faces().get(pk=case.pk)
    return dispatched


def may_object(case: Case, host: Organisation, clockwork: Clockwork, at: datetime) -> dict[str, Any]:
    """What the row of a call says of the time in which a department may object to it."""
    if host.kind != UnitKind.DEPARTMENT or not is_called(case, host):
        return {}
    return {"dispute_by": clockwork.objection(case, start=at).isoformat()}


def called(case: Case, host: Organisation, whistle_kind: str, clockwork: Clockwork, at: datetime) -> dict[str, Any]:
    """The columns of the clock by which the host has to report in, if it is one that is called at this level."""
    if not is_called(case, host):
        return dict(NOBODY_AWAITED)
    return {**NOBODY_AWAITED, **clockwork.report_in(case, kind=whistle_kind, start=at)}


def sign(case: Case, *, by: Hat, at: datetime) -> Case:
    """签收 by the host. From now on the time runs in which it gets in touch with the reporter."""
    attempt = permit(case, Kind.SIGN, by=by, at=at)
    return take(step(attempt, new={**NO_RESPOND, **Clockwork.load().contact(case, start=at)}))


def contacted(case: Case, *, how: str, reason: str, by: Hat, at: datetime) -> Case:
    """联系诉求人 by the host: by telephone, at the door …, and what was said."""
    attempt = permit(case, Notice.CONTACTED, by=by, at=at, reason=reason)
    data: dict[str, Any] = {"how": how}
    if case.contact_by or _contact_was_missed(attempt.events):  # later ones nobody waits for
        data["on_time"] = case.contact_by is not None and at <= case.contact_by
    return take(step(attempt, note=reason.strip(), data=data, new={"contact_by": None}))


def _contact_was_missed(events: Iterable[Event]) -> bool:
    """Its day passed, and nobody has been in touch since."""
    newest_first = sorted(events, key=lambda event: -event.seq)
    told = (event for event in newest_first if event.kind in (Notice.CONTACTED, Notice.OVERDUE))
    return next((event.data.get("waited_for") == "contact" for event in told), False)


def match_resource(case: Case, *, resource: Resource | None, tried: str, by: Hat, at: datetime) -> Case:
    """匹配资源: which of the grid's resources fits (None: 无匹配), and what the grid has tried."""
    attempt = permit(case, Kind.MATCH_RESOURCE, by=by, at=at)
    data = {"matched": resource is not None, "resource": resource.name if resource else "", "tried": tried.strip()}
    return take(step(attempt, note=tried.strip(), data=data))


def finish(
    case: Case, *, result: str, photos: Sequence[CleanPhoto] = (), mediation: str = "", by: Hat, at: datetime
) -> Case:
    """办结，送核查: the handling clock is answered, the check's begins. A quarrel says how the mediation ended."""
    attempt = permit(case, Kind.FINISH, by=by, at=at, result=result, photos=photos, mediation=mediation)
    check_clock = Clockwork.load().respond(Clock.CHECK, case, level=case.owner_level, start=at)
    with Pictures(photos, at=at) as pictures, transaction.atomic():
        new = {**check_clock, "mediation": mediation, "review_on": None, **NOBODY_AWAITED}
        finished = take(step(attempt, note=result.strip(), data={"mediation": mediation} if mediation else {}, new=new))
        pictures.keep(finished, taken=Photo.When.AFTER)
    return finished


def rework_start(case: Case, *, by: Hat, at: datetime) -> Case:
    """开始重办. The halved clock has run since the case came back; starting late gains nobody time."""
    return take(step(permit(case, Kind.REWORK_START, by=by, at=at), new=dict(NO_RESPOND)))


def awaited_answer(case: Case, *, by: Hat) -> AssistingUnit | None:
    """The hat's own unit, if it assists in this open case and has not answered yet. The host answers by finishing."""
    if case.state not in ANSWER.sources:
        return None
    mine = (unit for unit in case.assisting.all() if unit.organisation_id in by.unit_ids)
    return next((unit for unit in mine if unit.answered_at is None and unit.organisation_id != case.host_org_id), None)


def co_answer(case: Case, *, answer: str, by: Hat, at: datetime) -> Case:
    """协办答复: an assisting unit says what it did. Raises Refused("not_yours") for anybody else."""
    waiting = awaited_answer(case, by=by)
    if waiting is None:
        raise Refused("not_yours", who=Who.ASSISTANT, event=Notice.CO_ANSWER.label)
    if not answer.strip():
        raise Refused("reason_given")
    post = next(post for post in by.posts if post.organisation_id == waiting.organisation_id)
    with transaction.atomic():
        AssistingUnit.objects.filter(pk=waiting.pk).update(answered_at=at)
        data = {"unit": waiting.organisation.name}
        return take(Step(case, Notice.CO_ANSWER, Who.ASSISTANT, by, at, post=post, note=answer.strip(), data=data))
