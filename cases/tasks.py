from celery import shared_task

from cases import actions
from worktime import clock


@shared_task(name="cases.tasks.sweep")
def sweep() -> int:
    return actions.sweep(at=clock.now()).moved


@shared_task(name="cases.tasks.recompute_after_calendar_import")
def recompute_after_calendar_import() -> int:
    return len(actions.recompute_open_deadlines(at=clock.now()))
