"""Why a plan stopped before its last day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("patrols", "0002_common_check_items"),
    ]

    operations = [
        migrations.AddField(
            model_name="patrolplan",
            name="stopped",
            field=models.CharField(blank=True, max_length=100, verbose_name="为什么停了"),
        ),
    ]
