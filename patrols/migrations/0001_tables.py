import accounts.names
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    replaces = [("patrols", "0001_plans_rounds_and_findings")]

    dependencies = [
        ("cases", "0001_tables"),
        ("grids", "0001_tables"),
        ("partyorg", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CheckItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "name",
                    models.CharField(
                        max_length=15, unique=True, validators=[accounts.names.plain_name], verbose_name="检查项"
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.category",
                        verbose_name="转为案件时的类别",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="在用")),
            ],
            options={
                "verbose_name": "巡查检查项",
                "verbose_name_plural": "巡查检查项",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="PatrolPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(editable=False, null=True, unique=True, verbose_name="一次填写的标记")),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="patrol_plans",
                        to="grids.place",
                        verbose_name="社区",
                    ),
                ),
                (
                    "grid",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="grids.place",
                        verbose_name="网格",
                    ),
                ),
                (
                    "estate",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="grids.estate",
                        verbose_name="小区",
                    ),
                ),
                (
                    "patroller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="patrol_plans",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="巡查人",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partyorg.post",
                        verbose_name="岗位",
                    ),
                ),
                (
                    "weekdays",
                    models.CharField(
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^(?!.*(.).*\\1)[1-7]+\\Z", "只写 1 到 7 的数字，每个写一次，如 12345。"
                            )
                        ],
                        verbose_name="星期",
                    ),
                ),
                ("since", models.DateField(verbose_name="从哪天起")),
                ("until", models.DateField(blank=True, null=True, verbose_name="到哪天止")),
                ("items", models.ManyToManyField(related_name="plans", to="patrols.checkitem", verbose_name="检查项")),
            ],
            options={
                "verbose_name": "巡查安排",
                "verbose_name_plural": "巡查安排",
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                        name="a_patrol_plan_ends_after_it_began",
                        violation_error_message="结束日期不能早于开始日期。",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Patrol",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="patrols",
                        to="patrols.patrolplan",
                        verbose_name="巡查安排",
                    ),
                ),
                ("started_at", models.DateTimeField(verbose_name="开始时间")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="结束时间")),
            ],
            options={
                "verbose_name": "巡查",
                "verbose_name_plural": "巡查",
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("plan",),
                        name="one_round_of_a_plan_at_a_time",
                        violation_error_message="这一巡查已经开始。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True), ("ended_at__gte", models.F("started_at")), _connector="OR"
                        ),
                        name="a_round_of_a_patrol_ends_after_it_began",
                        violation_error_message="结束时间不能早于开始时间。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(editable=False, null=True, unique=True, verbose_name="一次填写的标记")),
                (
                    "patrol",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="patrols.patrol",
                        verbose_name="巡查",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="patrols.checkitem",
                        verbose_name="检查项",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[("STOPPED", "当场制止"), ("CASE", "转为案件")], max_length=12, verbose_name="怎样处理"
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=200, verbose_name="情况")),
                ("address", models.CharField(blank=True, max_length=100, verbose_name="具体位置")),
                ("lat", models.FloatField(blank=True, null=True, verbose_name="纬度")),
                ("lon", models.FloatField(blank=True, null=True, verbose_name="经度")),
                ("photo", models.FileField(blank=True, max_length=200, upload_to="patrols", verbose_name="照片")),
                ("width", models.PositiveIntegerField(default=0, editable=False)),
                ("height", models.PositiveIntegerField(default=0, editable=False)),
                ("digest", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "case",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="finding",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                ("found_at", models.DateTimeField(verbose_name="时间")),
            ],
            options={
                "verbose_name": "巡查发现",
                "verbose_name_plural": "巡查发现",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("case__isnull", True), ("outcome", "STOPPED"), models.Q(("photo", ""), _negated=True)
                            ),
                            models.Q(("case__isnull", False), ("outcome", "CASE")),
                            _connector="OR",
                        ),
                        name="stopped_with_a_picture_or_a_case",
                        violation_error_message="当场制止要有照片，转为案件要有案件。",
                    )
                ],
            },
        ),
    ]
