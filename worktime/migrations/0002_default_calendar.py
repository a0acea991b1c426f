"""The working calendar of 2023 to 2026 as the State Council announced it, and the usual working hours."""

import csv
from datetime import date, time
from pathlib import Path

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.utils import timezone

SOURCE = Path(__file__).resolve().parent.parent / "data" / "workdays_2023_2026.csv"


def load(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    CalendarDay = apps.get_model("worktime", "CalendarDay")
    WorkPeriod = apps.get_model("worktime", "WorkPeriod")
    CalendarChange = apps.get_model("worktime", "CalendarChange")
    with SOURCE.open(encoding="utf-8", newline="") as lines:
        days = [
            CalendarDay(date=date.fromisoformat(row["date"]), is_workday=row["is_workday"] == "1", name=row["name"])
            for row in csv.DictReader(lines)
        ]
    CalendarDay.objects.bulk_create(days)
    WorkPeriod.objects.create(starts=time(9), ends=time(12))
    WorkPeriod.objects.create(starts=time(13, 30), ends=time(17, 30))
    CalendarChange.objects.create(
        kind="IMPORT",
        years=sorted({day.date.year for day in days}),
        at=timezone.now(),
        source=SOURCE.name,
        rows=len(days),
        changed_rows=len(days),
    )


def unload(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for name in ("CalendarChange", "WorkPeriod", "CalendarDay"):
        apps.get_model("worktime", name).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("worktime", "0001_tables")]
    operations = [migrations.RunPython(load, unload)]
