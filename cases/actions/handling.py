"""The work itself: dispatched, signed, matched with the grid's resources, finished, answered, begun again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from cases.actions.moving import Refused, Step, permit, step, take
from cases.actions.pictures import Pictures
from cases.deadlines import NO_RESPOND, Clockwork
from cases.models import AssistingUnit, Case, Category, Photo
from cases.photos import CleanPhoto
from cases.terms import Clock, Kind, Notice, Who
from grids.models import Place
from grids.workflow import Level as PlaceLevel
from partyorg.hats import Hat
from partyorg.models import Organisation, Resource


def dispatch(
    case: Case,
    *,
    host: Organisation,
    category: Category | None = None,
    place: Place | None = None,
    note: str = "",
    by: Hat,
    at: datetime,
) -> Case:
    """派单 to exactly one host. The sign clock starts now; the handling clock goes on.

    `category`, `place`: what a case that the system accepted still lacks; what is already settled stays.
    """
    settled: dict[str, Any] = {}
    if case.category is None and category:
        settled["category_id"] = category.pk
    if case.place.level != PlaceLevel.GRID and place:
        settled["place_id"] = place.pk
    attempt = permit(case, Kind.DISPATCH, by=by, host=host, category=category or case.category)
    sign_clock = Clockwork.load().respond(Clock.SIGN, case, level=case.owner_level, start=at)
    return take(step(attempt, Kind.DISPATCH, at=at, note=note, new={"host_org_id": host.pk, **settled, **sign_clock}))


def sign(case: Case, *, by: Hat, at: datetime) -> Case:
    """签收 by the host."""
    return take(step(permit(case, Kind.SIGN, by=by), Kind.SIGN, at=at, new=dict(NO_RESPOND)))


def match_resource(case: Case, *, resource: Resource | None, tried: str, by: Hat, at: datetime) -> Case:
    """匹配资源: which of the grid's resources fits (None: 无匹配), and what the grid has tried."""
    attempt = permit(case, Kind.MATCH_RESOURCE, by=by)
    data = {"matched": resource is not None, "resource": resource.name if resource else "", "tried": tried.strip()}
    return take(step(attempt, Kind.MATCH_RESOURCE, at=at, note=tried.strip(), data=data))


def finish(case: Case, *, result: str, photos: Sequence[CleanPhoto] = (), by: Hat, at: datetime) -> Case:
    """办结，送核查: the handling clock is answered, the check's begins."""
    attempt = permit(case, Kind.FINISH, by=by, result=result, photos=photos)
    check_clock = Clockwork.load().respond(Clock.CHECK, case, level=case.owner_level, start=at)
    with Pictures(photos, at=at) as pictures, transaction.atomic():
        finished = take(step(attempt, Kind.FINISH, at=at, note=result.strip(), new=check_clock))
        pictures.keep(finished, taken=Photo.When.AFTER)
    return finished


def rework_start(case: Case, *, by: Hat, at: datetime) -> Case:
    """开始重办. The halved clock has run since the case came back; starting late gains nobody time."""
    return take(step(permit(case, Kind.REWORK_START, by=by), Kind.REWORK_START, at=at, new=dict(NO_RESPOND)))


def awaited_answer(case: Case, *, by: Hat) -> AssistingUnit | None:
    """The hat's own unit, if it assists in this open case and has not answered yet."""
    if not case.is_open:
        return None
    mine = (unit for unit in case.assisting.all() if unit.organisation_id in by.unit_ids)
    return next((unit for unit in mine if unit.answered_at is None), None)


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
