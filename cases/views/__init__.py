from cases.views.entry import beside, report
from cases.views.figures import figures
from cases.views.moves import move
from cases.views.page import case, photo
from cases.views.phone import phone
from cases.views.queues import queue
from cases.views.rules import rules

__all__ = ["beside", "case", "figures", "move", "phone", "photo", "queue", "report", "rules"]
