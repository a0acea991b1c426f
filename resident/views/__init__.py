from resident.views.home import elder, forget_mine, home
from resident.views.progress import answer, find, photo, progress, withdraw
from resident.views.report import report, sent

__all__ = ["answer", "elder", "find", "forget_mine", "home", "photo", "progress", "report", "sent", "withdraw"]
