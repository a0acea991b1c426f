from dashboards.views.board import board, front

__all__ = ["board", "front"]
