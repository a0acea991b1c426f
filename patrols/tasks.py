from celery import shared_task

from patrols import actions
from worktime import clock


@shared_task(name="patrols.tasks.end_forgotten")
def end_forgotten() -> int:
    return actions.end_forgotten(at=clock.now())
