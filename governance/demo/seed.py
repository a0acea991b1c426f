"""The demo district 市北区, written once: places, units, people, and cases in every state with their histories."""

from datetime import datetime

from django.db import connection, transaction

from cases.models import Case, Heartbeat
from governance.demo.organisations import add_organisations, add_resources
from governance.demo.people import add_people
from governance.demo.places import load_places
from governance.demo.replay import replay
from governance.demo.stories import STORIES
from governance.demo.timeline import Timeline
from worktime.current import current_calendar


def seed(at: datetime) -> None:
    """All or nothing. Where there are cases already it does nothing: the demo keeps its data."""
    with transaction.atomic():
        if Case.objects.exists():
            return
        load_places(at=at)
        add_organisations(at=at)
        add_resources()
        add_people(at=at)
        _tell_the_planner()
        replay(STORIES, Timeline(at, current_calendar()))
        Heartbeat.objects.all().delete()  # the replay's own sweeps: /healthz asks whether a worker has swept


def _tell_the_planner() -> None:
    """Thousands of rows have just come: what the engine knew of the tables when they were empty leads it astray."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
