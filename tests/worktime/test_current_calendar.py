import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from tests.worktime.conftest import shanghai
from tests.worktime.years import year_of_weeks
from worktime import actions
from worktime.current import current_calendar

pytestmark = pytest.mark.django_db
AT = shanghai("2026-11-18 10:00")


def import_2027(first_of_march: str) -> None:
    content = year_of_weeks(2027, d0301=first_of_march)
    actions.import_calendar(content=content, source="2027.csv", by=None, at=AT)


def test_it_is_kept_and_costs_one_query_a_call(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    kept = current_calendar()
    with django_assert_num_queries(1):
        assert current_calendar() is kept


def test_an_import_that_was_rolled_back_is_forgotten_though_the_next_takes_its_number() -> None:
    first_of_march = shanghai("2027-03-01 10:00").date()
    savepoint = transaction.savepoint()
    import_2027("0,植树节")
    assert not current_calendar().is_workday(first_of_march)
    transaction.savepoint_rollback(savepoint)
    import_2027("1,")
    assert current_calendar().is_workday(first_of_march)
