"""Who is no volunteer of a community any more walks no patrol there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.timezone import localdate, localtime

from patrols.actions import plans_that_stop, stop_plans
from patrols.models import Patrol
from volunteers.departures import ends_with_volunteering, says_what_ends
from volunteers.models import Volunteer


@ends_with_volunteering
def end_walking(volunteer: Volunteer, at: datetime) -> None:
    stop_plans(volunteer.person, at=at)


@says_what_ends
def walks(volunteer: Volunteer, at: datetime) -> Iterator[str]:
    for plan in plans_that_stop(volunteer.person, localdate(at)).select_related("grid", "estate"):
        yield f"您的巡查（{plan}，{plan.days}）：不用再去，社区另外安排人。"
    under_way = Patrol.objects.filter(plan__patroller=volunteer.person, plan__post=None, ended_at=None)
    for one in under_way.select_related("plan__grid", "plan__estate"):
        since = localtime(one.started_at)
        begun = f"{since.month}月{since.day}日 {since:%H:%M}"
        yield f"您 {begun} 开始的巡查（{one.plan}）还没有结束：退出以前先按“巡查完了”，时长照样报给社区。"
