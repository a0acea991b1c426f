from argparse import ArgumentParser
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dashboards.actions import catch_up, count_all_anew
from dashboards.checking import faults
from worktime import clock

SHOWN = 20


class Command(BaseCommand):
    help = "看板的数字是不是案件的数字：逐件核对计数，再核对各级合计。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--anew", action="store_true", help="先把全部计数重做一遍")

    def handle(self, **options: Any) -> None:
        at = clock.now()
        if options["anew"]:
            count_all_anew()
            self.stdout.write(f"重新计数 {catch_up(at=at)} 件。")
        if wrong := list(islice(faults(at=at), SHOWN)):
            for words in wrong:
                self.stderr.write(words)
            raise CommandError("数字对不上。可以用 --anew 全部重新计数。")
        self.stdout.write("看板的数字和案件一致。")
