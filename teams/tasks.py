from celery import shared_task

from teams import actions
from teams.models import CourierPost
from worktime import clock


@shared_task(name="teams.tasks.expire_bookings")
def expire_bookings() -> int:
    return actions.expire_bookings(at=clock.now())


@shared_task(name="teams.tasks.end_courier_posts")
def end_courier_posts() -> int:
    """Of those whose post as a dynamic grid worker has run out meanwhile: nobody else says so here."""
    return actions.end_without_ground(CourierPost.objects.all(), by=None, at=clock.now())
