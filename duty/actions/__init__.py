from duty.actions.journal import LATE_DAYS, Written, amend, edit, write
from duty.actions.visits import Visited, record_visit

__all__ = ["LATE_DAYS", "Visited", "Written", "amend", "edit", "record_visit", "write"]
