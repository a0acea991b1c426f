from celery import shared_task

from dashboards import actions
from worktime import clock


@shared_task(name="dashboards.tasks.catch_up")
def catch_up() -> int:
    return actions.catch_up(at=clock.now())


@shared_task(name="dashboards.tasks.make_reports")
def make_reports() -> int:
    """Each with the moment at which it is taken up: they wait for one another."""
    made = 0
    while actions.make_next(at=clock.now()):
        made += 1
    return made


@shared_task(name="dashboards.tasks.ask_monthly")
def ask_monthly() -> int:
    return actions.ask_monthly(at=clock.now())
