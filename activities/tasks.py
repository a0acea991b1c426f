from celery import shared_task

from activities import actions
from worktime import clock


@shared_task
def keep_up() -> None:
    """What recurs is called for; a roster that nobody closed is closed."""
    at = clock.now()
    actions.generate_all(at=at)
    actions.close_forgotten(at=at)
