from celery import shared_task

from teams import actions
from worktime import clock


@shared_task(name="teams.tasks.expire_bookings")
def expire_bookings() -> int:
    return actions.expire_bookings(at=clock.now())
