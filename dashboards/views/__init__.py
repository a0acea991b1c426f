from dashboards.views.board import board, front, late, parts
from dashboards.views.forces import force, forces
from dashboards.views.indicator import indicator
from dashboards.views.league import league
from dashboards.views.outlines import outlines
from dashboards.views.reports import report_anew, report_file, reports
from dashboards.views.score import appeal, decide, score
from dashboards.views.scores import close, scores
from dashboards.views.screen import own_screen, screen, screen_now
from dashboards.views.sheet import sheet
from dashboards.views.signs import put_aside, signs
from dashboards.views.surveys import new_survey, surveys, withdraw_survey

__all__ = [
    "appeal", "board", "close", "decide", "force", "forces", "front", "indicator", "late", "league", "new_survey",
    "outlines", "own_screen", "parts", "put_aside", "report_anew", "report_file", "reports", "score", "scores",
    "screen", "screen_now", "sheet", "signs", "surveys", "withdraw_survey",
]  # fmt: skip
