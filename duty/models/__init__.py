from duty.models.journal import Entry, EntryCase, Log, LogQuerySet, Photo
from duty.models.visit import Visit, VisitQuerySet

__all__ = ["Entry", "EntryCase", "Log", "LogQuerySet", "Photo", "Visit", "VisitQuerySet"]
