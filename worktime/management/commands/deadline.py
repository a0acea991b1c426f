from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from worktime.calendar import SHANGHAI
from worktime.current import current_calendar
from worktime.limits import Limit


class Command(BaseCommand):
    help = "When a limit that starts at START runs out, and why: deadline 2026-02-13T16:00+08:00 2wd"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("start", metavar="START", help="ISO 8601; without a zone it is Asia/Shanghai")
        parser.add_argument("limit", metavar="LIMIT", help="4wh, 2wd, 7nd or 24h")

    def handle(self, *, start: str, limit: str, **options: Any) -> None:
        try:
            deadline = current_calendar().deadline(_moment(start), Limit.parse(limit))
        except ValueError as problem:
            raise CommandError(str(problem)) from None
        self.stdout.write(deadline.at.isoformat())
        self.stdout.write(deadline.explanation)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(f"看不懂时间“{text[:40]}”：请写成 2026-02-13T16:00+08:00 这样。") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)
