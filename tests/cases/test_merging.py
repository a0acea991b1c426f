"""并案: a case goes on within another, and ends with it; whoever waits for it is told."""

from datetime import timedelta
from typing import Any

import pytest

from accounts.models import User
from cases import actions
from cases.models import Case, Category, Event, Follower
from cases.terms import State
from notifications import actions as outbox
from notifications.models import Message
from partyorg.hats import Hat
from tests.factories import MONDAY, Town

SOON = MONDAY + timedelta(minutes=30)


def merged(town: Town, case: Case, parent: Case, by: str = "intake", at: Any = SOON) -> Case:
    case.refresh_from_db()
    parent.refresh_from_db()
    return actions.merge(case, parent=parent, by=town.hat(by), at=at)


def refused(town: Town, case: Case, parent: Case, by: str = "intake") -> str:
    before = (case.version, parent.version)
    with pytest.raises(actions.Refused) as refusal:
        merged(town, case, parent, by)
    case.refresh_from_db()
    parent.refresh_from_db()
    assert (case.version, parent.version) == before
    return refusal.value.rule


def checked_and_asked(town: Town, parent: Case) -> Case:
    """The parent's work is done; the reporter is asked next."""
    case = Case.objects.with_faces().get(pk=parent.pk)
    case = actions.finish(case, result="修好了", by=town.hat("worker"), at=SOON)
    return actions.check_pass(case, on_site=True, by=town.hat("guide"), at=SOON)


def closed(town: Town, parent: Case) -> Case:
    case = checked_and_asked(town, parent)
    return actions.revisit(case, solved="YES", satisfied="YES", by=town.hat("revisitor"), at=SOON)


def test_both_histories_say_that_they_are_one(town: Town) -> None:
    parent, case = town.handling(), town.reported()
    now = merged(town, case, parent)
    assert (now.state, now.merged_into, now.due_at) == (State.MERGED, parent, None)
    last, joined = now.events.latest("seq"), parent.events.latest("seq")
    assert (last.kind, last.data, last.by) == ("merge", {"parent": parent.number}, town.people["intake"])
    assert (joined.kind, joined.data, joined.by) == ("joined", {"child": case.number}, town.people["intake"])
    assert (joined.from_state, joined.to_state) == ("handling", "handling")


@pytest.mark.parametrize("by", ["intake", "community", "street", "secretary"])
def test_who_may_merge(town: Town, by: str) -> None:
    parent, case = town.reported(), town.reported()
    assert merged(town, case, parent, by).state == State.MERGED


@pytest.mark.parametrize("by", ["worker", "revisitor", "housing"])
def test_who_may_not(town: Town, by: str) -> None:
    parent, case = town.reported(), town.reported()
    assert refused(town, case, parent, by) == "not_yours"


def test_not_into_itself_nor_into_what_has_ended(town: Town) -> None:
    parent, case = town.reported(), town.reported()
    assert refused(town, case, case) == "parent_open"
    Case.objects.filter(pk=parent.pk).update(state=State.CLOSED, closed_at=MONDAY)
    assert refused(town, case, parent) == "parent_open"


def test_not_into_what_the_officer_cannot_see(town: Town) -> None:
    far = town.reported(place=town.places["far_grid"])
    assert refused(town, town.reported(), far, "secretary") in ("parent_open", "same_subject")


def test_not_into_another_subject_or_community(town: Town) -> None:
    leak, noise = Category.objects.get(code="LEAK"), Category.objects.get(code="NOISE")
    case = town.reported(category=leak)
    assert refused(town, case, town.reported(category=noise)) == "same_subject"
    assert refused(town, case, town.reported(place=town.places["far_grid"]), "street") == "same_subject"


def test_one_without_a_category_goes_with_any(town: Town) -> None:
    leak = Category.objects.get(code="LEAK")
    assert merged(town, town.reported(category=leak), town.reported()).state == State.MERGED
    assert merged(town, town.reported(), town.reported(category=leak)).state == State.MERGED


def test_neither_of_them_may_be_confidential(town: Town) -> None:
    person = Hat(person=town.people["guide"])
    said = actions.Report(words="地下室漏水", place=town.grid, confidential=True)
    confidential, open_one = actions.report(said, by=person, at=MONDAY), town.reported()
    assert refused(town, confidential, open_one) == "not_confidential"
    assert refused(town, open_one, confidential) == "not_confidential"


def test_the_reporter_and_the_followers_follow_the_parent(town: Town) -> None:
    resident = User.objects.create_user("resident", name="刘居民")
    parent = town.reported(name="张三", phone="13800000001")
    said = actions.Report(words="楼下也漏水", place=town.grid, name="刘居民", phone="13800000002")
    case = actions.report(said, by=Hat(person=resident), at=MONDAY)
    Follower.objects.create(case=case, name="王五", phone="13800000003")
    Follower.objects.create(case=case, name="张三", phone="13800000001")  # reported the parent
    merged(town, case, parent)
    following = {(one.why, one.person, one.name, one.phone) for one in parent.followers.all()}
    assert following == {
        ("MERGED", resident, "刘居民", "13800000002"),
        ("MERGED", None, "王五", "13800000003"),
    }


def test_of_an_anonymous_case_nobody_follows(town: Town) -> None:
    parent, case = town.reported(), town.reported(anonymous=True, phone="13800000002")
    merged(town, case, parent)
    assert not parent.followers.exists()


def test_what_was_merged_into_it_goes_along(town: Town) -> None:
    main, middle, first = town.reported(), town.reported(), town.reported(phone="13800000003")
    merged(town, first, middle)
    merged(town, middle, main)
    first.refresh_from_db()
    assert first.merged_into == main
    assert [one.phone for one in main.followers.all()] == ["13800000003"]


def test_it_closes_with_its_parent_and_whoever_waits_is_told_once(town: Town) -> None:
    parent, case, other = town.handling(), town.reported(phone="13800000002"), town.reported()
    merged(town, case, parent)
    merged(town, other, parent)
    closed(town, parent)
    for child in (case, other):
        child.refresh_from_db()
        assert (child.state, child.closed_at) == (State.MERGED, SOON)
        row = child.events.latest("seq")
        assert (row.kind, row.role, row.data) == (
            "closed_with_parent", "系统", {"parent": parent.number, "ended": "closed"},
        )  # fmt: skip
    outbox.announce(at=SOON)
    texts = Message.objects.filter(event__at=SOON, channel="SMS").order_by("id")
    assert [one.event.kind for one in texts if one.phone == "13800000002"].count("closed_with_parent") <= 1


def test_a_parent_that_others_were_merged_into_is_not_taken_back_by_one(town: Town) -> None:
    resident = User.objects.create_user("resident")
    parent = actions.report(actions.Report(words="漏水", place=town.grid), by=Hat(person=resident), at=MONDAY)
    merged(town, town.reported(anonymous=True), parent)
    parent.refresh_from_db()
    with pytest.raises(actions.Refused) as refusal:
        actions.withdraw(parent, by=Hat(person=resident), at=SOON)
    assert refusal.value.rule == "not_represented"


def test_it_ends_with_a_parent_that_is_refused(town: Town) -> None:
    parent, case = town.reported(), town.reported()
    merged(town, case, parent)
    parent.refresh_from_db()
    cause, channel = "属于信访事项", "信访部门"
    parent = actions.ask_refusal(parent, cause=cause, channel=channel, by=town.hat("intake"), at=SOON)
    actions.refuse(parent, by=town.hat("second_intake"), at=SOON)
    case.refresh_from_db()
    assert (case.closed_at, case.events.latest("seq").data["ended"]) == (SOON, "refused")


def test_three_complaints_within_thirty_days_are_supervised(town: Town) -> None:
    parent = town.handling()
    merged(town, town.reported(), parent)
    parent.refresh_from_db()
    assert parent.supervised == ""
    merged(town, town.reported(), parent)
    parent.refresh_from_db()
    row = parent.events.latest("seq")
    assert (parent.supervised, row.kind, row.role) == ("GENERAL", "supervise", "系统")
    assert row.data == {"supervised": "GENERAL", "why": "said_often", "times": 3}


def test_those_that_came_together_before_the_dispatch_are_supervised_with_it(town: Town) -> None:
    parent = town.reported()
    for _ in range(2):
        merged(town, town.reported(), parent)
        parent.refresh_from_db()
    assert (parent.state, parent.supervised) == ("submitted", "")
    leak = Category.objects.get(code="LEAK")
    settled: dict[str, Any] = {"category": leak, "urgency": "NORMAL", "place": town.grid, "checked": True}
    by = town.hat("secretary")
    case = actions.accept(parent, **settled, host=town.units["branch"], by=by, at=MONDAY)
    assert (case.state, case.supervised, case.version) == ("dispatched", "GENERAL", case.events.count())


def test_older_complaints_do_not_count(town: Town) -> None:
    parent = town.handling()
    merged(town, town.reported(), parent)
    merged(town, town.reported(), parent, at=MONDAY + timedelta(days=30, seconds=1))
    parent.refresh_from_db()
    assert parent.supervised == ""


def test_one_that_nobody_has_in_hands_yet_is_not_supervised(town: Town) -> None:
    parent = town.reported()
    for _ in range(3):
        merged(town, town.reported(), parent)
    parent.refresh_from_db()
    assert (parent.state, parent.supervised) == (State.SUBMITTED, "")


def test_when_somebody_was_quicker_with_the_parent_nothing_is_written(town: Town) -> None:
    parent, case = town.reported(), town.reported()
    town_parent = Case.objects.with_faces().get(pk=parent.pk)
    Case.objects.filter(pk=parent.pk).update(version=parent.version + 1)
    before = Event.objects.count()
    with pytest.raises(actions.Conflict):
        actions.merge(case, parent=town_parent, by=town.hat("intake"), at=SOON)
    case.refresh_from_db()
    assert (case.state, case.merged_into, Event.objects.count()) == (State.SUBMITTED, None, before)


def test_reopened_with_its_parent_it_waits_again_and_hears_the_second_result_too(town: Town) -> None:
    parent, case = town.handling(), town.reported(phone="13800000002")
    merged(town, case, parent)
    ended = closed(town, parent)
    actions.reopen(ended, facts="又漏了", by=town.hat("intake"), at=SOON)
    case.refresh_from_db()
    row = case.events.latest("seq")
    assert (case.state, case.closed_at) == (State.MERGED, None)
    assert (row.kind, row.role, row.data) == ("reopened_with_parent", "系统", {"parent": parent.number})
    outbox.announce(at=SOON)
    again = Case.objects.with_faces().get(pk=parent.pk)
    again = actions.dispatch(again, host=town.units["branch"], by=town.hat("secretary"), at=SOON)
    again = actions.sign(again, by=town.hat("worker"), at=SOON)
    again = actions.finish(again, result="换了总管", by=town.hat("worker"), at=SOON)
    again = actions.check_pass(again, on_site=True, by=town.hat("guide"), at=SOON)
    actions.revisit(again, solved="YES", satisfied="YES", by=town.hat("revisitor"), at=SOON)
    outbox.announce(at=SOON)
    case.refresh_from_db()
    assert case.closed_at == SOON
    texts = Message.objects.filter(event__case=case, channel="SMS").order_by("id")
    assert [one.text for one in texts][-2:] == [
        "您反映的“地下室漏水，墙皮洇湿”随并入的一件重新打开，接着办，有结果告诉您。",
        "您反映的“地下室漏水，墙皮洇湿”已随并入的一件办结：换了总管",
    ]


def test_when_somebody_was_quicker_to_reopen_the_parent_nothing_waits_again(town: Town) -> None:
    parent, case = town.handling(), town.reported()
    merged(town, case, parent)
    ended = closed(town, parent)
    Case.objects.filter(pk=parent.pk).update(version=ended.version + 1)
    with pytest.raises(actions.Conflict):
        actions.reopen(ended, facts="又漏了", by=town.hat("intake"), at=SOON)
    case.refresh_from_db()
    assert case.closed_at == SOON
