import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A table of what changed for whoever had signed up: `changed_at` alone said that something did, and not what."""

    dependencies = [
        ("activities", "0002_fourteen_come_alone"),
    ]

    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("TIME", "时间"),
                            ("PLACE", "地点"),
                            ("TITLE", "名称"),
                            ("WORK", "做什么"),
                            ("TEAM", "谁组织"),
                            ("WORDS", "说明"),
                        ],
                        max_length=16,
                        verbose_name="改了什么",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="activities.activity",
                        verbose_name="活动",
                    ),
                ),
            ],
            options={
                "verbose_name": "活动改动",
                "verbose_name_plural": "活动改动",
                "ordering": ["id"],
                "indexes": [models.Index(fields=["at"], name="activity_changes_to_tell")],
            },
        ),
    ]
