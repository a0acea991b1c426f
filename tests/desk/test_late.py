"""What is late is late everywhere: the red row, the queue of the late and its count are one rule."""

from datetime import timedelta

import pytest

from cases import actions
from cases.models import Case
from cases.terms import TERMINAL, State
from tests.desk.conftest import listed
from tests.factories import MONDAY, Town

CLOCKS = ["respond_by", "handle_by", "report_in_by", "decide_by"]
NONE_RUNS = dict.fromkeys(CLOCKS)


def shown(town: Town, who: str) -> tuple[set[str], set[str], int]:
    """The cases whose rows are red, those in the queue of the late, and its count."""
    client = town.client(who)
    desk = client.get("/desk/")
    red = {row["case"].title for row in desk.context["rows"] if row["promise"].tone == "late"}
    [count] = [count for queue, count in desk.context["queues"] if queue.name == "late"]
    return red, set(listed(client.get("/desk/", {"q": "late"}))), count


@pytest.mark.parametrize("clock", CLOCKS)
def test_the_red_rows_are_those_in_the_queue_of_the_late(town: Town, clock: str):
    """Whatever the state, whichever clock has run out."""
    later, past = MONDAY + timedelta(days=3), MONDAY - timedelta(hours=1)
    pattern = town.handling()
    for state in State:
        case = town.reported(state.label)
        columns = {**NONE_RUNS, "respond_by": later, clock: past}
        held = {
            "state": state,
            "host_org": pattern.host_org,
            "due_at": later,
            "handle_from": past,
            "handle_limit": "1wd",
            "closed_at": MONDAY if state in TERMINAL else None,
        }
        Case.objects.filter(pk=case.pk).update(**held, **columns)
    red, late, count = shown(town, "secretary")
    assert red == late
    assert count == len(red) > 0


def test_what_is_late_stands_first_also_where_another_of_its_clocks_still_runs(town: Town):
    soon, late = town.handling(words="快到了"), town.handling(words="早超了")
    Case.objects.filter(pk=soon.pk).update(due_at=MONDAY + timedelta(hours=1), handle_by=MONDAY + timedelta(hours=1))
    Case.objects.filter(pk=late.pk).update(due_at=MONDAY + timedelta(days=9), handle_by=MONDAY - timedelta(days=1))
    assert listed(town.client("secretary").get("/desk/")) == ["早超了", "快到了"]


def test_a_case_at_the_top_for_which_nobody_named_a_leader_is_late(town: Town):
    case = actions.raise_top(town.handled_by(4), reason="要钱", by=town.hat("platform"), at=MONDAY)
    assert shown(town, "leading") == (set(), set(), 0)
    past = MONDAY - timedelta(hours=1)
    Case.objects.filter(pk=case.pk).update(respond_by=past, respond_noted_at=past)
    assert shown(town, "leading") == ({case.title}, {case.title}, 1)
