"""Many workers settle the same reports at the same moment: each is awarded once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from accounts.models import User
from partyorg.hats import Hat
from tests.factories import MONDAY, build_town
from tests.volunteers.ledger import balance
from tests.volunteers.people import joined
from volunteers.actions import settle_reports
from volunteers.checking import check_ledger
from volunteers.models import Service

WORKERS, REPORTS = 4, 6
MATTERS = ("地下室漏水", "路灯不亮", "楼上吵闹", "垃圾没人收", "井盖松了", "树枝挡窗")


@pytest.mark.enough_on("postgres")
@pytest.mark.django_db(transaction=True)
def test_many_workers_settle_each_report_once() -> None:
    town = build_town()
    person = User.objects.create_user("volunteer", name="林志愿")
    joined(town, person)
    for words in MATTERS:
        town.accepted(by=Hat(person=person), words=words)
    gate = Barrier(WORKERS)

    def work(_number: int) -> int:
        gate.wait()
        try:
            return settle_reports(at=MONDAY, batch=2)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(WORKERS) as threads:
        list(threads.map(work, range(WORKERS)))
    settle_reports(at=MONDAY)  # what one left because another held the lock
    assert (Service.objects.count(), balance(person)) == (REPORTS, 2 * REPORTS)
    assert check_ledger().amiss == []
