"""/healthz: one JSON answer for whoever watches the machine.

No personal data in it, and no question behind it that grows with the number of cases.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import Error
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.actions.sweep import SET_ASIDE_FOR
from cases.models import Case, Heartbeat, Recomputation, SetAside
from notifications.happenings import waiting_for
from notifications.models import Message, Untold
from worktime import clock
from worktime.current import current_calendar
from worktime.models import CalendarChange

LONGEST_SILENCE = timedelta(minutes=2)  # a worker sweeps every 15 seconds
LONGEST_SECRET = timedelta(minutes=5)  # a worker announces as often
LONGEST_OLD_CALENDAR = timedelta(minutes=15)  # a worker looks every five
COUNTED_AT_MOST = 10_000

Counts = dict[str, tuple[int, str]]  # name → how many, and the sentence when there are any


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when the database answers, the sweep has run within two minutes of real time and events are announced; else
    503.

    A system whose sweep has never run is not healthy either: without a worker no case climbs. `problems` names what
    stands still, and also what somebody should look at although the system runs: given-up texts, events that could not
    be told, deadlines not yet recomputed. The rest is told and fails nothing. Counts stop at COUNTED_AT_MOST.
    """
    try:
        found = _examined()
    except Error:
        found = {"ok": False, "problems": ["数据库没有回答。"], "database": "unavailable"}
    return JsonResponse(found, status=200 if found["ok"] else 503, json_dumps_params={"ensure_ascii": False})


def _examined() -> dict[str, Any]:
    at, heartbeat = clock.now(), Heartbeat.objects.filter(name="sweep").first()
    waits, worries = _waits(), _worries(at)
    standing_still = _silent(heartbeat) + _named(waits)
    return {
        "ok": not standing_still,
        "problems": standing_still + _named(worries),
        "database": "ok",
        "sweep": _sweep(heartbeat) if heartbeat else None,
        "calendar": {
            "year_known": _is_announced(timezone.localdate(at).year),
            "next_year_known": _is_announced(timezone.localdate(at).year + 1),
        },
        "cases_due": Case.objects.overdue(at).order_by()[:COUNTED_AT_MOST].count(),
        "set_aside": SetAside.objects.filter(at__gt=at - SET_ASIDE_FOR).order_by()[:COUNTED_AT_MOST].count(),
        "messages_pending": Message.objects.filter(state=Message.State.PENDING)[:COUNTED_AT_MOST].count(),
        **{name: count for name, (count, _) in (waits | worries).items()},
    }


def _waits() -> Counts:
    """Work that a running worker would have done: nobody is told anything."""
    late = waiting_for(LONGEST_SECRET, most=COUNTED_AT_MOST)
    return {"events_waiting": (late, "有 {} 条经过超过 5 分钟没有告知任何人：请查看后台进程。")}


def _worries(at: datetime) -> Counts:
    """What somebody should look at while the system runs on."""
    given_up = Message.objects.given_up_since(at - timedelta(days=1), most=COUNTED_AT_MOST)
    untold = Untold.objects.order_by()[:COUNTED_AT_MOST].count()
    changes = CalendarChange.objects.filter(at__lt=at - LONGEST_OLD_CALENDAR).order_by()
    open_changes = changes.exclude(pk__in=Recomputation.objects.values("calendar_change_id"))[:COUNTED_AT_MOST].count()
    return {
        "messages_failed": (given_up, "一天内有 {} 条短信发送失败：网关恢复后，在 /admin/ 的“消息”里再发一次。"),
        "events_untold": (untold, "有 {} 条经过没能告知：原因见 /admin/ 的“没能告知的经过”。"),
        "recomputations_open": (open_changes, "有 {} 次日历变更超过 15 分钟没有重算时限：请查看后台进程。"),
    }


def _named(counts: Counts) -> list[str]:
    return [words.format(count) for count, words in counts.values() if count]


def _silent(heartbeat: Heartbeat | None) -> list[str]:
    if heartbeat is None:
        return ["巡检从来没有运行过：请启动后台进程（celery worker 和 beat）。"]
    if _silence(heartbeat) > LONGEST_SILENCE:
        return [f"巡检已经 {_silence(heartbeat).total_seconds():.0f} 秒没有运行：请查看后台进程。"]
    return []


def _sweep(heartbeat: Heartbeat) -> dict[str, Any]:
    return {
        "last_at": timezone.localtime(heartbeat.last_at).isoformat(),
        "seconds_ago": round(_silence(heartbeat).total_seconds()),
        "moved": heartbeat.moved,
        "failed": heartbeat.failed,
    }


def _silence(heartbeat: Heartbeat) -> timedelta:
    """In real time, also when the demo's clocks run fast."""
    return timezone.now() - heartbeat.recorded_at


def _is_announced(year: int) -> bool:
    return not current_calendar().is_provisional(date(year, 12, 31))
