"""What the database itself refuses, whoever asks."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.actions import write_audit
from accounts.models import AuditEntry
from cases.models import Case, Event
from tests.factories import MONDAY, Town


def refused(sql: str, *parameters: Any) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, parameters)
    except DatabaseError:
        return True
    return False


def test_an_owner_level_that_falls(town: Town) -> None:
    case = town.handled_by(3)
    assert refused("UPDATE cases_case SET owner_level = 2 WHERE id = %s", case.pk)
    assert not refused("UPDATE cases_case SET owner_level = 4 WHERE id = %s", case.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(owner_level=1)


def test_another_first_receiver(town: Town) -> None:
    case = town.reported()
    assert refused(
        "UPDATE cases_case SET first_receiver_id = %s WHERE id = %s", town.units["community_unit"].pk, case.pk
    )


def test_a_changed_event_and_a_deleted_one(town: Town) -> None:
    event = town.reported().events.get()
    assert refused("UPDATE cases_event SET note = 'x' WHERE id = %s", event.pk)
    assert refused("DELETE FROM cases_event WHERE id = %s", event.pk)
    assert Event.objects.get(pk=event.pk).note == ""


def test_the_same_step_twice(town: Town) -> None:
    event = town.reported().events.get()
    event.pk = None
    with pytest.raises(DatabaseError), transaction.atomic():
        event.save(force_insert=True)


def test_an_open_case_without_any_clock(town: Town) -> None:
    case = town.reported()
    assert refused("UPDATE cases_case SET respond_by = NULL WHERE id = %s", case.pk)


def test_a_changed_audit_line_and_a_deleted_one(town: Town) -> None:
    line = write_audit(action="查看原值", of=town.grid, by=None, at=MONDAY)
    assert refused("UPDATE accounts_auditentry SET reason = 'x' WHERE id = %s", line.pk)
    assert refused("DELETE FROM accounts_auditentry WHERE id = %s", line.pk)
    assert AuditEntry.objects.filter(pk=line.pk).exists()
