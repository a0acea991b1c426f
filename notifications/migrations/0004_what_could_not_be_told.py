import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_default_rules"), ("notifications", "0003_no_code_in_the_register")]

    operations = [
        migrations.CreateModel(
            name="Untold",
            fields=[
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="cases.event",
                        verbose_name="经过",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("error", models.TextField(verbose_name="错误")),
            ],
            options={
                "verbose_name": "没能告知的经过",
                "verbose_name_plural": "没能告知的经过",
                "ordering": ["-event_id"],
            },
        ),
    ]
