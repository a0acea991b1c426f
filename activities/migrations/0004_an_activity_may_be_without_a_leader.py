"""Whose leader is a volunteer no more has none, until the desk names another: also where they left before this."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def leave_to_nobody(apps, schema_editor):
    """What is still to be held, and what recurs; whoever works here leads by their post, and goes on."""
    gone = apps.get_model("volunteers", "Volunteer").objects.exclude(left_on=None).values("person")
    at_work = apps.get_model("partyorg", "Post").objects.filter(withdrawn_at=None, to_date=None).values("person")
    for name in ("Activity", "Template"):
        rows = apps.get_model("activities", name).objects.filter(leader__in=gone).exclude(leader__in=at_work)
        if name == "Activity":
            rows = rows.filter(state__in=["DRAFT", "PUBLISHED"])
        rows.update(leader=None)


def led():
    return models.ForeignKey(
        blank=True,
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="%(class)ss_led",
        to=settings.AUTH_USER_MODEL,
        verbose_name="负责人",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0003_what_changed_is_told"),
        ("partyorg", "0002_three_apart"),
        ("volunteers", "0006_the_fund_is_of_points"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(model_name="activity", name="leader", field=led()),
        migrations.AlterField(model_name="template", name="leader", field=led()),
        migrations.RunPython(leave_to_nobody, migrations.RunPython.noop),
    ]
