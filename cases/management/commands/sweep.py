import json
from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cases import actions
from cases.models import Event
from worktime import clock

YEARS = range(2000, 2201)
FURTHEST = timedelta(days=366)  # what a sweep sets aside waits from its own moment on: a slip of a century lasts one

_NAMES = dict(Event.KINDS)


class Command(BaseCommand):
    help = "巡检一遍：到点的案件各走一步。--at 当作那一刻来巡。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--at", help="ISO 时间，如 2026-11-25T17:31+08:00；不写就是现在")
        parser.add_argument("--json", action="store_true", help="打印一行 JSON")

    def handle(self, *, at: str | None, json: bool, **_: Any) -> None:
        swept = actions.sweep(at=clock.now() if at is None else _moment(at))
        self.stdout.write(_as_json(swept) if json else _as_words(swept))


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"看不懂时间“{text}”，请写成 2026-11-25T17:31+08:00。") from error
    if moment.year not in YEARS:
        raise CommandError(f"时间“{text}”的年份要在 {YEARS[0]} 到 {YEARS[-1]} 之间。")
    moment = moment if moment.tzinfo else timezone.make_aware(moment)
    if moment - clock.now() > FURTHEST:
        raise CommandError(f"时间“{text}”在 {FURTHEST.days} 天以后：巡检会把未来的期限都当作已到，请核对年份。")
    return moment


def _as_json(swept: actions.Swept) -> str:
    return json.dumps(
        {
            "at": timezone.localtime(swept.at).isoformat(),
            "moved": swept.moved,
            "steps": dict(swept.steps),
            "set_aside": swept.set_aside,
            "latest_seconds": swept.latest_seconds,
        }
    )


def _as_words(swept: actions.Swept) -> str:
    steps = "，".join(f"{_NAMES[kind]} {count} 件" for kind, count in sorted(swept.steps.items()))
    words = f"{timezone.localtime(swept.at):%Y-%m-%d %H:%M:%S} 巡检：{steps or '没有到点的案件'}"
    return words + (f"；搁置 {swept.set_aside} 件（见管理后台“巡检搁置”）" if swept.set_aside else "")
