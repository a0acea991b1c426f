from dashboards.views.board import board, front
from dashboards.views.league import league

__all__ = ["board", "front", "league"]
