"""One score of a closed month: how it came about, what it would be today, what became of an appeal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.http import Http404

from dashboards.actions import may_appeal, may_decide
from dashboards.models import Adjustment, Appeal, Score
from dashboards.periods import Period, month_of
from dashboards.reach import Reach, reach_of
from dashboards.scoring.adjusting import scheme_of, why
from dashboards.scoring.score import Scored, scored
from dashboards.tallies.reading import Slice, of_place
from dashboards.terms import Cut
from dashboards.workflow import Refused
from grids.models import Place
from partyorg.hats import Hat


@dataclass(frozen=True)
class Card:
    score: Score
    scored: Scored
    today: Scored
    appeal: Appeal | None
    adjustment: Adjustment | None
    may_appeal: bool
    may_decide: bool
    shows_rank: bool  # to whoever may read the others' figures too
    back: Place  # whose page of scores leads on from here

    @property
    def month(self) -> Period:
        return month_of(self.score.closing.month)

    @property
    def now(self) -> Decimal | None:
        return self.today.value

    @property
    def differs(self) -> bool:
        return self.today.value != self.score.score

    @property
    def has_moved(self) -> bool:
        """The place has come under another since the month was closed."""
        return self.score.place is not None and self.score.place.parent_id != self.score.above_id

    @property
    def why_adjusted(self) -> str:
        return why(self.score, self.adjustment) if self.adjustment else ""

    @property
    def about(self) -> str:
        """The name of the indicator that is appealed against."""
        names = {part.code: part.name for part in self.scored.parts}
        return names.get(self.appeal.indicator, "") if self.appeal else ""


def score_or_404(pk: int, hat: Hat) -> tuple[Score, Reach]:
    """What this hat may not read does not exist for it: what lies outside its places and is not its unit's."""
    rows = Score.objects.select_related(
        "closing__district", "closing__by", "closing__post__organisation", "closing__post__place", "place__parent",
        "above", "unit", "appeal__by", "appeal__decided_by", "appeal__post__organisation", "appeal__post__place",
        "appeal__adjustment",
    )  # fmt: skip
    found, reach = rows.filter(pk=pk).first(), reach_of(hat)
    if found is None or not _is_read_by(found, reach):
        raise Http404
    return found, reach


def card_of(score: Score, reach: Reach, *, hat: Hat, at: datetime) -> Card:
    appeal: Appeal | None = getattr(score, "appeal", None)
    above = score.above or score.closing.district
    return Card(
        score=score, scored=Scored.kept(score.figures), today=_today(score), appeal=appeal,
        adjustment=getattr(appeal, "adjustment", None), may_appeal=_may_appeal(score, hat, at),
        may_decide=appeal is not None and _may_decide(appeal, hat), shows_rank=reach.covers(above),
        back=score.place if score.place and reach.covers(score.place) else above,
    )  # fmt: skip


def _is_read_by(score: Score, reach: Reach) -> bool:
    if score.place:
        return reach.covers(score.place) or (score.above is not None and reach.covers(score.above))
    return reach.covers(score.closing.district) or score.unit in reach.units


def _today(score: Score) -> Scored:
    """By the weights that the month was closed with: what differs are the figures."""
    scheme, month = scheme_of(score), month_of(score.closing.month)
    if score.place:
        return scored(of_place(score.place, month), scheme)
    mine = Slice(Cut.UNIT, (str(score.unit_id),))
    return scored(of_place(score.closing.district, month, mine), scheme)


def _may_appeal(score: Score, hat: Hat, at: datetime) -> bool:
    try:
        may_appeal(score, by=hat, at=at)
    except Refused:
        return False
    return True


def _may_decide(appeal: Appeal, hat: Hat) -> bool:
    try:
        may_decide(appeal, by=hat)
    except Refused:
        return False
    return True
