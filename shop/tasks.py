from celery import shared_task

from shop import actions
from worktime import clock


@shared_task(name="shop.tasks.expire_orders")
def expire_orders() -> int:
    return actions.expire_orders(at=clock.now())
