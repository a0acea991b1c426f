"""近 30 天: calendar days, today among them, on every page that says so."""

from datetime import datetime, timedelta

from django.utils.timezone import localtime


def begin_of_last(days: int, at: datetime) -> datetime:
    """When the first of so many days began."""
    return localtime(at).replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=days - 1)
