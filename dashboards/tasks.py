from celery import shared_task

from dashboards import actions
from worktime import clock


@shared_task(name="dashboards.tasks.catch_up")
def catch_up() -> int:
    return actions.catch_up(at=clock.now())
