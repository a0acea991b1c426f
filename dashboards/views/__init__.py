from dashboards.views.board import board, front, parts
from dashboards.views.indicator import indicator
from dashboards.views.league import league
from dashboards.views.outlines import outlines
from dashboards.views.screen import own_screen, screen, screen_now

__all__ = ["board", "front", "indicator", "league", "outlines", "own_screen", "parts", "screen", "screen_now"]
