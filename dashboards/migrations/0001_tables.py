import accounts.names
import django.core.validators
import django.db.models.deletion
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    replaces = [("dashboards", "0006_surveys")]

    dependencies = [
        ("cases", "0001_tables"),
        ("grids", "0001_tables"),
        ("partyorg", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Fact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="facts", to="cases.case"
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("came", "受理"),
                            ("came_again", "重复诉求"),
                            ("said_again", "又反映"),
                            ("opened", "进入办理"),
                            ("ended", "结束"),
                            ("dispatched", "派单"),
                            ("signed_in_time", "按时签收"),
                            ("signed_late", "没有按时签收"),
                            ("answered", "按时响应"),
                            ("not_answered", "没有按时响应"),
                            ("finished_in_time", "按时办结"),
                            ("ran_out", "到期没办结"),
                            ("disputed", "派单异议"),
                            ("dispute_granted", "异议成立"),
                            ("dispute_upheld", "异议不成立"),
                            ("whistled", "吹哨"),
                            ("climbed", "系统自动往上"),
                            ("whistle_answered", "哨声按时响应"),
                            ("whistle_not_answered", "哨声没有按时响应"),
                            ("reported_in", "按时报到"),
                            ("not_reported_in", "没有按时报到"),
                            ("topped", "顶格协调"),
                            ("topped_closed", "顶格协调办结"),
                            ("supervised", "督办"),
                            ("supervised_closed", "督办办结"),
                            ("yellow", "黄牌"),
                            ("red", "红牌"),
                            ("put_aside", "挂账"),
                            ("taken_up", "解挂"),
                            ("closed", "结案"),
                            ("closed_reworked", "结案前重办过"),
                            ("closed_in_grid", "网格里办结"),
                            ("closed_in_community", "社区里办结"),
                            ("solved_yes", "解决了"),
                            ("solved_partly", "解决了一部分"),
                            ("solved_no", "没解决"),
                            ("satisfied_yes", "满意"),
                            ("satisfied_mostly", "基本满意"),
                            ("satisfied_no", "不满意"),
                            ("rated", "报到被评价"),
                            ("rated_on_time", "评为及时"),
                            ("rated_solved", "评为解决了"),
                            ("rated_manner", "态度分"),
                            ("took", "一级办了多久"),
                            ("lasted", "从上报到办结"),
                        ],
                        max_length=24,
                        verbose_name="计数",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("day", models.DateField(verbose_name="日期")),
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
                (
                    "category",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.category",
                        verbose_name="类别",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("SNAPSHOT", "随手拍"),
                            ("PHONE", "电话"),
                            ("WECHAT", "微信"),
                            ("BROADCAST", "频道留言"),
                            ("PATROL", "巡查"),
                            ("HOTLINE", "热线"),
                            ("MEETING", "会议"),
                            ("BUILDING_HEAD", "楼栋长代报"),
                            ("API", "开放接口"),
                        ],
                        max_length=16,
                        verbose_name="来源",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partyorg.organisation",
                        verbose_name="单位",
                    ),
                ),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "网格"), (2, "社区"), (3, "街道"), (4, "区平台"), (5, "区领导小组")],
                        verbose_name="层级",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(default=1, verbose_name="数")),
                ("hours", models.PositiveSmallIntegerField(null=True, verbose_name="工作小时")),
            ],
            options={
                "verbose_name": "计数依据",
                "verbose_name_plural": "计数依据",
                "ordering": ["-day", "-id"],
                "indexes": [
                    models.Index(fields=["what", "-day", "-id"], name="fact_newest_first"),
                    models.Index(fields=["place", "day"], name="fact_of_place"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Counted",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="counted",
                        serialize=False,
                        to="cases.case",
                    ),
                ),
                ("version", models.PositiveIntegerField()),
            ],
            options={
                "verbose_name": "计数进度",
                "verbose_name_plural": "计数进度",
            },
        ),
        migrations.CreateModel(
            name="Projected",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("event_id", models.BigIntegerField(default=0)),
                ("tree", models.CharField(blank=True, max_length=64)),
                ("revision", models.PositiveBigIntegerField(default=0)),
                ("counted_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "计数到哪里",
                "verbose_name_plural": "计数到哪里",
            },
        ),
        migrations.CreateModel(
            name="Heard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "top",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="grids.place",
                        verbose_name="哪一级的",
                    ),
                ),
                ("key", models.CharField(max_length=64, verbose_name="苗头")),
                (
                    "place",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="grids.place",
                        verbose_name="地域",
                    ),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="理由")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="何人",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("on", models.DateField(verbose_name="日期")),
                ("until", models.DateTimeField(verbose_name="到什么时候")),
            ],
            options={
                "verbose_name": "看过的苗头",
                "verbose_name_plural": "看过的苗头",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["top", "until"], name="heard_signs_in_force")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("top", "key", "on"),
                        name="a_sign_is_heard_once_a_day",
                        violation_error_message="这条苗头今天已经有人看过了。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("at"))),
                        name="a_heard_sign_comes_back",
                        violation_error_message="放到什么时候，要晚于现在。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="a_heard_sign_has_its_reason",
                        violation_error_message="请写明看过以后怎么办的。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("month", models.DateField(verbose_name="月份")),
                ("edition", models.PositiveSmallIntegerField(default=1, verbose_name="第几版")),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="何人",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="申请时间")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("QUEUED", "排队中"),
                            ("RUNNING", "生成中"),
                            ("READY", "可以下载"),
                            ("FAILED", "没有做成"),
                        ],
                        default="QUEUED",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                ("done", models.PositiveSmallIntegerField(default=0, verbose_name="做到第几步")),
                ("attempt", models.PositiveSmallIntegerField(default=0, verbose_name="第几次做")),
                ("taken_at", models.DateTimeField(null=True, verbose_name="开始做的时间")),
                ("made_at", models.DateTimeField(null=True, verbose_name="做成时间")),
                ("figures", models.CharField(blank=True, max_length=64)),
                ("error", models.CharField(blank=True, max_length=200, verbose_name="为什么没有做成")),
            ],
            options={
                "verbose_name": "月报",
                "verbose_name_plural": "月报",
                "ordering": ["-month", "-edition"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["QUEUED", "RUNNING"])),
                        fields=["state", "id"],
                        name="reports_to_make",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("place", "month", "edition"),
                        name="one_report_of_an_edition",
                        violation_error_message="这个月的月报已经有了。",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["QUEUED", "RUNNING"])),
                        fields=("place", "month"),
                        name="one_report_at_a_time",
                        violation_error_message="这个月的月报正在做。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "READY"), _negated=True), ("made_at__isnull", False), _connector="OR"
                        ),
                        name="a_ready_report_was_made",
                        violation_error_message="做成的月报要有做成的时间。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportFile",
            fields=[
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="file",
                        serialize=False,
                        to="dashboards.report",
                    ),
                ),
                ("content", models.BinaryField()),
            ],
            options={
                "verbose_name": "月报文件",
                "verbose_name_plural": "月报文件",
            },
        ),
        migrations.CreateModel(
            name="ScoreScheme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(2000, "年度从 2000 年起。"),
                            django.core.validators.MaxValueValidator(2200, "年度到 2200 年为止。"),
                        ],
                        verbose_name="年度",
                    ),
                ),
                (
                    "subject",
                    models.CharField(
                        choices=[("STREET", "街道"), ("COMMUNITY", "社区"), ("GRID", "网格"), ("DEPARTMENT", "部门")],
                        max_length=16,
                        verbose_name="考核谁",
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="名称")),
                (
                    "partly",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.5"),
                        max_digits=3,
                        validators=[
                            django.core.validators.MinValueValidator(0, "要在 0 到 1 之间。"),
                            django.core.validators.MaxValueValidator(1, "要在 0 到 1 之间。"),
                        ],
                        verbose_name="“解决了一部分”算多少",
                    ),
                ),
                (
                    "mostly",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.8"),
                        max_digits=3,
                        validators=[
                            django.core.validators.MinValueValidator(0, "要在 0 到 1 之间。"),
                            django.core.validators.MaxValueValidator(1, "要在 0 到 1 之间。"),
                        ],
                        verbose_name="“基本满意”算多少",
                    ),
                ),
                (
                    "minimum",
                    models.PositiveSmallIntegerField(
                        default=30,
                        help_text="一个指标不满这么多件，就不计入，它的权重分给别的指标",
                        validators=[django.core.validators.MinValueValidator(1, "最少 1 件。")],
                        verbose_name="最少样本",
                    ),
                ),
                ("in_force", models.BooleanField(default=True, verbose_name="启用")),
            ],
            options={
                "verbose_name": "考核方案",
                "verbose_name_plural": "考核方案",
                "ordering": ["-year", "subject"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("year", "subject"),
                        name="one_scheme_of_scores_a_year",
                        violation_error_message="这一年已经有考核它的方案，请改那一份。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("mostly__gte", 0), ("mostly__lte", 1), ("partly__gte", 0), ("partly__lte", 1)
                        ),
                        name="an_answer_in_between_counts_for_a_share",
                        violation_error_message="折算要在 0 到 1 之间。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minimum__gte", 1)),
                        name="a_score_rests_on_something",
                        violation_error_message="最少 1 件。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Weight",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "scheme",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="weights",
                        to="dashboards.scorescheme",
                        verbose_name="方案",
                    ),
                ),
                ("indicator", models.CharField(max_length=32, verbose_name="指标")),
                (
                    "weight",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=5,
                        validators=[django.core.validators.MinValueValidator(Decimal("0.01"), "权重要大于 0。")],
                        verbose_name="权重",
                    ),
                ),
            ],
            options={
                "verbose_name": "权重",
                "verbose_name_plural": "权重",
                "ordering": ["-weight", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("scheme", "indicator"),
                        name="a_weight_once",
                        violation_error_message="这个指标已经有权重。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weight__gt", 0), ("weight__lte", 100)),
                        name="a_weight_is_of_a_hundred",
                        violation_error_message="权重要大于 0，不超过 100。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Closing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "district",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="grids.place",
                        verbose_name="区",
                    ),
                ),
                ("month", models.DateField(verbose_name="月份")),
                ("schemes", models.JSONField(verbose_name="当时的方案")),
                ("closed_at", models.DateTimeField(verbose_name="封存时间")),
                ("appeal_by", models.DateTimeField(verbose_name="申诉到哪一刻")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="何人",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partyorg.post",
                        verbose_name="以何岗位",
                    ),
                ),
            ],
            options={
                "verbose_name": "月度封存",
                "verbose_name_plural": "月度封存",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("district", "month"),
                        name="a_month_is_closed_once",
                        violation_error_message="这个月已经封存过了，不能再封存。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)),
                        name="a_month_is_its_first_day",
                        violation_error_message="月份写它的第一天。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("appeal_by__gt", models.F("closed_at"))),
                        name="an_appeal_comes_after_the_closing",
                        violation_error_message="申诉期在封存以后。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Score",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "closing",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scores",
                        to="dashboards.closing",
                        verbose_name="封存",
                    ),
                ),
                (
                    "subject",
                    models.CharField(
                        choices=[("STREET", "街道"), ("COMMUNITY", "社区"), ("GRID", "网格"), ("DEPARTMENT", "部门")],
                        max_length=16,
                        verbose_name="考核谁",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="grids.place",
                        verbose_name="地域",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partyorg.organisation",
                        verbose_name="单位",
                    ),
                ),
                ("score", models.DecimalField(decimal_places=2, max_digits=5, null=True, verbose_name="得分")),
                ("rank", models.PositiveSmallIntegerField(null=True, verbose_name="名次")),
                ("figures", models.JSONField(verbose_name="当时的数")),
            ],
            options={
                "verbose_name": "考核得分",
                "verbose_name_plural": "考核得分",
                "ordering": ["closing", "subject", models.OrderBy(models.F("rank"), nulls_last=True), "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("place__isnull", False),
                                ("unit__isnull", True),
                                models.Q(("subject", "DEPARTMENT"), _negated=True),
                            ),
                            models.Q(("place__isnull", True), ("subject", "DEPARTMENT"), ("unit__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_score_is_of_a_place_or_a_department",
                        violation_error_message="得分属于一个地方或者一个部门。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("rank__isnull", False), ("score__isnull", False)),
                            models.Q(("rank__isnull", True), ("score__isnull", True)),
                            _connector="OR",
                        ),
                        name="whoever_is_scored_is_placed",
                        violation_error_message="有分才有名次。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("score__isnull", True), models.Q(("score__gte", 0), ("score__lte", 100)), _connector="OR"
                        ),
                        name="a_score_is_of_a_hundred",
                        violation_error_message="得分在 0 到 100 之间。",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("place__isnull", False)),
                        fields=("closing", "place"),
                        name="a_place_is_scored_once_a_month",
                        violation_error_message="这个地方这个月已经有得分。",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("unit__isnull", False)),
                        fields=("closing", "unit"),
                        name="a_department_is_scored_once_a_month",
                        violation_error_message="这个部门这个月已经有得分。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Appeal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "score",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appeal",
                        to="dashboards.score",
                        verbose_name="得分",
                    ),
                ),
                ("indicator", models.CharField(max_length=32, verbose_name="哪个指标")),
                ("reason", models.TextField(max_length=2000, verbose_name="理由")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="何人",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partyorg.post",
                        verbose_name="以何岗位",
                    ),
                ),
                ("appealed_at", models.DateTimeField(verbose_name="申诉时间")),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[("UPHELD", "申诉成立"), ("DECLINED", "申诉不成立")],
                        max_length=16,
                        verbose_name="裁定",
                    ),
                ),
                ("answer", models.TextField(blank=True, max_length=2000, verbose_name="裁定理由")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="裁定人",
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True, verbose_name="裁定时间")),
            ],
            options={
                "verbose_name": "考核申诉",
                "verbose_name_plural": "考核申诉",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer", ""),
                                ("decided_at__isnull", True),
                                ("decided_by__isnull", True),
                                ("verdict", ""),
                            ),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                models.Q(("verdict", ""), _negated=True),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="an_appeal_is_decided_with_a_reason",
                        violation_error_message="裁定要写明结果和理由。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            models.Q(("decided_by", models.F("by")), _negated=True),
                            _connector="OR",
                        ),
                        name="an_appeal_is_decided_by_another",
                        violation_error_message="提申诉的人不能自己裁定。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Adjustment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "appeal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adjustment",
                        to="dashboards.appeal",
                        verbose_name="申诉",
                    ),
                ),
                (
                    "remedy",
                    models.CharField(
                        choices=[("EXCUSED", "容错：这一项不计"), ("CORRECTED", "更正这一项的数")],
                        max_length=16,
                        verbose_name="怎样调整",
                    ),
                ),
                (
                    "numerator",
                    models.DecimalField(decimal_places=2, max_digits=12, null=True, verbose_name="更正后的分子"),
                ),
                ("denominator", models.PositiveIntegerField(null=True, verbose_name="更正后的分母")),
                ("score", models.DecimalField(decimal_places=2, max_digits=5, null=True, verbose_name="调整后的得分")),
            ],
            options={
                "verbose_name": "考核调整",
                "verbose_name_plural": "考核调整",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("denominator__isnull", True), ("numerator__isnull", True), ("remedy", "EXCUSED")),
                            models.Q(
                                ("denominator__isnull", False),
                                ("numerator__gte", 0),
                                ("numerator__isnull", False),
                                ("remedy", "CORRECTED"),
                                ("denominator__gt", 0),
                            ),
                            _connector="OR",
                        ),
                        name="a_correction_says_its_numbers",
                        violation_error_message="更正要写明分子和分母。",
                    )
                ],
            },
        ),
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
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="surveys",
                        to="grids.place",
                        verbose_name="地域",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="录入人",
                    ),
                ),
                ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="作废时间")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="作废理由")),
            ],
            options={
                "verbose_name": "满意度调查",
                "verbose_name_plural": "满意度调查",
                "ordering": ["-last_on", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_on__gte", models.F("first_on"))),
                        name="a_survey_ends_after_it_began",
                        violation_error_message="结束日期不能早于开始日期。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), ("withdrawn_at__isnull", True)),
                            models.Q(("withdrawn_at__isnull", False), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="a_survey_is_withdrawn_for_a_reason",
                        violation_error_message="作废要写理由。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SurveyResult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="survey_results",
                        to="grids.place",
                        verbose_name="地域",
                    ),
                ),
                ("satisfied", models.PositiveIntegerField(default=0, verbose_name="满意")),
                ("mostly", models.PositiveIntegerField(default=0, verbose_name="基本满意")),
                ("dissatisfied", models.PositiveIntegerField(default=0, verbose_name="不满意")),
            ],
            options={
                "verbose_name": "调查结果",
                "verbose_name_plural": "调查结果",
                "ordering": ["survey", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("survey", "place"),
                        name="one_result_of_a_place_in_a_survey",
                        violation_error_message="这个地方在这次调查里已经有一行。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("satisfied__gt", 0), ("mostly__gt", 0), ("dissatisfied__gt", 0), _connector="OR"
                        ),
                        name="a_survey_asked_somebody",
                        violation_error_message="这个地方一个人也没有问到，请去掉这一行。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SurveyTag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("number", models.PositiveIntegerField(verbose_name="人数")),
            ],
            options={
                "verbose_name": "问题人数",
                "verbose_name_plural": "问题人数",
                "ordering": ["result", "problem"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("result", "problem"),
                        name="a_problem_once_in_a_result",
                        violation_error_message="一个地方的一个问题只写一次。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gt", 0)),
                        name="a_problem_was_named",
                        violation_error_message="没有人提的问题不用写。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "place",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="grids.place"
                    ),
                ),
                (
                    "cut",
                    models.CharField(
                        choices=[
                            ("ALL", "全部"),
                            ("CATEGORY", "类别"),
                            ("CHANNEL", "来源"),
                            ("UNIT", "主办单位"),
                            ("LEVEL", "层级"),
                        ],
                        max_length=8,
                    ),
                ),
                ("value", models.CharField(blank=True, max_length=20)),
                ("grain", models.CharField(choices=[("D", "日"), ("M", "月")], max_length=1)),
                ("day", models.DateField()),
                ("came", models.IntegerField(default=0, verbose_name="受理")),
                ("came_again", models.IntegerField(default=0, verbose_name="重复诉求")),
                ("said_again", models.IntegerField(default=0, verbose_name="又反映")),
                ("opened", models.IntegerField(default=0, verbose_name="进入办理")),
                ("ended", models.IntegerField(default=0, verbose_name="结束")),
                ("dispatched", models.IntegerField(default=0, verbose_name="派单")),
                ("signed_in_time", models.IntegerField(default=0, verbose_name="按时签收")),
                ("signed_late", models.IntegerField(default=0, verbose_name="没有按时签收")),
                ("answered", models.IntegerField(default=0, verbose_name="按时响应")),
                ("not_answered", models.IntegerField(default=0, verbose_name="没有按时响应")),
                ("finished_in_time", models.IntegerField(default=0, verbose_name="按时办结")),
                ("ran_out", models.IntegerField(default=0, verbose_name="到期没办结")),
                ("disputed", models.IntegerField(default=0, verbose_name="派单异议")),
                ("dispute_granted", models.IntegerField(default=0, verbose_name="异议成立")),
                ("dispute_upheld", models.IntegerField(default=0, verbose_name="异议不成立")),
                ("whistled", models.IntegerField(default=0, verbose_name="吹哨")),
                ("climbed", models.IntegerField(default=0, verbose_name="系统自动往上")),
                ("whistle_answered", models.IntegerField(default=0, verbose_name="哨声按时响应")),
                ("whistle_not_answered", models.IntegerField(default=0, verbose_name="哨声没有按时响应")),
                ("reported_in", models.IntegerField(default=0, verbose_name="按时报到")),
                ("not_reported_in", models.IntegerField(default=0, verbose_name="没有按时报到")),
                ("topped", models.IntegerField(default=0, verbose_name="顶格协调")),
                ("topped_closed", models.IntegerField(default=0, verbose_name="顶格协调办结")),
                ("supervised", models.IntegerField(default=0, verbose_name="督办")),
                ("supervised_closed", models.IntegerField(default=0, verbose_name="督办办结")),
                ("yellow", models.IntegerField(default=0, verbose_name="黄牌")),
                ("red", models.IntegerField(default=0, verbose_name="红牌")),
                ("put_aside", models.IntegerField(default=0, verbose_name="挂账")),
                ("taken_up", models.IntegerField(default=0, verbose_name="解挂")),
                ("closed", models.IntegerField(default=0, verbose_name="结案")),
                ("closed_reworked", models.IntegerField(default=0, verbose_name="结案前重办过")),
                ("closed_in_grid", models.IntegerField(default=0, verbose_name="网格里办结")),
                ("closed_in_community", models.IntegerField(default=0, verbose_name="社区里办结")),
                ("solved_yes", models.IntegerField(default=0, verbose_name="解决了")),
                ("solved_partly", models.IntegerField(default=0, verbose_name="解决了一部分")),
                ("solved_no", models.IntegerField(default=0, verbose_name="没解决")),
                ("satisfied_yes", models.IntegerField(default=0, verbose_name="满意")),
                ("satisfied_mostly", models.IntegerField(default=0, verbose_name="基本满意")),
                ("satisfied_no", models.IntegerField(default=0, verbose_name="不满意")),
                ("rated", models.IntegerField(default=0, verbose_name="报到被评价")),
                ("rated_on_time", models.IntegerField(default=0, verbose_name="评为及时")),
                ("rated_solved", models.IntegerField(default=0, verbose_name="评为解决了")),
                ("rated_manner", models.IntegerField(default=0, verbose_name="态度分")),
            ],
            options={
                "verbose_name": "计数",
                "verbose_name_plural": "计数",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("place", "cut", "grain", "value", "day"),
                        name="one_tally_of_a_kind",
                        violation_error_message="这个合计已经有了。",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Spread",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "place",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="grids.place"
                    ),
                ),
                (
                    "what",
                    models.CharField(choices=[("lasted", "从上报到办结"), ("took", "一级办了多久")], max_length=24),
                ),
                ("level", models.PositiveSmallIntegerField()),
                ("grain", models.CharField(choices=[("D", "日"), ("M", "月")], max_length=1)),
                ("day", models.DateField()),
                ("hours", models.PositiveSmallIntegerField()),
                ("number", models.IntegerField(default=0)),
            ],
            options={
                "verbose_name": "时长分布",
                "verbose_name_plural": "时长分布",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("place", "grain", "day", "what", "level", "hours"),
                        name="one_step_of_hours",
                        violation_error_message="这个时长的合计已经有了。",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Above",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "place",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="grids.place"),
                ),
                (
                    "above",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="grids.place"),
                ),
                ("level", models.CharField(max_length=16)),
            ],
            options={
                "verbose_name": "上下级",
                "verbose_name_plural": "上下级",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("place", "above"), name="above_once", violation_error_message="这对上下级已经有了。"
                    )
                ],
            },
        ),
    ]
