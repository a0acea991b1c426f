"""Two who ask each other to be family in the same moment are one family; of who has just gone nobody becomes family:
real commits, real threads.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import count

import pytest

from accounts.models import Counted, User
from resident.actions import leave
from tests.activities.calling import phone_of
from tests.factories import MONDAY, build_town
from tests.servers.meeting import meet
from tests.volunteers.test_family import taken_on
from volunteers.actions import ask_family, end_family
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


def closes_the_account(tie: FamilyTie) -> None:
    leave(User.objects.get(pk=tie.asker_id), at=MONDAY)


def takes_it_back(tie: FamilyTie) -> None:
    end_family(tie, by=tie.asker, at=MONDAY)


@pytest.mark.django_db(transaction=True)
@pytest.mark.enough_on("postgres")
@pytest.mark.parametrize("ends", [closes_the_account, takes_it_back])
def test_who_agrees_as_the_asker_goes_is_family_or_told_why_not(ends: Callable[[FamilyTie], None]) -> None:
    """Told so only where they were family, be it for that moment."""
    town, told = build_town(), set()
    Scheme.objects.update(family=True)
    other = taken_on(town, "林二", "13800000002")
    for after in count(1):
        one = taken_on(town, f"林{after}号", f"1390000{after:04d}")
        tie = ask_family(one, phone=other.person.phone, at=MONDAY)
        assert tie
        agrees = partial(phone_of(other.person).post, f"/volunteer/family/{tie.pk}/agree/")
        met = meet(agrees, partial(ends, tie), after=after, counting="volunteers_familytie")
        tie.refresh_from_db()
        told.add(met.held.status_code)
        assert tie.ended_at
        assert (met.held.status_code == 302) == (tie.agreed_at is not None)
        if not met.was_held:
            break
    assert told == {302, 409}
