from dashboards.views.board import board, front
from dashboards.views.league import league
from dashboards.views.screen import own_screen, screen, screen_now

__all__ = ["board", "front", "league", "own_screen", "screen", "screen_now"]
