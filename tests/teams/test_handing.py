"""In whose hands a booking is: moved to another, given back by who leaves the team, late when its time is over."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from teams.models import Booking, BookingStep, Station, Team
from teams.tasks import expire_bookings
from teams.workflow import MOVES, Deed, Part, Stand, State, deeds_of
from tests.factories import MONDAY, Town
from tests.teams.conftest import ADDRESS, TODAY, as_resident, booked, get, post, skill, text, with_electrician
from tests.teams.phones import book, page, step
from volunteers.models import Service

KEY = "6f0d7f9e-6c38-4a3c-9a25-0f1f9f3f5a16"
LATER = TODAY + timedelta(days=2)


@pytest.fixture
def two(served: Town) -> Town:
    """Two who can cut hair."""
    made = Team.objects.get()
    with_electrician(served, made)
    made.members.get(person=served.people["electrician"]).skills.add(skill())
    return served


def taken(town: Town, who: str = "barber", **said: Any) -> Booking:
    booking = booked(town, **said)
    step(town, who, booking, "take")
    return booking


def now(booking: Booking) -> tuple[str, Any]:
    booking.refresh_from_db()
    return booking.state, booking.helper


def home(town: Town, who: str) -> str:
    return text(as_resident(town.people[who]).get(reverse("helpers:home")))


def test_the_desk_hands_it_to_another_and_the_first_sees_no_address_any_more(two: Town) -> None:
    booking, other = taken(two, wanted_on=LATER), two.people["electrician"]
    at_desk = get(two, "community", "take_booking", booking.pk, "reassign")
    assert "原来接单的人会收到消息" in text(at_desk)
    assert list(at_desk.context["form"].fields["helper"].queryset) == [other]  # not whose it is already
    same = post(two, "community", "take_booking", booking.pk, "reassign", helper=two.people["barber"].pk)
    assert same.status_code == 422
    moved = post(two, "community", "take_booking", booking.pk, "reassign", helper=other.pk)
    assert (moved.status_code, now(booking)) == (302, (State.TAKEN, other))
    assert page(two, "barber", booking).status_code == 404
    theirs = text(page(two, "electrician", booking))
    assert (ADDRESS in theirs, "13812340002" in theirs) == (True, True)
    assert AuditEntry.objects.get(action="改派帮办预约").detail == {
        "helper": other.pk, "before": two.people["barber"].pk,
    }  # fmt: skip


def test_what_is_reported_is_handed_to_nobody_else(two: Town) -> None:
    booking = taken(two)
    step(two, "barber", booking, "say_done", minutes=30)
    refused = post(
        two, "community", "take_booking", booking.pk, "reassign", helper=two.people["electrician"].pk
    )  # fmt: skip
    assert (refused.status_code, now(booking)) == (409, (State.TAKEN, two.people["barber"]))
    assert "改派" not in text(get(two, "community", "booking", booking.pk))


def test_who_is_taken_out_of_the_team_gives_back_what_they_have_not_done(two: Town) -> None:
    other = two.people["electrician"]
    first, second, done = (taken(two, "electrician") for _ in range(3))
    step(two, "electrician", done, "say_done", minutes=30)
    member = Team.objects.get().members.get(person=other)
    assert "手里还有 2 单" in text(get(two, "community", "change_member", member.pk, "leave"))
    assert post(two, "community", "change_member", member.pk, "leave").status_code == 302
    assert [now(one) for one in (first, second)] == [(State.ASKED, None)] * 2
    assert now(done) == (State.TAKEN, other)  # there the desk has the last word
    assert page(two, "electrician", first).status_code == 404
    back = BookingStep.objects.filter(deed=Deed.GIVE_BACK)
    assert {(one.before, one.helper, one.by) for one in back} == {(other, None, two.people["community"])}


def test_who_may_go_from_another_team_keeps_it(two: Town) -> None:
    other = two.people["electrician"]
    second = Team.objects.create(
        community=two.places["community"], name="第二队", kind="TRADES", lead=other, founded_on=TODAY
    )  # fmt: skip
    second.members.create(person=other, since=TODAY).skills.add(skill())
    booking = taken(two, "electrician")
    first = Team.objects.exclude(pk=second.pk).get()
    post(two, "community", "change_member", first.members.get(person=other).pk, "leave")
    assert now(booking) == (State.TAKEN, other)
    post(two, "community", "change", second.pk, "disband", reason="并入别队")
    assert now(booking) == (State.ASKED, None)


def test_disbanding_says_how_many_are_in_hand(two: Town) -> None:
    taken(two)
    team = Team.objects.get()
    assert "队员手里还有 1 单" in text(get(two, "community", "change", team.pk, "disband"))


def test_when_its_time_is_over_it_is_offered_to_nobody_and_is_late_at_the_desk(two: Town, monday: Any) -> None:
    booking = booked(two)
    assert "等人接的单" in home(two, "barber")
    assert "过了时间" not in text(get(two, "community", "bookings"))
    monday.move_to(MONDAY.replace(hour=12))
    assert "等人接的单" not in home(two, "barber")
    late = step(two, "barber", booking, "take")
    assert (late.status_code, "已经过了" in text(late), now(booking)) == (409, True, (State.ASKED, None))
    assert "过了时间" in text(get(two, "community", "bookings"))
    assert "自动取消" in text(get(two, "community", "booking", booking.pk))
    mine = text(page(two, "resident", booking))
    assert ("没有人接单。社区还可以" in mine, "11月23日以后自动取消" in mine) == (True, True)
    asking = text(get(two, "community", "take_booking", booking.pk, "assign"))
    assert "请先和预约人说好另外的时间" in asking
    given = post(two, "community", "take_booking", booking.pk, "assign", helper=two.people["barber"].pk)
    assert (given.status_code, now(booking)) == (302, (State.TAKEN, two.people["barber"]))


def test_what_nobody_reports_ends_two_weeks_after_its_day_and_makes_room_for_another(two: Town, monday: Any) -> None:
    silent, said = taken(two), taken(two)
    step(two, "barber", said, "say_done", minutes=30)
    monday.move_to(MONDAY + timedelta(days=14))
    assert expire_bookings() == 0
    assert "还没有报办好" in text(page(two, "resident", silent))
    for _ in range(3):
        assert book(two, wanted_on=(TODAY + timedelta(days=20)).isoformat()).status_code == 302
    assert book(two, wanted_on=(TODAY + timedelta(days=20)).isoformat()).status_code == 409
    monday.move_to(MONDAY + timedelta(days=15))
    assert (expire_bookings(), expire_bookings()) == (1, 0)
    assert [now(silent)[0], now(said)[0]] == [State.CANCELLED, State.TAKEN]
    assert "没有报办好" in text(page(two, "resident", silent))
    assert ADDRESS not in text(page(two, "barber", silent))
    assert book(two, wanted_on=(TODAY + timedelta(days=20)).isoformat()).status_code == 302


def test_what_waits_stands_first_the_next_day_before_the_later_one(two: Town) -> None:
    ended, mine = booked(two, words="取消的"), taken(two)
    step(two, "resident", ended, "cancel")
    later, sooner = booked(two, wanted_on=LATER), booked(two, wanted_on=TODAY + timedelta(days=1))
    shown = get(two, "community", "bookings").context["page"]
    assert [one.pk for one in shown] == [sooner.pk, later.pk, mine.pk, ended.pk]


def test_no_evening_is_reported_in_the_morning(two: Town, monday: Any) -> None:
    booking = taken(two, part="EVENING")
    early = step(two, "barber", booking, "say_done", minutes=40)
    assert (early.status_code, "还没到时候" in text(early)) == (409, True)
    assert post(two, "community", "take_booking", booking.pk, "finish", minutes=40).status_code == 409
    monday.move_to(MONDAY.replace(hour=18))
    assert step(two, "barber", booking, "say_done", minutes=40).status_code == 302


@pytest.mark.parametrize(("minutes", "held"), [(360, []), (361, ["EVIDENCE"])])
def test_more_minutes_than_were_booked_are_held_for_a_look(two: Town, minutes: int, held: list[str]) -> None:
    booking = taken(two)
    step(two, "barber", booking, "say_done", minutes=minutes)
    step(two, "resident", booking, "confirm", minutes=minutes)
    service = Service.objects.get()
    assert [kind for kind, _ in service.held] == held
    assert (str(service), bool(held)) == (
        "上门帮办：理发",
        any("约的是上午，一共 360 分钟" in said for _, said in service.held),
    )


def test_one_mark_with_other_words_is_another_booking_and_says_so(two: Town) -> None:
    assert book(two, key=KEY).status_code == 302
    other = book(two, key=KEY, words="换一件事，修水管")
    assert (other.status_code, "这张单已经办过" in text(other), "修水管" in text(other)) == (409, True, True)
    assert Booking.objects.count() == 1


def test_a_second_tap_on_the_last_that_fits_is_told_that_it_is_done(two: Town) -> None:
    for _ in range(4):
        booked(two)
    assert [book(two, key=KEY).status_code for _ in range(2)] == [302, 302]
    assert Booking.objects.count() == 5


def test_a_station_keeps_its_number_as_typed_and_says_what_becomes_of_its_bookings(two: Town) -> None:
    place = Station.objects.get()
    booking = booked(two)
    said = {
        "name": place.name, "grids": [two.grid.pk], "address": place.address, "hours": place.hours,
        "phone": "0532-8589 0001", "is_active": "on",
    }  # fmt: skip
    assert "还有 1 个没办完的预约" in text(get(two, "community", "change_station", place.pk))
    assert post(two, "community", "change_station", place.pk, **said).status_code == 302
    place.refresh_from_db()
    assert place.phone == "0532-85890001"
    assert post(two, "community", "change_station", place.pk, **{**said, "phone": "110"}).status_code == 422
    del said["is_active"]
    post(two, "community", "change_station", place.pk, **said)
    assert step(two, "barber", booking, "take").status_code == 302  # as it says


def test_one_mark_for_two_stations_is_told(two: Town) -> None:
    said = {
        "community": two.places["community"].pk, "name": "甲站", "grids": [two.grid.pk], "address": "镇江路9号",
        "hours": "每天", "phone": "0532-85891234", "key": KEY,
    }  # fmt: skip
    assert [post(two, "community", "new_station", **said).status_code for _ in range(2)] == [302, 302]
    other = post(two, "community", "new_station", **{**said, "name": "乙站"})
    assert (other.status_code, "设立“甲站”" in text(other)) == (409, True)
    assert not Station.objects.filter(name="乙站").exists()


def test_the_table_of_a_booking() -> None:
    """Each move at each state: who may, and when."""
    for deed, move in MOVES.items():
        for state in State:
            stand = Stand(state, has_word=bool(move.after_word), begun=True, over=False)
            assert (deed in deeds_of(move.who, stand)) == (state in move.sources)
    waiting = Stand(State.ASKED, has_word=False, begun=True, over=True)
    assert (deeds_of(Part.TEAM, waiting), Deed.ASSIGN in deeds_of(Part.DESK, waiting)) == ([], True)


def test_the_hub_says_how_much_waits_for_what_one_can_do(two: Town, monday: Any) -> None:
    """It said nothing: whoever did not look by chance never knew."""
    for wanted_on in (TODAY, LATER):
        booked(two, wanted_on=wanted_on)

    def hub(who: str) -> str:
        return text(as_resident(two.people[who]).get(reverse("volunteering:hub")))

    assert "有 2 单帮办要的是您会的" in hub("electrician")
    assert "单帮办要的是您会的" not in hub("resident")
    step(two, "barber", Booking.objects.get(wanted_on=LATER), "take")
    assert "有 1 单帮办要的是您会的" in hub("electrician")
    monday.move_to(MONDAY.replace(hour=13))
    assert "单帮办要的是您会的" not in hub("electrician")  # what is over nobody goes to
