from celery import shared_task

from notifications import actions
from worktime.clock import now


@shared_task(name="notifications.tasks.announce")
def announce() -> None:
    actions.announce(at=now())


@shared_task(name="notifications.tasks.deliver")
def deliver() -> None:
    actions.deliver(at=now())
    actions.send_letters(at=now())


@shared_task(name="notifications.tasks.write_letters")
def write_letters() -> None:
    actions.write_letters(at=now())
