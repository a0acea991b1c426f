"""What is told of activities beyond who comes when: who is to lead one, and that a no-show stands no longer."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from activities.models import Activity, SignUp
from activities.workflow import Standing
from notifications.letters import News, Stretch, finds, key_of_missed, second, when
from notifications.models import Letter


@finds
def to_lead(now: Stretch) -> Iterator[News]:
    """Who was named 活动负责人 by somebody else: in 我的, or at the desk whoever works there and is no volunteer."""
    named = Activity.objects.ahead(now.to).filter(leader_named_at__gt=now.since, leader_named_at__lte=now.to)
    for one in named.exclude(leader=None).select_related("leader__volunteer", "community"):
        leader = one.leader
        assert leader
        volunteer = getattr(leader, "volunteer", None)
        is_here = volunteer is not None and volunteer.left_on is None
        what = f"“{one.title[:30]}”由您负责：{one.when_said}，{one.where[:30]}。"
        how = "当天在“身边的活动”里点开它，亮码、点名" if is_here else "当天亮码、点名"
        words = f"{what}{how}，结束后送审。去不了请早告诉{one.community.short_name}。"
        link = "" if is_here else reverse("activities:activity", args=[one.pk])
        key = f"leads:{one.pk}:{leader.pk}:{second(one.leader_named_at)}"
        yield News(key, leader.pk, words, urgent=is_here and one.template_id is None, link=link)


@finds
def put_right(now: Stretch) -> Iterator[News]:
    """撤回结束: to whoever was told that they did not come, once for each time that they were."""
    rows = SignUp.objects.filter(activity__reopened_at__gt=now.since, activity__reopened_at__lte=now.to)
    rows = rows.exclude(missed_at=None).exclude(standing=Standing.NO_SHOW).select_related("activity", "volunteer")
    told = {key_of_missed(one): one for one in rows}
    for key in Letter.objects.filter(key__in=list(told)).order_by("pk").values_list("key", flat=True):
        one = told[key]
        words = (
            f"“{one.activity.title[:30]}”（{when(one.activity)}）点早了结束，已经撤回：不再记您没有到场，名单重新点。"
        )
        yield News(f"put_right:{key}", one.volunteer.person_id, words)
