from resident.views.home import elder, forget_mine, home
from resident.views.progress import do, find, photo, progress
from resident.views.report import kept_photo, report, sent

__all__ = ["do", "elder", "find", "forget_mine", "home", "kept_photo", "photo", "progress", "report", "sent"]
