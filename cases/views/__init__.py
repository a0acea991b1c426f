from cases.views.figures import figures
from cases.views.moves import move
from cases.views.page import case, photo
from cases.views.queues import queue
from cases.views.rules import rules

__all__ = ["case", "figures", "move", "photo", "queue", "rules"]
