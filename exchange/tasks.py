from celery import shared_task

from exchange import actions
from worktime import clock


@shared_task(name="exchange.tasks.work")
def work() -> int:
    return actions.work(at=clock.now())
