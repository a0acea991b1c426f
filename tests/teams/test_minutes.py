"""What was mistyped or is not so is put right before a booking is a service; when one can be booked for today."""

from datetime import timedelta
from typing import Any

from teams.models import Booking
from tests.factories import MONDAY, Town
from tests.teams.conftest import ADDRESS, TODAY, booked, get, text
from tests.teams.phones import book, page, step
from volunteers.models import Service


def test_a_part_of_today_that_is_over_is_refused_at_its_field(served: Town, monday: Any) -> None:
    monday.move_to(MONDAY.replace(hour=18, minute=27))
    for part, status in (("MORNING", 409), ("AFTERNOON", 409), ("EVENING", 302)):
        answer = book(served, wanted_on=TODAY.isoformat(), part=part)
        assert answer.status_code == status
        if status == 409:
            assert answer.context["form"].errors["part"]
            assert "想在家理发" in text(answer)
    assert book(served, wanted_on=(TODAY + timedelta(days=1)).isoformat()).status_code == 302
    assert Booking.objects.count() == 2


def test_who_asked_reads_the_address_they_typed(served: Town) -> None:
    booking = booked(served)
    assert ADDRESS in text(page(served, "resident", booking))
    assert ADDRESS not in text(page(served, "barber", booking))


def test_minutes_that_were_mistyped_are_reported_again_until_they_are_confirmed(served: Town) -> None:
    booking = booked(served)
    step(served, "barber", booking, "take")
    step(served, "barber", booking, "say_done", minutes=12)
    assert "重新报时长" in text(page(served, "barber", booking))
    assert step(served, "barber", booking, "say_done", minutes=120).status_code == 302
    unread = step(served, "resident", booking, "confirm", minutes=12)  # the page stood open meanwhile
    assert (unread.status_code, "改成了 120 分钟" in text(unread)) == (409, True)
    assert step(served, "resident", booking, "confirm", minutes=120).status_code == 302
    assert Service.objects.get().minutes == 120
    assert step(served, "barber", booking, "say_done", minutes=12).status_code == 409


def test_who_asked_says_that_it_is_not_right(served: Town) -> None:
    booking = booked(served)
    assert step(served, "resident", booking, "dispute", words="没人来").status_code == 409  # nothing is said yet
    step(served, "barber", booking, "take")
    step(served, "barber", booking, "say_done", minutes=12)
    assert step(served, "resident", booking, "dispute", words="").status_code == 422
    assert step(served, "barber", booking, "dispute", words="不").status_code == 404
    assert step(served, "resident", booking, "dispute", words="做了两个小时").status_code == 302
    for seen in (page(served, "barber", booking), get(served, "community", "booking", booking.pk)):
        assert "做了两个小时" in text(seen)
    assert step(served, "resident", booking, "cancel").status_code == 409  # what was done is not undone
    step(served, "barber", booking, "say_done", minutes=120)
    assert "做了两个小时" not in text(page(served, "barber", booking))
    step(served, "resident", booking, "confirm")
    assert Service.objects.get().minutes == 120
