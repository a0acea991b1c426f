"""What is told of activities beyond who comes when: that a no-show stands no longer."""

from __future__ import annotations

from collections.abc import Iterator

from activities.models import SignUp
from activities.workflow import Standing
from notifications.letters import News, Stretch, finds, key_of_missed, when
from notifications.models import Letter


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
