from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.checking import check_trail


class Command(BaseCommand):
    help = "Prove the audit trail: nothing changed, taken out, put in or cut off; exit 1 at the first broken link."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--expect", default="", metavar="HASH", help="a hash printed earlier, kept elsewhere")

    def handle(self, *, expect: str, **options: Any) -> None:
        found = check_trail(expect=expect)
        if found.amiss:
            raise CommandError(f"审计链断了：{found.amiss}。")
        self.stdout.write(f"审计记录共 {found.length} 条，链是完整的。")
        self.stdout.write(f"最新的哈希 {found.hash or '（还没有记录）'}")
