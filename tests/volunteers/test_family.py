"""Points pass between people who both agreed to be family, where the community allows it, and between nobody else."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from accounts.models import User
from tests.activities.calling import phone_of
from tests.factories import MONDAY, Town
from tests.resident.conftest import text
from tests.volunteers.ledger import balance, earn, lots, undo
from volunteers.actions import Guardian, Joining, Refused, agree_family, ask_family, end_family, join, pass_on
from volunteers.checking import check_ledger
from volunteers.models import FamilyTie, Lot, Scheme, Volunteer

BORN = date(1960, 1, 1)


def taken_on(town: Town, name: str, phone: str) -> Volunteer:
    person = User.objects.create_user(name, name=name, phone=phone)
    return join(person, Joining(name=name, birthday=BORN, community=town.places["community"]), at=MONDAY)


def asks(browser: Client, phone: str) -> tuple[int, str]:
    answer = browser.post("/volunteer/family/ask/", {"phone": phone}, follow=True)
    return answer.status_code, text(answer).replace(phone, "")


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


def test_nothing_after_it_tells_who_is_a_volunteer_either(town: Town, two: tuple[Volunteer, Volunteer]) -> None:
    """The list counted those who had not agreed, and only a volunteer took a place among the five."""
    hit, miss = phone_of(two[0].person), phone_of(two[1].person)
    for number in range(6):
        taken_on(town, f"王{number}", f"1380000001{number}")
        there, nobody = asks(hit, f"1380000001{number}"), asks(miss, f"1390000001{number}")
        assert re.sub('csrf\\w+" value="\\w+', "", there[1]) == re.sub('csrf\\w+" value="\\w+', "", nobody[1])
        assert there[0] == nobody[0]
        assert ("一天最多问 5 次" in there[1]) == (number == 5)
    assert FamilyTie.objects.count() == 5


def test_the_hub_offers_it_where_it_is_allowed_or_there_are_ties(town: Town) -> None:
    one, other = taken_on(town, "林一", "13800000001"), taken_on(town, "林二", "13800000002")
    link = 'href="/volunteer/family/"'

    def hub() -> str:
        return text(phone_of(one.person).get("/volunteer/"))

    Scheme.objects.update(family=False)
    assert link not in hub()
    Scheme.objects.update(family=True)
    assert link in hub()
    tie = _asked(one, other)
    Scheme.objects.update(family=False)
    assert link not in hub()  # it would tell that there is such a volunteer
    Scheme.objects.update(family=True)
    agree_family(tie, by=other.person, at=MONDAY)
    Scheme.objects.update(family=False)
    assert link in hub()  # who has ties may still end them
    end_family(FamilyTie.objects.get(), by=other.person, at=MONDAY)
    assert link not in hub()


def _asked(one: Volunteer, other: Volunteer) -> FamilyTie:
    tie = ask_family(one, phone=other.person.phone, at=MONDAY)
    assert tie
    return tie


def _tied(one: Volunteer, other: Volunteer) -> FamilyTie:
    tie = _asked(one, other)
    return agree_family(tie, by=other.person, at=MONDAY)


def test_five_is_the_most_for_who_agrees_too(town: Town, two: tuple[Volunteer, Volunteer]) -> None:
    """Whoever only agreed could have had as many as asked."""
    me, last = two
    for number in range(5):
        _tied(taken_on(town, f"王{number}", f"1380000001{number}"), me)
    assert ask_family(last, phone=me.person.phone, at=MONDAY)
    browser, tie = phone_of(me.person), FamilyTie.objects.latest("pk")
    answer = browser.post(f"/volunteer/family/{tie.pk}/agree/")
    assert (answer.status_code, "最多加 5 位家人" in text(answer)) == (409, True)
    tie.refresh_from_db()
    assert tie.agreed_at is None
    end_family(FamilyTie.objects.earliest("pk"), by=me.person, at=MONDAY)
    assert browser.post(f"/volunteer/family/{tie.pk}/agree/").status_code == 302


def test_who_is_asked_by_five_strangers_may_still_ask(town: Town, two: tuple[Volunteer, Volunteer]) -> None:
    me, other = two
    for number in range(5):
        assert ask_family(taken_on(town, f"王{number}", f"1380000001{number}"), phone=me.person.phone, at=MONDAY)
    browser = phone_of(me.person)
    for number in range(5):
        taken_on(town, f"张{number}", f"1380000002{number}")
        assert browser.post("/volunteer/family/ask/", {"phone": f"1380000002{number}"}).status_code == 302
    for tie in FamilyTie.objects.filter(asker=me.person):
        agree_family(tie, by=tie.other, at=MONDAY)
    answer = browser.post("/volunteer/family/ask/", {"phone": other.person.phone})
    assert (answer.status_code, "最多加 5 位家人" in text(answer)) == (409, True)


def test_what_the_trail_does_not_keep_is_not_done(
    two: tuple[Volunteer, Volunteer], monkeypatch: pytest.MonkeyPatch
) -> None:
    tie = _tied(*two)

    def no_trail(**_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("volunteers.actions.family.write_audit", no_trail)
    with pytest.raises(RuntimeError):
        end_family(tie, by=two[0].person, at=MONDAY)
    assert FamilyTie.objects.agreed().exists()


def test_forms_that_came_without_their_mark_are_as_many_deeds(two: tuple[Volunteer, Volunteer]) -> None:
    """They shared one key, and the second was told that it had been done."""
    one, other = two
    tie = _tied(one, other)
    earn(one.person, 9)
    browser = phone_of(one.person)
    for path in (f"/volunteer/family/{tie.pk}/pass/", "/volunteer/give/"):
        for amount in ("1", "2"):
            assert browser.post(path, {"amount": amount}).status_code == 302, (path, amount)
    assert (balance(one.person), balance(other.person)) == (3, 3)


def _child(town: Town, name: str, phone: str, guardian: str) -> Volunteer:
    person = User.objects.create_user(name, name=name, phone=phone)
    said = Joining(name, date(2012, 3, 8), town.places["community"], Guardian("林妈妈", guardian))
    return join(person, said, at=MONDAY)


def test_a_child_is_family_of_the_recorded_guardian_alone(town: Town, two: tuple[Volunteer, Volunteer]) -> None:
    mother, stranger = two
    child = _child(town, "林小", "13800000021", mother.person.phone)
    assert ask_family(stranger, phone=child.person.phone, at=MONDAY) is None  # said as of any number that is not there
    answer = phone_of(child.person).post("/volunteer/family/ask/", {"phone": stranger.person.phone})
    assert (answer.status_code, "只能和登记的监护人成为家人" in text(answer)) == (409, True)
    assert not FamilyTie.objects.exists()
    _tied(mother, child)
    earn(mother.person, 3)
    assert pass_on(mother, to=child.person, amount=2, key="k", at=MONDAY)


def test_a_tie_of_a_child_from_before_passes_nothing_and_is_not_offered(
    town: Town, two: tuple[Volunteer, Volunteer]
) -> None:
    stranger = two[0]
    child = _child(town, "林小", "13800000021", "13800000009")
    tie = FamilyTie.objects.create(asker=stranger.person, other=child.person, asked_at=MONDAY)
    earn(child.person, 3)
    answer = phone_of(child.person).post(f"/volunteer/family/{tie.pk}/agree/")
    assert (answer.status_code, "登记的监护人" in text(answer)) == (409, True)
    FamilyTie.objects.update(agreed_at=MONDAY)
    page = text(phone_of(child.person).get("/volunteer/family/"))
    assert ("转积分给" in page, "登记的监护人" in page) == (False, True)
    with pytest.raises(Refused, match="登记的监护人"):
        pass_on(child, to=stranger.person, amount=2, key="k", at=MONDAY)


def test_each_reads_from_whom_and_to_whom_masked(two: tuple[Volunteer, Volunteer]) -> None:
    one, other = two
    _tied(one, other)
    earn(one.person, 3)
    pass_on(one, to=other.person, amount=2, key="k", at=MONDAY)
    assert "转给家人（林*）" in text(phone_of(one.person).get("/volunteer/mine/"))
    theirs = text(phone_of(other.person).get("/volunteer/mine/"))
    assert ("家人（林*）转来" in theirs, "林一" in theirs) == (True, False)


def test_the_public_page_says_whether_points_pass_to_family(town: Town) -> None:
    page = f"/volunteer/shop/used/{town.places['community'].code}/"
    assert "也不能转给别人。" in text(Client().get(page))
    Scheme.objects.update(family=True)
    assert "除了已经同意的家人，也不能转给别人" in text(Client().get(page))
