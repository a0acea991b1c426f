from dashboards.models.facts import Counted, Fact, Projected
from dashboards.models.heard import Heard
from dashboards.models.reports import Report, ReportFile, ReportQuerySet
from dashboards.models.schemes import ScoreScheme, Weight
from dashboards.models.scores import Adjustment, Appeal, Closing, Score, Snapshot
from dashboards.models.surveys import ENTERED_BEFORE, Problem, Survey, SurveyResult, SurveyTag
from dashboards.models.tallies import Above, Spread, Tally

__all__ = [
    "ENTERED_BEFORE", "Above", "Adjustment", "Appeal", "Closing", "Counted", "Fact", "Heard", "Problem", "Projected",
    "Report", "ReportFile", "ReportQuerySet", "Score", "ScoreScheme", "Snapshot", "Spread", "Survey", "SurveyResult",
    "SurveyTag", "Tally", "Weight",
]  # fmt: skip
