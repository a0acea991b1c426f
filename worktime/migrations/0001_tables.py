import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    replaces = [("worktime", "0001_initial")]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarDay",
            fields=[
                ("date", models.DateField(primary_key=True, serialize=False, verbose_name="日期")),
                ("is_workday", models.BooleanField(verbose_name="上班")),
                (
                    "name",
                    models.CharField(
                        blank=True, help_text="放假或调休所属的节日；平常日子留空。", max_length=32, verbose_name="节日"
                    ),
                ),
            ],
            options={
                "verbose_name": "工作日历",
                "verbose_name_plural": "工作日历",
                "ordering": ["date"],
            },
        ),
        migrations.CreateModel(
            name="WorkPeriod",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts", models.TimeField(verbose_name="上班")),
                ("ends", models.TimeField(verbose_name="下班")),
            ],
            options={
                "verbose_name": "上班时段",
                "verbose_name_plural": "上班时段",
                "ordering": ["starts"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("starts__lt", models.F("ends"))),
                        name="work_period_starts_before_it_ends",
                        violation_error_message="上班要早于下班。",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(choices=[("IMPORT", "导入"), ("EDIT", "修改")], max_length=8, verbose_name="方式"),
                ),
                (
                    "years",
                    models.JSONField(
                        default=list, help_text="空表示上班时段变了，所有年份都涉及。", verbose_name="涉及年份"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="何人",
                    ),
                ),
                ("source", models.CharField(max_length=200, verbose_name="来源")),
                ("rows", models.PositiveIntegerField(default=0, verbose_name="行数")),
                ("changed_rows", models.PositiveIntegerField(default=0, verbose_name="变动行数")),
                ("stamp", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ],
            options={
                "verbose_name": "日历变更",
                "verbose_name_plural": "日历变更",
                "ordering": ["-id"],
            },
        ),
    ]
