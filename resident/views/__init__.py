from resident.views.home import elder, forget_mine, home
from resident.views.progress import do, find, photo, progress
from resident.views.report import report, sent

__all__ = ["do", "elder", "find", "forget_mine", "home", "photo", "progress", "report", "sent"]
