"""Two who ask each other to be family in the same moment are one family: real commits, real threads."""

from __future__ import annotations

from functools import partial
from itertools import count

import pytest

from accounts.models import Counted
from tests.factories import MONDAY, build_town
from tests.servers.meeting import meet
from tests.volunteers.test_family import taken_on
from volunteers.actions import ask_family
from volunteers.models import FamilyTie, Scheme


@pytest.mark.django_db(transaction=True)
@pytest.mark.enough_on("postgres")
def test_two_who_ask_each_other_have_one_tie() -> None:
    town = build_town()
    Scheme.objects.update(family=True)
    one, other = taken_on(town, "林一", "13800000001"), taken_on(town, "林二", "13800000002")
    for after in count(1):
        FamilyTie.objects.all().delete()
        Counted.objects.all().delete()  # else the sixth round is one question too many
        met = meet(
            partial(ask_family, one, phone=other.person.phone, at=MONDAY),
            partial(ask_family, other, phone=one.person.phone, at=MONDAY),
            after=after,
        )
        assert met.held == met.met == FamilyTie.objects.get()
        if not met.was_held:
            return
