"""The rules that hold where a community, its street and its district have none of their own (domain.md §4); and how far
accepted reports have been awarded: none yet.
"""

from datetime import date

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def begin(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("volunteers", "Scheme").objects.create(place=None, valid_from=date(2020, 1, 1), name="通用积分细则")
    apps.get_model("volunteers", "ReportsSettled").objects.create(event_id=0)


class Migration(migrations.Migration):
    replaces = [("volunteers", "0005_how_far_reports_are_settled")]
    dependencies = [("volunteers", "0002_the_ledger_is_kept")]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
