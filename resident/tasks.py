from celery import shared_task

from accounts.braking import drop_old_counts
from resident import actions
from worktime import clock


@shared_task
def tidy_up() -> None:
    """What was never sent, codes that have had their day, and what the brakes counted."""
    at = clock.now()
    actions.drop_what_was_never_sent(at)
    actions.drop_old_codes(at)
    drop_old_counts(at)
