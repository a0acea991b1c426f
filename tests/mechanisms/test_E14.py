"""E14 30余名兼职动态网格员: several grids by time; a report belongs to the grid of its photo."""

from datetime import date, datetime, time, timedelta

import time_machine
from django.urls import reverse
from django.utils.timezone import localdate

from cases.models import Case
from checkins.models import NewWorker
from grids.models import Place
from partyorg.hats import hat_of
from partyorg.kinds import Role
from partyorg.models import Post
from teams.actions import Founding, found
from teams.models import Team
from tests.checkins import conftest as desk
from tests.checkins.conftest import monday, town
from tests.desk.conftest import picture
from tests.factories import MONDAY, SHANGHAI, Town

__all__ = ["monday", "town"]

IN_FAR_GRID = ("36.0905", "120.3505")


def appointed(town: Town, grids: list[str], first: str, last: str, worker: NewWorker | None = None) -> NewWorker:
    worker = worker or desk.filed(town)
    chosen = [town.places[key].pk for key in grids]
    desk.done(town, "community", "appoint", worker.pk, grids=chosen, from_date=first, to_date=last)
    worker.refresh_from_db()
    assert worker.account
    town.people["rider"] = worker.account
    return worker


def on(town: Town, day: date) -> set[str]:
    """The grids that the rider has on a day."""
    hat = hat_of(town.people["rider"], MONDAY + timedelta(days=(day - localdate(MONDAY)).days))
    return {post.place.name for post in hat.offices if post.role == Role.DYNAMIC_WORKER and post.place}


def test_one_worker_covers_several_grids_by_time(town: Town) -> None:
    worker = appointed(town, ["grid", "next_grid"], "2026-11-16", "2026-11-30")
    appointed(town, ["next_grid"], "2026-12-01", "2026-12-31", worker)
    both = {town.grid.name, town.places["next_grid"].name}
    assert on(town, date(2026, 11, 20)) == both
    assert on(town, date(2026, 12, 10)) == {town.places["next_grid"].name}
    assert on(town, date(2027, 1, 1)) == set()
    assert Post.objects.filter(person=worker.account).count() == 3  # one a grid and stretch


def test_within_a_day_the_hours_say_which_grid(town: Town) -> None:
    worker = appointed(town, ["grid", "next_grid"], "2026-11-16", "2026-11-30")
    noon, evening = time(11), time(17)
    for post, starts in zip(Post.objects.filter(person=worker.account).order_by("pk"), [noon, evening], strict=True):
        said = {
            "post": post.pk,
            "grid": post.place_id,
            "weekdays": "12345",
            "starts": starts,
            "ends": f"{starts:%H}:50",
        }
        added = town.client("system_admin").post(reverse("admin:partyorg_round_add"), said)
        assert added.status_code == 302, added.content.decode()
    here, there = town.grid, town.places["next_grid"]
    for day, hour, grid in [(16, noon, here), (16, evening, there), (21, noon, None)]:  # the 21st is a Saturday
        with time_machine.travel(datetime.combine(date(2026, 11, day), hour, SHANGHAI), tick=False):
            pages = [_page_of(town, one) for one in (here, there)]
        assert ["马骑手" in page for page in pages] == [grid == here, grid == there]


def _page_of(town: Town, grid: Place) -> str:
    """The grid as a party role of the community reads it."""
    return town.client("community").get(reverse("partyorg:grid", args=[grid.code])).content.decode()


def test_a_riders_report_belongs_to_the_grid_where_the_photo_was_taken(town: Town, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    appointed(town, ["grid", "next_grid"], "2026-11-16", "2026-11-30")
    lat, lon = IN_FAR_GRID
    said = {"words": "路口的井盖翘起来了", "lat": lat, "lon": lon, "photos": [picture("井盖.jpg")]}
    sent = town.client("rider").post(reverse("resident:report"), said)
    assert sent.status_code == 302, sent.content.decode()
    case = Case.objects.latest("pk")
    assert case.place == town.places["far_grid"]  # none of the grids they are appointed for
    assert (case.owner_org, case.reporter) == (town.units["far_branch"], town.people["rider"])
    assert case.photos.count() == 1


def test_ten_teams_are_matched_with_the_grids_of_their_area(town: Town) -> None:
    appointed(town, ["grid", "next_grid"], "2026-11-16", "2026-11-30")
    rider, areas = town.people["rider"], [["grid"], ["next_grid"], []]
    for number in range(10):
        grids = [town.places[key] for key in areas[number % 3]]
        said = Founding(town.places["community"], f"骑手{number}队", Team.Kind.COURIERS, "", rider, grids)
        found(said, by=town.hat("community"), at=MONDAY)
    here = [team.name for team in Team.objects.serving(town.grid).order_by("id")]
    assert here == [f"骑手{number}队" for number in (0, 2, 3, 5, 6, 8, 9)]
    assert not Team.objects.serving(town.places["far_grid"]).exists()
    page = town.client("community").get(reverse("teams:coverage")).content.decode()
    first = page[page.index(town.grid.name) : page.index(town.places["next_grid"].name)]
    assert "马骑手" in first
    assert [name in first for name in ("骑手0队", "骑手1队", "骑手2队")] == [True, False, True]
