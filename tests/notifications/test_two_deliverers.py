from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.db.models import Count

from notifications import actions
from notifications.models import Attempt, Message
from tests.factories import MONDAY, build_town
from tests.notifications.conftest import SmsLog

AT_ONCE = 4


@pytest.mark.django_db(transaction=True)
def test_four_deliverers_at_once_send_each_text_once(sms_log: SmsLog) -> None:
    town = build_town()
    for number in range(12):
        town.accepted(phone=f"1380001{number:04}")
    actions.announce(at=MONDAY)
    start = Barrier(AT_ONCE)

    def run(_: int) -> int:
        start.wait()
        try:
            return actions.deliver(at=MONDAY).sent
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        assert sum(threads.map(run, range(AT_ONCE))) == 12
    assert len(sms_log()) == 12
    assert not Message.objects.annotate(tried=Count("tries")).filter(tried__gt=1).exists()
    assert Attempt.objects.count() == 12
