"""满意度调查: entered by the district, withdrawn for a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.actions import write_audit
from accounts.once import marked, once
from dashboards.models import ENTERED_BEFORE, Problem, Survey, SurveyResult, SurveyTag
from grids.models import Place
from partyorg.hats import Hat


@dataclass(frozen=True)
class Answers:
    """Of one place."""

    place: Place
    satisfied: int
    mostly: int
    dissatisfied: int
    tags: Mapping[Problem, int] = field(default_factory=dict)

    @property
    def n(self) -> int:
        return self.satisfied + self.mostly + self.dissatisfied


@dataclass(frozen=True)
class Held:
    """A survey as it was held."""

    name: str
    by_whom: str
    first_on: date
    last_on: date
    place: Place
    answers: Sequence[Answers]
    key: UUID | None = None


def enter_survey(held: Held, *, by: Hat, at: datetime) -> Survey:
    """录入调查. The same key twice is one survey. Raises ValidationError where it has been entered before."""
    try:
        return once(lambda: _enter(held, by, at), lambda: marked(Survey.objects, held.key))
    except IntegrityError:
        if Survey.objects.same_as(held.name, held.by_whom, held.first_on, held.last_on, held.place).exists():
            raise ValidationError(ENTERED_BEFORE) from None  # by two at once
        raise


def _enter(held: Held, by: Hat, at: datetime) -> Survey:
    with transaction.atomic():
        survey = Survey(
            key=held.key, name=held.name, by_whom=held.by_whom, first_on=held.first_on, last_on=held.last_on,
            place=held.place, entered_by=by.person, entered_at=at,
        )  # fmt: skip
        survey.full_clean()
        survey.save()
        for one in held.answers:
            result = SurveyResult.objects.create(
                survey=survey, place=one.place, satisfied=one.satisfied, mostly=one.mostly,
                dissatisfied=one.dissatisfied,
            )  # fmt: skip
            SurveyTag.objects.bulk_create(
                SurveyTag(result=result, problem=problem, number=number)
                for problem, number in one.tags.items() if number
            )  # fmt: skip
        said = {"places": len(held.answers), "answers": sum(one.n for one in held.answers)}
        write_audit(action="录入满意度调查", of=survey, by=by.person, at=at, detail=said)
    return survey


def withdraw_survey(survey: Survey, *, reason: str, by: Hat, at: datetime) -> bool:
    """作废. Whether it stood until now."""
    with transaction.atomic():
        standing = Survey.objects.filter(pk=survey.pk, withdrawn_at=None)
        if not standing.update(withdrawn_at=at, reason=reason):
            return False
        write_audit(action="作废满意度调查", of=survey, by=by.person, at=at, reason=reason)
    return True
