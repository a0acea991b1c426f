"""D03 “双报到”：机关企事业单位党组织、在职党员到社区: never to two at once; a unit yields a joint task list."""

from checkins.models import MemberCheckIn
from checkins.workflow import State
from tests.checkins import conftest as desk
from tests.checkins.conftest import monday, town
from tests.factories import Town

__all__ = ["monday", "town"]


def test_a_member_checks_in_to_one_community_and_reads_which(town: Town) -> None:
    first = desk.asked(town, "serving", "community")
    member = first.member
    for state in (State.PENDING, State.CONFIRMED):
        first.refresh_from_db()
        assert first.state == state
        second = desk.post(town, "serving", "ask_in", community=town.places["far_community"].pk)
        assert second.status_code == 409
        assert desk.says(second, "once_open", member=member, community="太平镇社区", state=state.label)
        assert MemberCheckIn.objects.filter(member=member).count() == 1
        if state == State.PENDING:
            desk.done(
                town, "community", "decide_member", first.pk, "confirm", grid=town.grid.pk, duty=desk.duty().pk
            )  # fmt: skip
    desk.done(town, "community", "decide_member", first.pk, "end", reason="搬到科技街社区")
    assert desk.asked(town, "serving", "far_community").state == State.PENDING


def test_a_unit_that_is_confirmed_yields_the_joint_task_list(town: Town) -> None:
    check_in = desk.announced(town, need="修楼道扶手", resource="会议室", project="电梯议事")
    assert "共建任务清单" not in desk.text(desk.get(town, "housing", "unit", check_in.pk))
    desk.done(
        town, "community", "decide_unit", check_in.pk, "confirm", agreement="每月议事", agreed_on="2026-11-16"
    )  # fmt: skip
    item = check_in.items.get(title="修楼道扶手")
    desk.done(town, "community", "plan_item", item.pk, who="区住建局", due_on="2026-12-01")
    desk.done(town, "housing", "finish_item", item.pk, done_on="2026-11-16", result="装好了")
    page = desk.text(desk.get(town, "housing", "unit", check_in.pk))
    for words in ("共建任务清单", "修楼道扶手", "区住建局", "12月1日", "11月16日办好", "装好了", "会议室", "电梯议事"):
        assert words in page
