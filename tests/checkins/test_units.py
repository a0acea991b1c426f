"""单位报到: another hand confirms, both sides work off the list, others do not know of it."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry
from checkins.models import UnitCheckIn
from checkins.workflow import State
from tests.checkins.conftest import announced, confirmed_unit, done, get, post, says, text
from tests.factories import Town

PAGES = [("announce", ()), ("unit", (1,)), ("list", ("units",)), ("add_items", (1,)), ("decide_unit", (1, "confirm"))]


@pytest.mark.parametrize(("name", "args"), PAGES)
def test_a_stranger_signs_in_first(town: Town, name: str, args: tuple) -> None:
    answer = Client().get(reverse(f"checkins:{name}", args=args))
    assert (answer.status_code, "sign-in" in answer["Location"]) == (302, True)


def test_the_unit_brings_its_three_lists_and_waits(town: Town) -> None:
    check_in = announced(town)
    assert (check_in.state, check_in.asked_by) == (State.PENDING, town.people["housing"])
    assert list(check_in.items.values_list("listing", "title")) == [
        ("NEED", "修楼道扶手"), ("PROJECT", "老楼加装电梯议事"), ("RESOURCE", "会议室"), ("RESOURCE", "法律顾问"),
    ]  # fmt: skip
    assert "等太平镇社区确认" in text(get(town, "housing", "unit", check_in.pk))
    item = check_in.items.earliest("pk")
    assert says(
        post(town, "housing", "finish_item", item.pk, done_on="2026-11-16", result="好"), "not_now",
        state="待社区确认", deed="办理共建任务",
    )  # fmt: skip


def test_the_community_confirms_with_an_agreement_and_its_date(town: Town) -> None:
    check_in = announced(town)
    page = reverse("checkins:decide_unit", args=[check_in.pk, "confirm"])
    missing = town.client("community").post(page, {"agreement": "", "agreed_on": "2026-11-17"})
    assert missing.status_code == 422
    assert {"agreement", "agreed_on"} == set(missing.context["form"].errors)
    done(town, "party_officer", "decide_unit", check_in.pk, "confirm", agreement="每月议事", agreed_on="2026-11-10")
    check_in.refresh_from_db()
    assert (check_in.state, check_in.decided_by) == (State.CONFIRMED, town.people["party_officer"])
    trail = AuditEntry.objects.filter(object_type="checkins.UnitCheckIn", object_id=check_in.pk)
    assert set(trail.values_list("action", flat=True)) == {"登记单位报到", "单位报到：确认报到"}
    again = post(town, "community", "decide_unit", check_in.pk, "confirm", agreement="x", agreed_on="2026-11-10")
    assert (again.status_code, says(again, "not_now", state="已报到", deed="确认报到")) == (409, True)


def test_who_entered_it_does_not_confirm_it(town: Town) -> None:
    check_in = announced(town, "community", unit=town.units["property"].pk)
    page = text(get(town, "community", "unit", check_in.pk))
    assert "由社区的另一个人确认" in page
    mine = post(town, "community", "decide_unit", check_in.pk, "confirm", agreement="x", agreed_on="2026-11-16")
    assert (mine.status_code, says(mine, "other_hand")) == (409, True)
    done(town, "party_officer", "decide_unit", check_in.pk, "confirm", agreement="x", agreed_on="2026-11-16")


@pytest.mark.parametrize(("who", "status"), [("housing", 403), ("street_secretary", 403), ("finance", 404)])
def test_only_the_community_confirms(town: Town, who: str, status: int) -> None:
    check_in = announced(town)
    for ask in (get, post):
        assert ask(town, who, "decide_unit", check_in.pk, "confirm").status_code == status
    assert post(town, "far_community", "decide_unit", check_in.pk, "confirm").status_code == 404


def test_it_is_declined_for_a_reason_that_the_unit_reads(town: Town) -> None:
    check_in = announced(town)
    assert post(town, "community", "decide_unit", check_in.pk, "decline", reason="").status_code == 422
    done(town, "community", "decide_unit", check_in.pk, "decline", reason="先和街道商量")
    assert "先和街道商量" in text(get(town, "housing", "unit", check_in.pk))
    assert announced(town).pk != check_in.pk  # it may come again


def test_it_comes_once_to_a_community_and_to_others_too(town: Town) -> None:
    announced(town)
    again = post(
        town, "housing", "announce", unit=town.units["housing"].pk, community=town.places["community"].pk
    )  # fmt: skip
    assert again.status_code == 409
    assert says(again, "unit_once", unit="区住建局", community="太平镇社区", state="待社区确认")
    announced(town, community=town.places["far_community"].pk)
    assert UnitCheckIn.objects.count() == 2


def test_it_ends_and_the_list_rests(town: Town) -> None:
    check_in = confirmed_unit(town)
    done(town, "community", "decide_unit", check_in.pk, "end", reason="协议到期")
    check_in.refresh_from_db()
    assert (check_in.state, check_in.decided_by) == (State.ENDED, town.people["community"])
    item = check_in.items.earliest("pk")
    assert post(town, "housing", "plan_item", item.pk, who="我们", due_on="2026-12-01").status_code == 409
    assert post(town, "housing", "add_items", check_in.pk, need="再修").status_code == 409


def test_both_sides_work_off_the_list_and_nobody_else(town: Town) -> None:
    item = confirmed_unit(town).items.earliest("pk")
    past = post(town, "community", "plan_item", item.pk, who="社区", due_on="2026-11-01")
    assert (past.status_code, "日期已经过了" in text(past)) == (422, True)
    done(town, "community", "plan_item", item.pk, who="社区", due_on="2026-11-30")
    assert post(town, "street_secretary", "finish_item", item.pk, done_on="2026-11-16", result="好").status_code == 403
    assert post(town, "finance", "finish_item", item.pk).status_code == 404
    done(town, "housing", "finish_item", item.pk, done_on="2026-11-16", result="换好了")
    assert says(
        post(town, "community", "finish_item", item.pk, done_on="2026-11-16", result="再换"), "task_done"
    )  # fmt: skip
    item.refresh_from_db()
    assert (item.who, item.result) == ("社区", "换好了")


def test_more_lines_come_later_and_long_ones_do_not(town: Town) -> None:
    check_in = confirmed_unit(town)
    long = post(town, "housing", "add_items", check_in.pk, need="长" * 61, project="第二件")
    assert (long.status_code, "每行最多 60 个字" in text(long), "第二件" in text(long)) == (422, True, True)
    done(town, "housing", "add_items", check_in.pk, need="第一件\n\n第二件")
    assert check_in.items.count() == 6


@pytest.mark.parametrize("who", ["worker", "intake", "street"])
def test_who_has_no_part_in_it_is_told_whose_it_is(town: Town, who: str) -> None:
    announced(town)
    for name, args in [("announce", ()), ("list", ("units",))]:
        assert get(town, who, name, *args).status_code == 403
    assert get(town, who, "unit", UnitCheckIn.objects.get().pk).status_code == 404


def test_a_unit_brings_only_itself(town: Town) -> None:
    other = post(
        town, "housing", "announce", unit=town.units["finance"].pk, community=town.places["community"].pk
    )  # fmt: skip
    assert (other.status_code, "请从名单里选一个单位" in text(other)) == (422, True)
    for nonsense in ("9" * 30, "-1", "x"):
        assert post(town, "housing", "announce", unit=nonsense, community=nonsense).status_code == 422


def test_the_wrong_method_and_the_wrong_deed(town: Town) -> None:
    check_in = announced(town)
    assert post(town, "housing", "unit", check_in.pk).status_code == 405
    assert town.client("housing").delete(reverse("checkins:announce")).status_code == 405
    assert get(town, "community", "decide_unit", check_in.pk, "nonsense").status_code == 404
