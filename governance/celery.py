"""The Celery application: Redis where REDIS_URL is set, else folders under var/ that need no server.

The beat schedule is here, in the roof; each app's tasks are `@shared_task` and know nothing of it.
"""

import os

from celery import Celery
from celery.schedules import crontab
from kombu import Queue
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "governance.settings")

from django.conf import settings

# Seconds between two looks for work that somebody asked for and sits before; a look that finds none costs little.
SOMEBODY_WAITS = min(settings.SWEEP_EVERY_SECONDS, 3.0)

app = Celery("shaodao")
app.conf.update(
    task_ignore_result=True,
    task_acks_late=True,
    worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True,
    timezone=settings.TIME_ZONE,
    # Texts wait on a gateway that may hang: a worker of their own (`-Q deliver`) keeps them off the sweep. A worker
    # started without -Q takes both.
    task_queues=[Queue("celery"), Queue("deliver")],
    task_default_queue="celery",
    task_routes={"notifications.tasks.deliver": {"queue": "deliver"}},
    beat_schedule={
        "sweep": {"task": "cases.tasks.sweep", "schedule": settings.SWEEP_EVERY_SECONDS},
        "announce": {"task": "notifications.tasks.announce", "schedule": settings.SWEEP_EVERY_SECONDS},
        "letters": {"task": "notifications.tasks.write_letters", "schedule": 60.0},
        "deliver": {"task": "notifications.tasks.deliver", "schedule": settings.SWEEP_EVERY_SECONDS},
        "reports of volunteers": {
            "task": "volunteers.tasks.settle_reports",
            "schedule": settings.SWEEP_EVERY_SECONDS,
        },
        "wishes of volunteers": {"task": "volunteers.tasks.settle_wishes", "schedule": 300.0},
        "tiers": {
            "task": "volunteers.tasks.reckon_tiers",
            "schedule": crontab(hour=2, minute=30),
            "options": {"expires": 6 * 3600.0},  # the next one is a day away
        },
        "points": {"task": "volunteers.tasks.expire", "schedule": 3600.0},
        "exchange": {"task": "exchange.tasks.work", "schedule": SOMEBODY_WAITS},
        "residents": {"task": "resident.tasks.tidy_up", "schedule": 3600.0},
        "shop": {"task": "shop.tasks.expire_orders", "schedule": 3600.0},
        "bookings of helpers": {"task": "teams.tasks.expire_bookings", "schedule": 3600.0},
        "posts of couriers": {"task": "teams.tasks.end_courier_posts", "schedule": 3600.0},
        "rounds of patrols": {"task": "patrols.tasks.end_forgotten", "schedule": 3600.0},
        "activities": {"task": "activities.tasks.keep_up", "schedule": 3600.0},
        "figures": {"task": "dashboards.tasks.catch_up", "schedule": settings.SWEEP_EVERY_SECONDS},
        "reports": {"task": "dashboards.tasks.make_reports", "schedule": SOMEBODY_WAITS},
        "reports of the month": {  # each night: a first of the month that was missed is made up for
            "task": "dashboards.tasks.ask_monthly",
            "schedule": crontab(hour=3, minute=10),
            "options": {"expires": 6 * 3600.0},
        },
        "recompute": {"task": "cases.tasks.recompute_after_calendar_import", "schedule": 300.0},
    },
    beat_schedule_filename=str(settings.VAR_DIR / "celerybeat-schedule"),
)
# A beat message that nobody fetched in time is worth nothing: the next one asks the same question.
for entry in app.conf.beat_schedule.values():
    entry.setdefault("options", {"expires": max(60.0, settings.SWEEP_EVERY_SECONDS)})

if settings.REDIS_URL:
    app.conf.update(broker_url=settings.REDIS_URL)
else:
    TRANSPORT_ALIASES["folder"] = "governance.folder_broker:Transport"
    folder = settings.VAR_DIR / "celery"
    for name in ("queue", "control"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    app.conf.update(
        broker_url="folder://localhost",
        broker_transport_options={
            "data_folder_in": str(folder / "queue"),
            "data_folder_out": str(folder / "queue"),
            "control_folder": str(folder / "control"),
        },
    )

app.autodiscover_tasks()
