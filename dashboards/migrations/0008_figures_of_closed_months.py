"""All figures of a closed month are kept as they stood, not only those that scores are made of. Of months closed before
there are none: what they were then is no longer known.
"""

import django.db.models.deletion
from django.db import migrations, models

from accounts.triggers import Refusal, refusing

REFUSALS = [
    Refusal("snapshot_never_changes", "dashboards_snapshot", "UPDATE", "a figure of a closed month stays as it is"),
    Refusal("snapshot_never_goes", "dashboards_snapshot", "DELETE", "a figure of a closed month is never deleted"),
]


class Migration(migrations.Migration):
    dependencies = [("dashboards", "0007_a_survey_once"), ("grids", "0001_tables")]

    operations = [
        migrations.CreateModel(
            name="Snapshot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("figures", models.JSONField(verbose_name="当时的数")),
                (
                    "closing",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="snapshots",
                        to="dashboards.closing",
                        verbose_name="封存",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="grids.place",
                        verbose_name="地域",
                    ),
                ),
            ],
            options={
                "verbose_name": "封存的数",
                "verbose_name_plural": "封存的数",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("place", "closing"),
                        name="a_place_is_kept_once_a_month",
                        violation_error_message="这个地方这个月的数已经封存过。",
                    )
                ],
            },
        ),
        refusing(*REFUSALS),
    ]
