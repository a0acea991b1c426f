"""考核 of the demo: in a town of few cases nobody would be scored, so its schemes are content with one of a kind."""

from datetime import datetime

from dashboards import actions
from dashboards.models import ScoreScheme


def add_scores(at: datetime) -> None:
    ScoreScheme.objects.update(minimum=1)
    actions.catch_up(at=at)
