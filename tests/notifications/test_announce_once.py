"""Each event is announced once, whatever runs twice, breaks or comes late."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cases import actions as case_actions
from cases.models import Event
from notifications import actions
from notifications.actions import announcing
from notifications.models import Announced, Cursor, Message
from tests.factories import MONDAY, Town
from tests.notifications.conftest import PHONE, Told

LONG_SETTLED = timedelta(minutes=11)


def test_announcing_twice_writes_once(town: Town, told: Told) -> None:
    town.accepted(phone=PHONE)
    assert actions.announce(at=MONDAY) == 3
    written = Message.objects.count()
    assert actions.announce(at=MONDAY) == 0
    assert Message.objects.count() == written > 3


def test_an_event_of_which_nobody_hears_is_dealt_with_too(town: Town) -> None:
    case = town.handling()
    actions.announce(at=MONDAY)
    written = Message.objects.count()
    case_actions.match_resource(case, resource=None, tried="看过", by=town.hat("secretary"), at=MONDAY)
    assert actions.announce(at=MONDAY) == 1
    assert Message.objects.count() == written
    assert actions.announce(at=MONDAY) == 0


def test_small_batches_say_the_same_as_a_large_one(town: Town) -> None:
    town.handled_by(3)
    assert actions.announce(at=MONDAY, batch=2) == Event.objects.count()
    assert Announced.objects.count() == Event.objects.count()
    assert Message.objects.values("event", "recipient").distinct().count() == Message.objects.count()


def test_a_crash_while_announcing_leaves_nothing_half_told(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    town.accepted()
    with monkeypatch.context() as broken:
        broken.setattr(announcing, "compose", _crash)
        with pytest.raises(KeyboardInterrupt):
            actions.announce(at=MONDAY)
    assert not Announced.objects.exists()
    assert actions.announce(at=MONDAY) == 3


def test_marks_lost_in_a_restored_backup_do_not_tell_people_twice(town: Town) -> None:
    town.accepted(phone=PHONE)
    actions.announce(at=MONDAY)
    written = Message.objects.count()
    Announced.objects.all().delete()
    assert actions.announce(at=MONDAY) == 3
    assert Message.objects.count() == written


def test_an_event_committed_late_with_a_lower_id_is_still_told(town: Town, told: Told) -> None:
    town.reported()
    late = Event.objects.get()
    Announced.objects.create(event=_copy(late, pk=late.pk + 1000, seq=2), at=MONDAY)
    assert len(told("secretary")) == 1


def test_the_mark_stays_below_young_events(town: Town, told: Told) -> None:
    town.reported()
    told()
    assert Cursor.objects.get().event_id == 0
    assert Announced.objects.count() == 1


def test_the_mark_moves_past_settled_events_and_their_rows_go(town: Town, told: Told) -> None:
    town.reported()
    young = Event.objects.get()
    settled = _copy(young, pk=young.pk - 1, seq=2, recorded_at=timezone.now() - LONG_SETTLED)
    told()
    assert Cursor.objects.get().event_id == settled.pk
    assert list(Announced.objects.values_list("pk", flat=True)) == [young.pk]


def test_a_settled_event_above_a_young_one_waits_for_it(town: Town, told: Told) -> None:
    town.reported()
    _copy(Event.objects.get(), pk=Event.objects.get().pk + 1, seq=2, recorded_at=timezone.now() - LONG_SETTLED)
    told()
    assert Cursor.objects.get().event_id == 0


def test_a_phone_gets_one_text_about_what_piled_up(town: Town, told: Told) -> None:
    town.handled_by(4, phone=PHONE)
    assert len(told()) == 1
    assert "已吹哨到区平台" in told()[0]
    assert len(told("secretary")) > 1


def test_more_events_take_no_more_queries(town: Town, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    """Eighteen for a batch, four for the look that finds no more, six for the last one, which moves the mark."""
    for numbers in ([0], range(1, 9)):
        for number in numbers:
            town.accepted(phone=f"1380001000{number}")
        with django_assert_num_queries(28):
            actions.announce(at=MONDAY)


def test_more_revisits_take_no_more_queries(town: Town, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for count in (1, 6):
        done = [town.handled_by(2) for _ in range(count)]
        done = [case_actions.finish(case, result="已修好", by=town.hat("community"), at=MONDAY) for case in done]
        actions.announce(at=MONDAY)
        for case in done:
            case_actions.check_pass(case, on_site=True, by=town.hat("guide"), at=MONDAY)
        with django_assert_num_queries(24):
            actions.announce(at=MONDAY)


def _copy(event: Event, **changes: object) -> Event:
    again = Event.objects.get(pk=event.pk)
    for name, value in changes.items():
        setattr(again, name, value)
    again.save(force_insert=True)
    return again


def _crash(*_: object, **__: object) -> None:
    raise KeyboardInterrupt  # a power cut
