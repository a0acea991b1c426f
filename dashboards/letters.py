"""What is told of appeals: to whoever decides that one has come; to whom it concerns what was decided."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from dashboards.models import Appeal
from dashboards.periods import month_of
from dashboards.scoring.score import Scored
from dashboards.scoring.standing import who_appeals, who_decides
from dashboards.workflow import Verdict
from notifications.letters import News, Stretch, finds
from notifications.models import LONGEST_LETTER


@finds
def appealed(now: Stretch) -> Iterator[News]:
    for one in _with_faces(Appeal.objects.filter(verdict="", appealed_at__gt=now.since, appealed_at__lte=now.to)):
        words = _cut(f"{_about(one)}提出了申诉，请裁定：", one.reason)
        for person in who_decides(one.score.closing.district, localdate(now.to)):
            if person != one.by_id:  # they may not decide it
                yield News(f"appeal:{one.pk}:{person}", person, words, link=_page(one))


@finds
def ruled(now: Stretch) -> Iterator[News]:
    """With the reason, as far as it goes in: the page has all of it."""
    for one in _with_faces(Appeal.objects.filter(decided_at__gt=now.since, decided_at__lte=now.to)):
        words = _cut(f"{_about(one)}的申诉裁定了：{_verdict(one)}。理由：", one.answer)
        for person in who_appeals(one.score, localdate(now.to)):
            if person != one.decided_by_id:
                yield News(f"verdict:{one.pk}:{person}", person, words, link=_page(one))


def _with_faces(appeals: QuerySet[Appeal]) -> QuerySet[Appeal]:
    faces = ("score__closing__district", "score__place", "score__unit", "adjustment")
    return appeals.select_related(*faces).order_by("pk")


def _about(appeal: Appeal) -> str:
    score = appeal.score
    names = {part.code: part.name for part in Scored.kept(score.figures).parts}
    name = names.get(appeal.indicator, appeal.indicator)
    return f"{score.whose}对{month_of(score.closing.month).label}考核的“{name}”"


def _verdict(appeal: Appeal) -> str:
    if appeal.verdict != Verdict.UPHELD:
        return appeal.get_verdict_display()
    score = appeal.adjustment.score
    points = "不评分" if score is None else f"得分 {score}"
    return f"{appeal.get_verdict_display()}，{appeal.adjustment.get_remedy_display()}，调整后{points}"


def _cut(head: str, said: str) -> str:
    text = head + " ".join(said.split())
    return text if len(text) <= LONGEST_LETTER else f"{text[: LONGEST_LETTER - 1]}…"


def _page(appeal: Appeal) -> str:
    return reverse("dashboards:score", args=[appeal.score_id])
