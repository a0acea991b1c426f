from cases.views.case import case, photo
from cases.views.move import move
from cases.views.queue import queue

__all__ = ["case", "move", "photo", "queue"]
