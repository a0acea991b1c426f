"""帮办预约: booked by a resident of a grid that a station serves, taken, done when both say so; then a service."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from teams.actions import Refused, call_off, take
from teams.models import Booking, Station, Team, TeamMember
from teams.tasks import expire_bookings
from teams.workflow import State
from tests.factories import MONDAY, Town
from tests.teams.conftest import ADDRESS, TODAY, as_resident, booked, get, post, station, text, with_electrician
from tests.teams.phones import book, page, step
from volunteers.actions import withdraw
from volunteers.kinds import Work
from volunteers.models import Service, Volunteer


def test_booked_taken_done_and_confirmed_it_is_a_service(served: Town) -> None:
    assert book(served, wanted_on=TODAY.isoformat()).status_code == 302
    booking = Booking.objects.get()
    home = text(as_resident(served.people["barber"]).get(reverse("helpers:home")))
    assert "等人接的单" in home
    before = text(page(served, "barber", booking))
    assert ADDRESS not in before
    step(served, "barber", booking, "take")
    taken = text(page(served, "barber", booking))
    assert ADDRESS in taken
    assert "13812340002" in taken  # they ring before they come
    step(served, "barber", booking, "say_done", minutes=40)
    assert not Service.objects.exists()
    step(served, "resident", booking, "confirm")
    service = Service.objects.get()
    assert (service.person, service.work, service.help, service.minutes) == (
        served.people["barber"], Work.HELP, "ELDERLY", 40,
    )  # fmt: skip
    assert ADDRESS not in text(page(served, "barber", booking))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"help": ""}, "是帮谁"),
        ({"help": "EVERYBODY"}, "是帮谁"),
        ({"wanted_on": (TODAY - timedelta(days=1)).isoformat()}, "日期已经过了"),
        ({"wanted_on": (TODAY + timedelta(days=31)).isoformat()}, "最多约 30 天"),
        ({"where": ""}, "请写上门地址"),
        ({"words": "打我电话 13812345678"}, "请不要写电话"),
        ({"skill": "9" * 30}, "请选一项"),
    ],
)
def test_what_cannot_be_booked_is_said_and_nothing_is_lost(
    served: Town, changes: dict[str, str], sentence: str
) -> None:
    answer = book(served, **changes)
    assert answer.status_code in (409, 422)
    assert sentence in text(answer)
    assert "想在家理发" in text(answer) or "words" in changes
    assert not Booking.objects.exists()


def test_what_one_asked_for_stands_above_the_stations_and_what_is_over_below(served: Town) -> None:
    open_one, over = booked(served), booked(served)
    step(served, "resident", over, "cancel")
    home = text(as_resident(served.people["resident"]).get(reverse("helpers:home")))
    there = [home.index(reverse("helpers:booking", args=[one.pk])) for one in (open_one, over)]
    assert there[0] < home.index("约人帮办") < home.index("镇江路服务站") < home.index("以前的预约") < there[1]


def test_a_form_sent_twice_is_one_booking(served: Town) -> None:
    key = "6f0d7f9e-6c38-4a3c-9a25-0f1f9f3f5a11"
    book(served, key=key)
    assert book(served, key=key).status_code == 302
    assert Booking.objects.count() == 1


def test_one_resident_has_five_open_at_most(served: Town) -> None:
    for _ in range(5):
        booked(served)
    assert "您已经有 5 个没办完的预约" in text(book(served))


def test_taken_by_one_it_is_gone_for_the_others(served: Town) -> None:
    booking = booked(served)
    step(served, "barber", booking, "take")
    assert page(served, "electrician", booking).status_code == 404
    step(served, "barber", booking, "give_back")
    booking.refresh_from_db()
    assert (booking.state, booking.helper) == (State.ASKED, None)


@pytest.mark.parametrize("deed", ["take", "give_back", "confirm", "cancel"])
def test_a_second_tap_is_told_that_it_is_done(served: Town, deed: str) -> None:
    booking = booked(served)
    before = {"take": [], "give_back": ["take"], "confirm": ["take", "say_done"], "cancel": []}[deed]
    for one in before:
        step(served, "barber", booking, one, minutes=30)
    who = "barber" if deed in ("take", "give_back") else "resident"
    first, second = step(served, who, booking, deed), step(served, who, booking, deed)
    assert (first.status_code, second.status_code, second.url) == (302, 302, first.url)
    assert booking.steps.count() == len(before) + 1


def test_who_comes_too_late_reads_that_it_is_taken(served: Town) -> None:
    """And only they: nobody else learns of a booking so, and of one that has ended they learn no more."""
    booking = booked(served)
    with_electrician(served, Team.objects.get())
    TeamMember.objects.get(person=served.people["electrician"]).skills.add(booking.skill)
    step(served, "barber", booking, "take")
    late = step(served, "electrician", booking, "take")
    assert (late.status_code, "现在是“已接单”，不能接单" in text(late)) == (409, True)
    assert ADDRESS not in text(late)
    assert f'href="{reverse("helpers:home")}"' in text(late)
    assert step(served, "neighbour", booking, "take").status_code == 404
    call_off(Booking.objects.with_faces().get(pk=booking.pk), "没有人手", by=served.hat("community"), at=MONDAY)
    assert step(served, "electrician", booking, "take").status_code == 404


def test_it_is_nobody_elses(served: Town) -> None:
    booking = booked(served)
    assert page(served, "neighbour", booking).status_code == 404
    assert step(served, "neighbour", booking, "cancel").status_code == 404
    assert step(served, "barber", booking, "confirm").status_code == 404
    assert served.client("community").get(reverse("helpers:booking", args=[booking.pk])).status_code == 302


def test_cancelled_until_the_helper_has_said_that_it_is_done(served: Town) -> None:
    booking, other = booked(served), booked(served)
    step(served, "resident", booking, "cancel")
    booking.refresh_from_db()
    assert booking.state == State.CANCELLED
    step(served, "barber", other, "take")
    step(served, "barber", other, "say_done", minutes=30)
    answer = step(served, "resident", other, "cancel")
    assert answer.status_code == 409


@pytest.mark.parametrize("minutes", ["", "0", "481", "一小时"])
def test_minutes_that_cannot_be(served: Town, minutes: str) -> None:
    booking = booked(served)
    step(served, "barber", booking, "take")
    assert step(served, "barber", booking, "say_done", minutes=minutes).status_code == 422


def test_nothing_is_done_before_the_day_for_which_it_was_booked(served: Town, monday: Any) -> None:
    booking = booked(served, wanted_on=TODAY + timedelta(days=7))
    step(served, "barber", booking, "take")
    early = step(served, "barber", booking, "say_done", minutes=40)
    assert (early.status_code, "还没到时候" in text(early)) == (409, True)
    assert reverse("helpers:step", args=[booking.pk, "say_done"]) not in text(page(served, "barber", booking))
    at_desk = post(served, "worker", "take_booking", booking.pk, "finish", minutes=40)
    assert (at_desk.status_code, "还没到时候" in text(at_desk)) == (409, True)
    monday.move_to(MONDAY + timedelta(days=7))
    assert step(served, "barber", booking, "say_done", minutes=40).status_code == 302
    assert step(served, "resident", booking, "confirm").status_code == 302


def test_what_nobody_took_is_closed_a_week_after_its_day(served: Town, monday: Any) -> None:
    booking, taken = booked(served), booked(served)
    step(served, "barber", taken, "take")
    monday.move_to(MONDAY + timedelta(days=7))
    assert expire_bookings() == 0
    monday.move_to(MONDAY + timedelta(days=8))
    assert (expire_bookings(), expire_bookings()) == (1, 0)
    assert "没有人接单" in text(page(served, "resident", booking))
    assert page(served, "barber", booking).status_code == 404
    taken.refresh_from_db()
    assert taken.state == State.TAKEN


def test_a_community_with_two_stations_is_booked_in_like_any_other(served: Town) -> None:
    station(served, "grid", name="第二服务站")
    there = reverse("helpers:book", args=[served.places["community"].pk])
    assert as_resident(served.people["resident"]).get(there).status_code == 200
    assert book(served).status_code == 302


def test_the_desk_gives_it_to_somebody_and_finishes_it(served: Town) -> None:
    booking = booked(served)
    desk = text(get(served, "community", "booking", booking.pk))
    assert ADDRESS not in desk
    assert "138****0002" in desk
    stranger = post(served, "community", "take_booking", booking.pk, "assign", helper=served.people["electrician"].pk)
    assert stranger.status_code == 422
    post(served, "community", "take_booking", booking.pk, "assign", helper=served.people["barber"].pk)
    assert "登记办好" in text(get(served, "community", "booking", booking.pk))
    post(served, "worker", "take_booking", booking.pk, "finish", minutes=60)
    assert Service.objects.get().recorded_by == served.people["worker"]
    assert post(served, "worker", "take_booking", booking.pk, "finish", minutes=60).status_code == 409
    assert Service.objects.count() == 1


def test_the_desk_calls_it_off_with_a_reason_that_the_resident_reads(served: Town) -> None:
    booking = booked(served)
    assert post(served, "community", "take_booking", booking.pk, "call_off", reason="。").status_code == 422
    post(served, "community", "take_booking", booking.pk, "call_off", reason="这几天没有人手")
    assert "这几天没有人手" in text(page(served, "resident", booking))
    assert get(served, "far_street", "booking", booking.pk).status_code == 404


def test_a_closed_station_takes_no_more(served: Town) -> None:
    place = Station.objects.get()
    said = {
        "name": place.name, "grids": [served.grid.pk], "address": place.address, "hours": "暂停", "phone": place.phone,
    }  # fmt: skip
    assert post(served, "community", "change_station", place.pk, **said).status_code == 302  # the tick is off
    answer = as_resident(served.people["resident"]).get(reverse("helpers:book", args=[served.places["community"].pk]))
    assert answer.status_code == 404


def test_stations_are_opened_by_those_who_keep_the_community(town: Town) -> None:
    said = {
        "community": town.places["community"].pk, "name": "服务站", "grids": [town.grid.pk], "address": "镇江路9号",
        "hours": "每天", "phone": "0532-85891234",
    }  # fmt: skip
    assert post(town, "worker", "new_station", **said).status_code == 403
    assert post(town, "intake", "new_station", **{**said, "grids": []}).status_code == 422
    assert post(town, "intake", "new_station", **said).status_code == 302
    assert get(town, "worker", "change_station", Station.objects.get().pk).status_code == 403
    assert "服务站" in text(get(town, "worker", "stations"))


def test_the_database_keeps_a_booking_whole(served: Town) -> None:
    booking = booked(served)
    for wrong in ({"help": "NONE"}, {"state": State.TAKEN}, {"helper": booking.person}, {"state": State.DONE}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Booking.objects.filter(pk=booking.pk).update(**wrong)


def test_a_helper_who_leaves_the_volunteers_gives_back_what_they_had_taken(served: Town) -> None:
    booking = booked(served)
    step(served, "barber", booking, "take")
    booking.refresh_from_db()
    assert booking.helper
    withdraw(booking.helper.volunteer, by=booking.helper, at=MONDAY)
    booking.refresh_from_db()
    assert booking.state == State.ASKED
    assert not TeamMember.objects.filter(person=served.people["barber"], until=None).exists()


def test_no_child_goes_to_a_strangers_home(served: Town) -> None:
    """In the team they stay; the page says why nothing is offered there."""
    booking = booked(served)
    born(served, "barber", TODAY.replace(year=TODAY.year - 18) + timedelta(days=1))
    home = text(as_resident(served.people["barber"]).get(reverse("helpers:home")))
    assert ("您没满 18 周岁，还不能接单" in home, "等人接的单" in home) == (True, False)
    assert page(served, "barber", booking).status_code == 404
    assert step(served, "barber", booking, "take").status_code == 404
    given = post(served, "community", "take_booking", booking.pk, "assign", helper=served.people["barber"].pk)
    assert (given.status_code, "没满 18 周岁的不上门" in text(given)) == (422, True)
    there = as_resident(served.people["resident"]).get(
        reverse("helpers:book", args=[served.places["community"].pk])
    )  # fmt: skip
    assert "现在没有能上门的队员" in text(there)  # the only one who knows how is a child
    booking.refresh_from_db()
    assert (booking.state, TeamMember.objects.filter(until=None).count()) == (State.ASKED, 1)
    with pytest.raises(Refused, match="没满 18 周岁"):
        take(booking, by=served.people["barber"], at=MONDAY)


def test_on_the_birthday_they_may(served: Town) -> None:
    booking = booked(served)
    born(served, "barber", TODAY.replace(year=TODAY.year - 18))
    home = text(as_resident(served.people["barber"]).get(reverse("helpers:home")))
    assert ("还不能接单" in home, "等人接的单" in home) == (False, True)
    assert step(served, "barber", booking, "take").status_code == 302


def born(town: Town, who: str, day: date) -> None:
    Volunteer.objects.filter(person=town.people[who]).update(birthday=day.isoformat())
