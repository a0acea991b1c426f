"""Several announcers at once, on an engine with row locks and on one without."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from cases.models import Event
from notifications import actions
from notifications.models import Announced, Message
from tests.factories import MONDAY, build_town

AT_ONCE = 4


@pytest.mark.django_db(transaction=True)
def test_four_announcers_at_once_tell_everything_once() -> None:
    town = build_town()
    for _ in range(5):
        town.handled_by(3)
    start = Barrier(AT_ONCE)

    def run(_: int) -> int:
        start.wait()
        try:
            return actions.announce(at=MONDAY, batch=5)
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        told = sum(threads.map(run, range(AT_ONCE)))
    told += actions.announce(at=MONDAY)
    assert told == Event.objects.count() == Announced.objects.count()
    assert max(Counter(Message.objects.values_list("event", "recipient")).values()) == 1
