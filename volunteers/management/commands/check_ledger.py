from typing import Any

from django.core.management.base import BaseCommand, CommandError

from volunteers.checking import check_ledger


class Command(BaseCommand):
    help = "Prove the ledger of hours and points: every balance from its rows; exit 1 where one does not agree."

    def handle(self, **options: Any) -> None:
        found = check_ledger()
        if found.amiss:
            raise CommandError("账目不平：" + "；".join(found.amiss) + "。")
        self.stdout.write(f"账目共 {found.rows} 笔，每个余额都与账目相符。")
