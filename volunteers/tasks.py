from celery import shared_task

from volunteers import actions
from worktime import clock


@shared_task(name="volunteers.tasks.settle_reports")
def settle_reports() -> int:
    return actions.settle_reports(at=clock.now())


@shared_task(name="volunteers.tasks.settle_wishes")
def settle_wishes() -> int:
    return actions.settle_wishes(at=clock.now())


@shared_task(name="volunteers.tasks.reckon_tiers")
def reckon_tiers() -> int:
    return actions.reckon_tiers(at=clock.now())


@shared_task(name="volunteers.tasks.expire")
def expire() -> int:
    return actions.expire(at=clock.now())
