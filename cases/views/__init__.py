from cases.views.moves import move
from cases.views.page import case, photo
from cases.views.queues import queue

__all__ = ["case", "move", "photo", "queue"]
