"""A decision bears the mark of the form that made it; sentences where constraints refuse."""

from importlib import import_module

from django.conf import settings
from django.db import migrations, models


from accounts.triggers import refusing

# A column is added to partylife_decision: on SQLite its triggers have to be raised anew, whichever way this runs.
REFUSALS = import_module("partylife.migrations.0002_records_are_kept").REFUSALS


class Migration(migrations.Migration):
    dependencies = [
        ("partylife", "0002_records_are_kept"),
        ("partyorg", "0005_days_posts_and_people_once"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        refusing(*REFUSALS, anew=True),
        migrations.AddField(
            model_name="decision",
            name="key",
            field=models.UUIDField(editable=False, null=True, unique=True, verbose_name="一次填写的标记"),
        ),
        migrations.AlterConstraint(
            model_name="decision",
            name="what_is_done_has_a_result",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_on__isnull", True), ("result", "")),
                    models.Q(("done_on__isnull", False), models.Q(("result", ""), _negated=True)),
                    _connector="OR",
                ),
                name="what_is_done_has_a_result",
                violation_error_message="办结要写明结果。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="meeting",
            name="an_agenda_was_fixed_at_a_moment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agenda", ""), ("agenda_at__isnull", True)),
                    models.Q(models.Q(("agenda", ""), _negated=True), ("agenda_at__isnull", False)),
                    _connector="OR",
                ),
                name="an_agenda_was_fixed_at_a_moment",
                violation_error_message="议题要有确定的时间。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="meeting",
            name="minutes_are_written_after_the_meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("minutes", ""), ("minutes_at__isnull", True)),
                    models.Q(models.Q(("minutes", ""), _negated=True), ("minutes_at__gte", models.F("held_at"))),
                    _connector="OR",
                ),
                name="minutes_are_written_after_the_meeting",
                violation_error_message="会议开过以后才写纪要。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="strike",
            name="a_strike_says_why",
            constraint=models.CheckConstraint(
                condition=models.Q(("because", ""), _negated=True),
                name="a_strike_says_why",
                violation_error_message="请写明理由。",
            ),
        ),
        refusing(*REFUSALS, anew=True),
    ]
