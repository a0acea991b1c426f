from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shop.checking import check_stock


class Command(BaseCommand):
    help = "Prove the stock of the shops: every good from its rows, every order's points; exit 1 where one differs."

    def handle(self, **options: Any) -> None:
        found = check_stock()
        if found.amiss:
            raise CommandError("库存对不上：" + "；".join(found.amiss) + "。")
        self.stdout.write(f"库存进出共 {found.rows} 笔，每种货品、每一单都对得上。")
