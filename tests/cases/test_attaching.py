"""The same person's same matter is written where they said it before; no second case is opened for it."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from accounts.models import User
from cases import actions
from cases.models import Case, Category, Event
from cases.terms import Channel, Purpose, State
from partyorg.hats import RESIDENT, Hat
from tests.desk.conftest import clean_picture
from tests.factories import MONDAY, Town

SAID, AGAIN = "地下室漏水，墙皮洇湿", "地下室还在漏水，墙皮洇湿，没人来"
PHONE = "13800000001"
LATER = MONDAY + timedelta(hours=1)


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


PROOF = actions.Proof(phone=PHONE)


def said(town: Town, words: str = AGAIN, *, by: Hat = RESIDENT, at: Any = LATER, **more: Any) -> Case:
    """By the person whose phone it is, as they have proved."""
    report = actions.Report(words=words, **{"place": town.grid, "phone": PHONE, "proof": PROOF, **more})
    return actions.report(report, by=by, at=at)


def last_row(case: Case) -> Event:
    return case.events.latest("seq")


def test_it_is_added_to_the_open_case_which_becomes_a_repeat(town: Town) -> None:
    case = town.handling(words=SAID, phone=PHONE)
    known = said(town, photos=[clean_picture()])
    assert (known, known.repeat, known.state) == (case, True, "handling")
    assert Case.objects.count() == 1
    row = last_row(case)
    assert (row.kind, row.note, row.data, row.role) == ("added", AGAIN, {"again": True}, "诉求人")
    assert case.photos.count() == 1


def test_another_person_reports_a_case_of_their_own(town: Town) -> None:
    case = town.reported(SAID, phone=PHONE)
    assert said(town, phone="13800000002", proof=actions.Proof("13800000002")) != case
    assert said(town, phone="", proof=actions.Proof()) != case


def test_a_number_that_was_only_typed_opens_a_case_and_leaves_the_other_as_it_is(town: Town) -> None:
    case = town.reported(SAID, phone=PHONE)
    before = last_row(case)
    assert said(town, proof=actions.Proof()) != case
    case.refresh_from_db()
    assert (last_row(case), case.repeat) == (before, False)


def test_of_a_closed_case_a_number_that_was_only_typed_asks_nothing(town: Town) -> None:
    case = town.reported(SAID, phone=PHONE)
    Case.objects.filter(pk=case.pk).update(state=State.CLOSED, closed_at=MONDAY)
    assert said(town, proof=actions.Proof()) != case
    case.refresh_from_db()
    assert case.proposed == ""


def test_the_browser_that_reported_it_is_known_by_its_code_for_a_day_or_with_the_same_number(town: Town) -> None:
    case = town.reported(SAID, phone=PHONE)
    kept = actions.Proof(codes=[case.tracking_code])
    assert said(town, phone="", proof=kept) == case
    assert said(town, phone="13800000002", proof=kept) != case  # somebody else, at the same tablet
    assert said(town, phone="", proof=kept, at=MONDAY + timedelta(days=2)) != case
    assert said(town, proof=kept, at=MONDAY + timedelta(days=2)) == case


def test_an_account_is_known_without_a_number(town: Town) -> None:
    resident = Hat(person=User.objects.create_user("resident"))
    case = said(town, SAID, by=resident, phone="", proof=actions.Proof())
    assert said(town, by=resident, phone="", proof=actions.Proof()) == case


@pytest.mark.parametrize(
    "more",
    [{"anonymous": True}, {"purpose": Purpose.EMERGENCY}, {"represented": [actions.Represented("李四")]}],
    ids=["anonymous", "an emergency", "for others"],
)
def test_what_stands_for_itself(town: Town, more: dict[str, Any]) -> None:
    case = town.reported(SAID, phone=PHONE)
    assert said(town, **more) != case


def test_an_emergency_by_its_category_stands_for_itself(town: Town) -> None:
    case = town.reported(SAID, phone=PHONE)
    now = said(town, category=Category.objects.get(code="EMERGENCY"))
    assert (now != case, now.owner_level) == (True, 3)


def test_what_staff_find_on_patrol_is_never_taken_for_what_they_found_before(town: Town) -> None:
    worker = town.hat("worker")
    first = said(town, SAID, by=worker, phone="", channel=Channel.PATROL)
    assert said(town, by=worker, phone="", channel=Channel.PATROL) != first


def test_staff_who_take_it_down_by_telephone_find_the_residents_case(town: Town) -> None:
    case = town.reported(SAID, phone=PHONE)
    officer = town.hat("intake")
    assert said(town, by=officer, channel=Channel.PHONE) == case
    row = last_row(case)
    assert (row.by, row.post) == (town.people["intake"], officer.posts[0])


def test_sent_twice_it_is_written_once(town: Town) -> None:
    case = town.reported(SAID, phone=PHONE)
    said(town)
    before = last_row(case).seq
    assert said(town, at=LATER + timedelta(minutes=9)) == case
    assert last_row(case).seq == before
    said(town, at=LATER + timedelta(minutes=11))
    assert last_row(case).seq == before + 1


def test_the_first_report_sent_twice_is_not_said_again(town: Town) -> None:
    key = uuid4()
    first, second = said(town, SAID, key=key), said(town, SAID, key=key)
    assert (first == second, second.repeat, last_row(second).kind) == (True, False, "submit")


def test_of_a_closed_case_it_is_asked_whether_to_open_it_again(town: Town) -> None:
    case = town.reported(SAID, phone=PHONE)
    Case.objects.filter(pk=case.pk).update(state=State.CLOSED, closed_at=MONDAY)
    assert said(town) == case
    case.refresh_from_db()
    assert (case.state, case.proposed) == (State.CLOSED, "REOPENING")
    assert (last_row(case).kind, case.proposals.get().reason) == ("ask_reopening", AGAIN)
    said(town, AGAIN + "！", at=LATER + timedelta(days=1))  # the question still waits
    assert (last_row(case).kind, case.proposals.count()) == ("added", 1)


def test_of_a_merged_case_the_main_one_hears_without_the_words(town: Town) -> None:
    main, case = town.reported("墙根渗水", phone="13800000002"), town.reported(SAID, phone=PHONE)
    actions.merge(case, parent=main, by=town.hat("intake"), at=MONDAY)
    assert said(town) == case
    assert (last_row(case).kind, last_row(case).note) == ("added", AGAIN)
    row = last_row(main)
    assert (row.kind, row.note, row.by, row.data) == ("added", "", None, {"from": case.number})


def test_when_the_merged_case_has_ended_it_is_a_new_matter(town: Town) -> None:
    main, case = town.reported("墙根渗水"), town.reported(SAID, phone=PHONE)
    actions.merge(case, parent=main, by=town.hat("intake"), at=MONDAY)
    Case.objects.filter(pk=case.pk).update(closed_at=MONDAY)
    assert said(town) != case


def test_said_three_times_in_thirty_days_it_is_supervised(town: Town) -> None:
    case = town.handling(words=SAID, phone=PHONE)
    said(town)
    said(town, AGAIN + "！", at=LATER + timedelta(days=30))  # the report itself is too old by then
    case.refresh_from_db()
    assert case.supervised == ""
    said(town, AGAIN + "！！", at=LATER + timedelta(days=30))
    case.refresh_from_db()
    assert (case.supervised, last_row(case).data["times"]) == ("GENERAL", 3)


def test_what_a_resident_adds_is_no_complaint(town: Town) -> None:
    resident = Hat(person=User.objects.create_user("resident"))
    case = said(town, SAID, by=resident)
    for words in ("下午在家", "也可以打电话", "门牌是 68 号"):
        case = actions.attach(case, words=words, by=resident, at=LATER)
    assert (case.repeat, last_row(case).kind, last_row(case).data) == (False, "added", {})


def test_what_is_added_to_a_merged_case_the_main_one_hears_without_the_words(town: Town) -> None:
    main, case = town.handling(words="墙根渗水"), town.reported(SAID, phone=PHONE)
    case = actions.merge(case, parent=main, by=town.hat("intake"), at=MONDAY)
    added = actions.attach(case, words="电表箱也湿了", by=Hat(reporter_of=case.pk), at=LATER)
    assert (added, added.state, last_row(added).note, last_row(added).data) == (case, "merged", "电表箱也湿了", {})
    row = last_row(main)
    assert (row.kind, row.role, row.note, row.by, row.data) == ("added", "系统", "", None, {"from": case.number})


def test_a_main_case_that_takes_no_more_is_left_alone(town: Town) -> None:
    main, case = town.reported("墙根渗水"), town.reported(SAID, phone=PHONE)
    case = actions.merge(case, parent=main, by=town.hat("intake"), at=MONDAY)
    Case.objects.filter(pk=main.pk).update(state=State.REFUSED, closed_at=MONDAY)
    before = last_row(main)
    assert last_row(actions.attach(case, words="电表箱也湿了", by=Hat(reporter_of=case.pk), at=LATER)).kind == "added"
    assert last_row(main) == before


def test_whoever_adds_to_a_merged_case_that_has_moved_on_writes_on_neither(town: Town) -> None:
    main, case = town.reported("墙根渗水"), town.reported(SAID, phone=PHONE)
    case = actions.merge(case, parent=main, by=town.hat("intake"), at=MONDAY)
    Case.objects.filter(pk=case.pk).update(version=case.version + 1)
    before = Event.objects.count()
    with pytest.raises(actions.Conflict):
        actions.attach(case, words="电表箱也湿了", by=Hat(reporter_of=case.pk), at=LATER)
    assert Event.objects.count() == before
