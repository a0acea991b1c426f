"""What is asked of reporters who come back to their case: to add to it, to urge."""

from datetime import timedelta

from django.utils.timezone import localdate

from cases.guards.attempt import Attempt
from cases.models import Case, Photo
from cases.terms import Notice, Who

MOST_LATER_PHOTOS = 6  # beside those that the report came with
MOST_ADDED, ADDED_WITHIN = 10, timedelta(hours=1)


def once_a_day(attempt: Attempt) -> bool:
    """By the calendar: whoever urged at night may urge again in the morning."""
    urged = [event.at for event in attempt.events if event.kind == Notice.URGED]
    return not urged or localdate(max(urged)) < localdate(attempt.at)


def not_too_often(attempt: Attempt) -> bool:
    """Of the reporter, whom nobody sees: what a script adds would bury what somebody has to read."""
    since = attempt.at - ADDED_WITHIN
    added = [one for one in attempt.events if one.kind == Notice.ADDED and one.role == Who.REPORTER and one.at > since]
    return attempt.who != Who.REPORTER or len(added) < MOST_ADDED


def photos_left(attempt: Attempt) -> bool:
    photos = attempt.given.get("photos") or ()
    return not photos or len(photos) <= later_photos_left(attempt.case)


def later_photos_left(case: Case) -> int:
    """How many more photos may be added to what the report came with."""
    later = [one for one in case.photos.all() if one.taken == Photo.When.BEFORE and one.added_at > case.submitted_at]
    return max(0, MOST_LATER_PHOTOS - len(later))
