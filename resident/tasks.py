from celery import shared_task

from resident import actions
from worktime import clock


@shared_task
def drop_what_was_never_sent() -> None:
    actions.drop_what_was_never_sent(clock.now())
