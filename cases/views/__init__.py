from cases.views.board import board, off_board
from cases.views.bulk import assign
from cases.views.entry import beside, report
from cases.views.figures import figures
from cases.views.moves import move
from cases.views.page import case, photo
from cases.views.panels import panels
from cases.views.phone import phone
from cases.views.phrases import change_phrase, drop_phrase, new_phrase, phrases
from cases.views.queues import queue
from cases.views.rules import rules
from cases.views.saved import change_view, drop_view, save_view, saved_views

__all__ = [
    "assign",
    "beside",
    "board",
    "case",
    "change_phrase",
    "change_view",
    "drop_phrase",
    "drop_view",
    "figures",
    "move",
    "new_phrase",
    "off_board",
    "panels",
    "phone",
    "photo",
    "phrases",
    "queue",
    "report",
    "rules",
    "save_view",
    "saved_views",
]
