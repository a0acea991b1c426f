"""Points pass between people who both agreed to be family, where the community allows it, and between nobody else."""

from __future__ import annotations

from datetime import date

import pytest

from accounts.models import User
from tests.activities.calling import phone_of
from tests.factories import MONDAY, Town
from tests.resident.conftest import text
from tests.volunteers.ledger import balance, earn, lots, undo
from volunteers.actions import Joining, Refused, agree_family, ask_family, end_family, join, pass_on
from volunteers.checking import check_ledger
from volunteers.models import FamilyTie, Lot, Scheme, Volunteer

BORN = date(1960, 1, 1)


def taken_on(town: Town, name: str, phone: str) -> Volunteer:
    person = User.objects.create_user(name, name=name, phone=phone)
    return join(person, Joining(name=name, birthday=BORN, community=town.places["community"]), at=MONDAY)


@pytest.fixture
def two(town: Town) -> tuple[Volunteer, Volunteer]:
    Scheme.objects.update(family=True)
    return taken_on(town, "林一", "13800000001"), taken_on(town, "林二", "13800000002")


def test_it_is_off_by_default(town: Town) -> None:
    one = taken_on(town, "林一", "13800000001")
    with pytest.raises(Refused, match="没有开通"):
        ask_family(one, phone="13800000002", at=MONDAY)


def test_who_has_not_agreed_gets_nothing(two: tuple[Volunteer, Volunteer]) -> None:
    one, other = two
    earn(one.person, 5)
    tie = ask_family(one, phone="13800000002", at=MONDAY)
    assert tie
    with pytest.raises(Refused, match="同意"):
        pass_on(one, to=other.person, amount=3, key="k", at=MONDAY)
    with pytest.raises(Refused, match="不归"):
        agree_family(tie, by=one.person, at=MONDAY)
    agree_family(tie, by=other.person, at=MONDAY)
    end_family(tie, by=one.person, at=MONDAY)
    with pytest.raises(Refused, match="同意"):
        pass_on(one, to=other.person, amount=3, key="k", at=MONDAY)


def test_points_keep_their_days_and_pass_once(two: tuple[Volunteer, Volunteer]) -> None:
    one, other = two
    earn(one.person, 2, until=date(2026, 12, 31))
    earn(one.person, 5, until=date(2027, 12, 31))
    tie = ask_family(one, phone="13800000002", at=MONDAY)
    assert tie
    agree_family(tie, by=other.person, at=MONDAY)
    first = pass_on(one, to=other.person, amount=3, key="k", at=MONDAY)
    assert pass_on(one, to=other.person, amount=3, key="k", at=MONDAY) == first
    assert (balance(one.person), balance(other.person)) == (4, 3)
    theirs = Lot.objects.filter(account__person=other.person).order_by("pk")
    assert list(theirs.values_list("left", "expires_on")) == [(2, date(2026, 12, 31)), (1, date(2027, 12, 31))]
    assert check_ledger().amiss == []


def test_what_they_owe_is_paid_first(two: tuple[Volunteer, Volunteer]) -> None:
    one, other = two
    wrong = earn(other.person, 4)
    earn(one.person, 5)
    tie = ask_family(one, phone="13800000002", at=MONDAY)
    assert tie
    agree_family(tie, by=other.person, at=MONDAY)
    pass_on(other, to=one.person, amount=4, key="there", at=MONDAY)
    undo(wrong)
    pass_on(one, to=other.person, amount=6, key="back", at=MONDAY)
    assert (balance(other.person), sum(lots(other.person))) == (2, 2)
    assert check_ledger().amiss == []


def test_an_unknown_telephone_is_answered_like_any(two: tuple[Volunteer, Volunteer]) -> None:
    assert ask_family(two[0], phone="13899999999", at=MONDAY) is None


def test_the_hub_offers_it_where_it_is_allowed_or_there_are_ties(town: Town) -> None:
    one, other = taken_on(town, "林一", "13800000001"), taken_on(town, "林二", "13800000002")
    link = 'href="/volunteer/family/"'

    def hub() -> str:
        return text(phone_of(one.person).get("/volunteer/"))

    Scheme.objects.update(family=False)
    assert link not in hub()
    Scheme.objects.update(family=True)
    assert link in hub()
    ask_family(one, phone="13800000002", at=MONDAY)
    Scheme.objects.update(family=False)
    assert link in hub()  # who has ties may still end them
    end_family(FamilyTie.objects.get(), by=other.person, at=MONDAY)
    assert link not in hub()
