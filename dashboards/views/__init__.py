from dashboards.views.board import board, front, parts
from dashboards.views.indicator import indicator
from dashboards.views.league import league
from dashboards.views.outlines import outlines
from dashboards.views.score import appeal, decide, score
from dashboards.views.scores import close, scores
from dashboards.views.screen import own_screen, screen, screen_now

__all__ = [
    "appeal", "board", "close", "decide", "front", "indicator", "league", "outlines", "own_screen", "parts", "score",
    "scores", "screen", "screen_now",
]  # fmt: skip
