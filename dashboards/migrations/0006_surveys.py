"""第三方满意度调查, and the five problems that 青岛市北区 found (资源配备不足 …); administrators add others."""

import accounts.names
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

PROBLEMS = ["资源配备不足", "网格多头管理", "信息化程度不高", "群众参与度不高", "满意度低"]


def load(apps, schema_editor):
    problem = apps.get_model("dashboards", "Problem")
    problem.objects.bulk_create(problem(name=name, order=order * 10) for order, name in enumerate(PROBLEMS, start=1))


class Migration(migrations.Migration):
    dependencies = [
        ("dashboards", "0005_reports"),
        ("grids", "0002_estates"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Problem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "name",
                    models.CharField(
                        max_length=20, unique=True, validators=[accounts.names.plain_name], verbose_name="问题"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=100, verbose_name="次序")),
                ("is_active", models.BooleanField(default=True, verbose_name="在用")),
            ],
            options={
                "verbose_name": "调查问题标签",
                "verbose_name_plural": "调查问题标签",
                "ordering": ["order", "id"],
            },
        ),
        migrations.CreateModel(
            name="Survey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(editable=False, null=True, unique=True, verbose_name="一次填写的标记")),
                ("name", models.CharField(max_length=60, verbose_name="名称")),
                ("by_whom", models.CharField(max_length=60, verbose_name="调查单位")),
                ("first_on", models.DateField(verbose_name="开始日期")),
                ("last_on", models.DateField(verbose_name="结束日期")),
                ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="作废时间")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="作废理由")),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="录入人",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="surveys",
                        to="grids.place",
                        verbose_name="地域",
                    ),
                ),
            ],
            options={
                "verbose_name": "满意度调查",
                "verbose_name_plural": "满意度调查",
                "ordering": ["-last_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="SurveyResult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("satisfied", models.PositiveIntegerField(default=0, verbose_name="满意")),
                ("mostly", models.PositiveIntegerField(default=0, verbose_name="基本满意")),
                ("dissatisfied", models.PositiveIntegerField(default=0, verbose_name="不满意")),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="survey_results",
                        to="grids.place",
                        verbose_name="地域",
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results",
                        to="dashboards.survey",
                        verbose_name="调查",
                    ),
                ),
            ],
            options={
                "verbose_name": "调查结果",
                "verbose_name_plural": "调查结果",
                "ordering": ["survey", "id"],
            },
        ),
        migrations.CreateModel(
            name="SurveyTag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="人数")),
                (
                    "problem",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dashboards.problem",
                        verbose_name="问题",
                    ),
                ),
                (
                    "result",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tags",
                        to="dashboards.surveyresult",
                        verbose_name="结果",
                    ),
                ),
            ],
            options={
                "verbose_name": "问题人数",
                "verbose_name_plural": "问题人数",
                "ordering": ["result", "problem"],
            },
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_on__gte", models.F("first_on"))),
                name="a_survey_ends_after_it_began",
                violation_error_message="结束日期不能早于开始日期。",
            ),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reason", ""), ("withdrawn_at__isnull", True)),
                    models.Q(("withdrawn_at__isnull", False), models.Q(("reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="a_survey_is_withdrawn_for_a_reason",
                violation_error_message="作废要写理由。",
            ),
        ),
        migrations.AddConstraint(
            model_name="surveyresult",
            constraint=models.UniqueConstraint(
                fields=("survey", "place"),
                name="one_result_of_a_place_in_a_survey",
                violation_error_message="这个地方在这次调查里已经有一行。",
            ),
        ),
        migrations.AddConstraint(
            model_name="surveyresult",
            constraint=models.CheckConstraint(
                condition=models.Q(("satisfied__gt", 0), ("mostly__gt", 0), ("dissatisfied__gt", 0), _connector="OR"),
                name="a_survey_asked_somebody",
                violation_error_message="这个地方一个人也没有问到，请去掉这一行。",
            ),
        ),
        migrations.AddConstraint(
            model_name="surveytag",
            constraint=models.UniqueConstraint(
                fields=("result", "problem"),
                name="a_problem_once_in_a_result",
                violation_error_message="一个地方的一个问题只写一次。",
            ),
        ),
        migrations.AddConstraint(
            model_name="surveytag",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gt", 0)),
                name="a_problem_was_named",
                violation_error_message="没有人提的问题不用写。",
            ),
        ),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
