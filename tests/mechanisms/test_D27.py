"""D27 网格党群服务站（每个或相邻多个网格一个）；特色帮办队伍（剃头、维修、水电）: one serves three; booked by skill."""

from django.urls import reverse

from grids.actions.place import add_place
from grids.workflow import Level
from teams.models import Booking, Station
from tests.factories import MONDAY, Town
from tests.teams import conftest as desk
from tests.teams.conftest import monday, town

__all__ = ["monday", "town"]


def test_residents_of_any_of_three_grids_book_a_helper_by_skill(town: Town) -> None:
    community = town.places["community"]
    third = add_place(
        code=f"{community.code}003", name="太平镇社区第3网格", level=Level.GRID, parent=community, by=None, at=MONDAY
    )
    grids = [town.grid, town.places["next_grid"], third]
    desk.with_electrician(town, desk.team(town))
    said = {
        "community": community.pk, "name": "镇江路服务站", "grids": [grid.pk for grid in grids],
        "address": "镇江路9号", "hours": "每天 9:00–17:00", "phone": "0532-85891234",
    }  # fmt: skip
    opened = desk.post(town, "community", "new_station", **said)
    assert opened.status_code == 302, opened.content.decode()
    assert set(Station.objects.get().grids.all()) == set(grids)
    resident = desk.as_resident(town.people["resident"])
    there = reverse("helpers:book", args=[community.pk])
    for grid, skill in zip(grids, ["理发", "水电", "理发"], strict=True):
        sent = resident.post(there, desk.form(town, grid=grid.pk, skill=desk.skill(skill).pk))
        assert sent.status_code == 302, sent.content.decode()
    assert {(booking.grid, booking.skill.name) for booking in Booking.objects.all()} == {
        (grids[0], "理发"), (grids[1], "水电"), (third, "理发"),
    }  # fmt: skip
    barber = desk.as_resident(town.people["barber"]).get(reverse("helpers:home")).content.decode()
    assert barber.count("第1网格") + barber.count("第3网格") >= 2  # by their skill they see what they can take
    assert "水电" not in barber


def test_elsewhere_nobody_can_be_booked(town: Town) -> None:
    desk.team(town)
    desk.station(town)
    resident = desk.as_resident(town.people["resident"])
    far = resident.get(reverse("helpers:book", args=[town.places["far_community"].pk]))
    assert far.status_code == 404
    grid = resident.post(
        reverse("helpers:book", args=[town.places["community"].pk]), desk.form(town, grid=town.places["far_grid"].pk)
    )
    assert grid.status_code == 422
    assert not Booking.objects.exists()
