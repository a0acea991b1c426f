"""A query compiled once answers as the query itself does, on both engines."""

from datetime import date

import pytest

from accounts.prepared import Prepared
from partyorg.models import Post
from tests.factories import LONG_AGO, build_town

pytestmark = pytest.mark.django_db


def test_it_asks_with_the_values_of_each_call() -> None:
    town = build_town()
    held = Prepared(
        lambda person, day: Post.objects.filter(person_id=person, from_date__lte=day).values_list("role", "from_date")
    )
    for name in ("secretary", "street"):
        person = town.people[name]
        [post] = Post.objects.filter(person=person)
        assert [tuple(row) for row in held.rows(person.pk, LONG_AGO)] == [(post.role, post.from_date)]
    assert held.first(town.people["street"].pk, date(1999, 1, 1)) is None


def test_a_value_that_is_not_used_or_cannot_be_prepared_is_an_error() -> None:
    with pytest.raises(TypeError):
        Prepared(lambda person, other: Post.objects.filter(person_id=person).values_list("role")).rows(1, 2)
    with pytest.raises(TypeError):
        Prepared(lambda person: Post.objects.filter(person_id=person).values_list("role")).rows(None)
