from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.db import Error, connection, transaction

from accounts.models import User
from worktime.models import CalendarChange

REFUSALS = {
    "sqlite": [
        "CREATE TRIGGER no_delete BEFORE DELETE ON accounts_user BEGIN SELECT RAISE(ABORT, 'history stays'); END"
    ],
    "postgresql": [
        "CREATE FUNCTION no_delete() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'history stays'; END $$",
        "CREATE TRIGGER no_delete BEFORE DELETE ON accounts_user FOR EACH ROW EXECUTE FUNCTION no_delete()",
        "CREATE TRIGGER no_truncate BEFORE TRUNCATE ON accounts_user EXECUTE FUNCTION no_delete()",
    ],
}
CLEAN_UP = {"sqlite": "DROP TRIGGER no_delete", "postgresql": "DROP FUNCTION no_delete CASCADE"}

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def history_stays(transactional_db: None) -> Iterator[None]:
    with connection.cursor() as cursor:
        for statement in REFUSALS[connection.vendor]:
            cursor.execute(statement)
    yield
    with connection.cursor() as cursor:
        cursor.execute(CLEAN_UP[connection.vendor])


def test_a_flush_empties_a_table_from_which_nothing_may_be_deleted(history_stays: None) -> None:
    User.objects.create(username="someone")
    call_command("flush", interactive=False, verbosity=0)
    assert not User.objects.exists()


def test_after_a_flush_the_next_row_has_a_number_of_its_own(transactional_db: None) -> None:
    call_command("flush", interactive=False, verbosity=0)
    first = CalendarChange.objects.get()  # of the migrations
    next_one = CalendarChange.objects.create(kind=CalendarChange.Kind.EDIT, at=first.at, source="假日调整")
    assert next_one.pk > first.pk


def test_after_a_flush_the_refusal_stands_again(history_stays: None) -> None:
    call_command("flush", interactive=False, verbosity=0)
    User.objects.create(username="someone")
    with pytest.raises(Error, match="history stays"), transaction.atomic():
        User.objects.all().delete()


@pytest.mark.parametrize("turn", [1, 2])
def test_a_transactional_test_leaves_nothing_and_loses_nothing(turn: int) -> None:
    assert not User.objects.filter(username="left-behind").exists()
    assert Permission.objects.exists()
    User.objects.create(username="left-behind")
