"""/healthz: one JSON answer for whoever watches the machine.

No personal data in it, and no question behind it that grows with the number of cases.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import Error
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.actions.sweep import SET_ASIDE_FOR
from cases.models import Case, Heartbeat, SetAside
from notifications.models import Message
from worktime import clock
from worktime.current import current_calendar

LONGEST_SILENCE = timedelta(minutes=2)  # a worker sweeps every 15 seconds
COUNTED_AT_MOST = 10_000


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and the sweep has run within two minutes of real time; else 503, and `problems`.

    A system whose sweep has never run is not healthy either: without a worker no case climbs. The rest (an unknown
    calendar year, cases set aside, what waits) is told and fails nothing. Counts stop at COUNTED_AT_MOST.
    """
    try:
        found = _examined()
    except Error:
        found = {"ok": False, "problems": ["数据库没有回答。"], "database": "unavailable"}
    return JsonResponse(found, status=200 if found["ok"] else 503, json_dumps_params={"ensure_ascii": False})


def _examined() -> dict[str, Any]:
    at, heartbeat = clock.now(), Heartbeat.objects.filter(name="sweep").first()
    problems = _problems(heartbeat)
    return {
        "ok": not problems,
        "problems": problems,
        "database": "ok",
        "sweep": _sweep(heartbeat) if heartbeat else None,
        "calendar": {
            "year_known": _is_announced(timezone.localdate(at).year),
            "next_year_known": _is_announced(timezone.localdate(at).year + 1),
        },
        "cases_due": Case.objects.overdue(at).order_by()[:COUNTED_AT_MOST].count(),
        "set_aside": SetAside.objects.filter(at__gt=at - SET_ASIDE_FOR).order_by()[:COUNTED_AT_MOST].count(),
        "messages_pending": Message.objects.filter(state=Message.State.PENDING)[:COUNTED_AT_MOST].count(),
    }


def _problems(heartbeat: Heartbeat | None) -> list[str]:
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
