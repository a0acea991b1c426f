"""申诉: once for a score, within its days; decided by somebody else. What is upheld is set beside the frozen score."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from accounts.actions import write_audit
from dashboards.models import Adjustment, Appeal, Score
from dashboards.scoring.adjusting import adjusted
from dashboards.scoring.score import Scored
from dashboards.scoring.standing import appealing_post, closing_post
from dashboards.workflow import Refused, Remedy, Verdict
from partyorg.hats import Hat
from partyorg.models import Post


@dataclass(frozen=True, slots=True)
class Decision:
    """`remedy`, `numerator` and `denominator` (of a correction) only where the appeal is upheld."""

    verdict: Verdict
    answer: str
    remedy: Remedy | None = None
    numerator: Decimal | None = None
    denominator: int | None = None


def appeal(score: Score, *, indicator: str, reason: str, by: Hat, at: datetime) -> Appeal:
    """Raises Refused."""
    post = may_appeal(score, by=by, at=at)
    if indicator not in {part.code for part in Scored.kept(score.figures).parts}:
        raise Refused("counted_there")
    try:
        with transaction.atomic():
            made = Appeal.objects.create(
                score=score, indicator=indicator, reason=reason, by_id=post.person_id, post=post, appealed_at=at
            )
            write_audit(action="对考核申诉", of=made, by=post.person, at=at, detail={"indicator": indicator})
    except IntegrityError as error:
        raise Refused("appealed_once") from error
    return made


def may_appeal(score: Score, *, by: Hat, at: datetime) -> Post:
    """The post by which this hat may. Raises Refused."""
    post = appealing_post(by, score)
    if post is None:
        raise Refused("not_yours", who="被考核单位的负责人", deed="申诉")
    if hasattr(score, "appeal"):
        raise Refused("appealed_once")
    if at > score.closing.appeal_by:
        raise Refused("in_time", until=f"{localtime(score.closing.appeal_by):%Y-%m-%d}")
    return post


def decide(about: Appeal, decision: Decision, *, by: Hat, at: datetime) -> Appeal:
    """Raises Refused."""
    post = may_decide(about, by=by)
    with transaction.atomic():
        waiting = Appeal.objects.filter(pk=about.pk, verdict="")
        said = {"verdict": decision.verdict, "answer": decision.answer}
        if not waiting.update(**said, decided_by=post.person_id, decided_at=at):
            raise Refused("decided_once")
        if decision.verdict == Verdict.UPHELD:
            _adjust(about, decision)
        detail = {"verdict": decision.verdict.value, "remedy": decision.remedy.value if decision.remedy else ""}
        write_audit(action="裁定考核申诉", of=about, by=post.person, at=at, detail=detail)
    about.refresh_from_db()
    return about


def may_decide(about: Appeal, *, by: Hat) -> Post:
    """The post by which this hat may. Raises Refused."""
    post = closing_post(by, about.score.closing.district)
    if post is None:
        raise Refused("not_yours", who="区平台值班长、领导小组办公室", deed="裁定申诉")
    if about.verdict:
        raise Refused("decided_once")
    if post.person_id == about.by_id:
        raise Refused("another_person")
    return post


def _adjust(about: Appeal, decision: Decision) -> None:
    made = Adjustment(appeal=about, remedy=decision.remedy or Remedy.EXCUSED)
    if made.remedy == Remedy.CORRECTED:
        made.numerator, made.denominator = decision.numerator, decision.denominator
    made.score = adjusted(about.score, made).value
    made.save()
