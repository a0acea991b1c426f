from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from worktime import actions, clock


class Command(BaseCommand):
    help = "Take over the working calendar of whole years from a CSV file (date,is_workday,name): all or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE.csv", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")

    def handle(self, *, file: Path, dry_run: bool, **options: Any) -> None:
        try:
            content = file.read_bytes()
        except OSError as problem:
            raise CommandError(f"打不开文件 {file}：{problem.strerror}") from None
        self.stdout.write(_previewed(content) if dry_run else _imported(content, file.name))


def _previewed(content: bytes) -> str:
    preview = actions.preview_calendar(content)
    if preview.errors:
        raise CommandError("\n".join(str(error) for error in preview.errors))
    years = "、".join(str(year) for year in preview.years)
    return f"{years} 年共 {len(preview.days)} 天，将改动 {len(preview.changes)} 天；这次没有写入。"


def _imported(content: bytes, source: str) -> str:
    try:
        change = actions.import_calendar(content=content, source=source, by=None, at=clock.now())
    except ValidationError as problem:
        raise CommandError("\n".join(problem.messages)) from None
    return f"已导入 {change.in_words}，改动 {change.changed_rows} 天。" if change else "与现有日历相同，没有改动。"
