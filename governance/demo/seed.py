"""The demo district 市北区, written once: places, units, people, and cases in every state with their histories."""

from datetime import datetime

from django.db import connection, transaction

from cases.models import Case, Heartbeat
from governance.demo.activities import add_activities
from governance.demo.board import add_board
from governance.demo.burden import add_tasks
from governance.demo.checkins import add_check_ins
from governance.demo.duty import add_duty
from governance.demo.exchange import add_exchanges
from governance.demo.forces import add_forces
from governance.demo.kept import add_kept
from governance.demo.members import add_estates, add_members
from governance.demo.organisations import add_organisations, add_resources
from governance.demo.panels import add_panel_seats
from governance.demo.partylife import add_party_life
from governance.demo.patrols import add_patrols
from governance.demo.people import add_people
from governance.demo.places import load_places
from governance.demo.programmes import add_programmes
from governance.demo.proofs import add_proofs
from governance.demo.replay import replay
from governance.demo.reports import add_reports
from governance.demo.scores import add_scores
from governance.demo.second_factors import add_second_factors
from governance.demo.shop import add_shop
from governance.demo.stories import STORIES
from governance.demo.surveys import add_surveys
from governance.demo.teams import add_teams
from governance.demo.timeline import Timeline
from governance.demo.volunteers import add_volunteers
from worktime.current import current_calendar


def seed(at: datetime) -> None:
    """All or nothing. Where there are cases already it does nothing: the demo keeps its data."""
    with transaction.atomic():
        if Case.objects.exists():
            return
        build_district(at)
        live_through(Timeline(at, current_calendar()))
        Heartbeat.objects.all().delete()  # the replay's own sweeps: /healthz asks whether a worker has swept


def build_district(at: datetime) -> None:
    """Places, units, people, members."""
    load_places(at=at)
    add_organisations(at=at)
    add_resources()
    add_people(at=at)
    add_second_factors(at=at)
    add_members()
    add_estates()
    _tell_the_planner()  # what follows asks these tables
    add_kept()
    add_exchanges(at=at)
    add_forces(at=at)
    add_panel_seats(at=at)
    add_party_life(at=at)
    add_duty(at=at)
    add_check_ins(at=at)
    add_teams(at=at)
    add_patrols(at=at)
    add_shop(at=at)
    add_programmes(at=at)
    add_volunteers(at=at)
    add_proofs(at=at)
    add_activities(at=at)
    add_surveys(at=at)
    _tell_the_planner()


def live_through(timeline: Timeline) -> None:
    """What residents whistled about, what units asked of communities, what is on the board: up to the present."""
    replay(STORIES, timeline)
    add_tasks(timeline)
    add_board(timeline.at)
    add_scores(timeline)
    add_reports(at=timeline.at)


def _tell_the_planner() -> None:
    """Thousands of rows have just come: what the engine knew of the tables when they were empty leads it astray."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
