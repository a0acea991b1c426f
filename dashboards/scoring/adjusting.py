"""What an upheld appeal makes of a frozen score: as the decision writes it and the page explains it."""

from __future__ import annotations

from dashboards.models import Adjustment, Score
from dashboards.scoring.score import Scheme, Scored
from dashboards.workflow import Remedy


def adjusted(score: Score, how: Adjustment) -> Scored:
    frozen, indicator = Scored.kept(score.figures), how.appeal.indicator
    if how.remedy == Remedy.EXCUSED:
        return frozen.excused(indicator)
    assert how.numerator is not None  # a_correction_says_its_numbers
    assert how.denominator
    return frozen.corrected(indicator, how.numerator, how.denominator, scheme_of(score))


def why(score: Score, how: Adjustment) -> str:
    """Why the adjusted score is as it is, where that is not plain: too few still, or nobody scored."""
    after, said = adjusted(score, how), ""
    if how.score != after.value:
        return ""  # it was written by another rule, which nobody remembers
    for part in after.parts:
        if part.code == how.appeal.indicator and how.remedy == Remedy.CORRECTED and part.points is None:
            said = f"更正后的{part.name}只有 {how.denominator} 件，样本还是少，这一项照样不计入。"
    return said + after.why_not


def scheme_of(score: Score) -> Scheme:
    """That by which its month was closed."""
    return Scheme.kept(score.closing.schemes[score.subject])
