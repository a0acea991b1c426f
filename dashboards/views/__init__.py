from dashboards.views.board import board, front, parts
from dashboards.views.indicator import indicator
from dashboards.views.league import league
from dashboards.views.outlines import outlines
from dashboards.views.reports import report_anew, report_file, reports
from dashboards.views.score import appeal, decide, score
from dashboards.views.scores import close, scores
from dashboards.views.screen import own_screen, screen, screen_now
from dashboards.views.sheet import sheet
from dashboards.views.signs import put_aside, signs

__all__ = [
    "appeal", "board", "close", "decide", "front", "indicator", "league", "outlines", "own_screen", "parts",
    "put_aside", "report_anew", "report_file", "reports", "score", "scores", "screen", "screen_now", "sheet", "signs",
]  # fmt: skip
