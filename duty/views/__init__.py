from duty.views.entries import amend, edit, write
from duty.views.journal import journal, log, missing, photo
from duty.views.visits import record_visit, visits

__all__ = ["amend", "edit", "journal", "log", "missing", "photo", "record_visit", "visits", "write"]
