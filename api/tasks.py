from celery import shared_task

from api import actions
from worktime import clock


@shared_task
def tidy_up() -> None:
    """Wrong tokens that have had their day."""
    actions.drop_old_tries(clock.now())
