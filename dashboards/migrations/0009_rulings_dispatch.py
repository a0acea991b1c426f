"""A ruling that names another host dispatches: where one did, the case is counted anew by the next run."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import F


def count_anew(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """As dashboards.actions.recounting does where the calendar has changed."""
    facts, counted = apps.get_model("dashboards", "Fact"), apps.get_model("dashboards", "Counted")
    ruled = facts.objects.filter(what="dispute_granted").order_by().values("case")
    if counted.objects.filter(case__in=ruled).delete()[0]:
        apps.get_model("dashboards", "Projected").objects.update(event_id=0, revision=F("revision") + 1)


class Migration(migrations.Migration):
    dependencies = [
        ("dashboards", "0008_figures_of_closed_months"),
    ]

    operations = [
        migrations.RunPython(count_anew, migrations.RunPython.noop),
    ]
