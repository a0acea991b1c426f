import accounts.personal
import cases.models.case
import cases.models.rules
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    replaces = [("cases", "0018_every_category_has_its_panel")]

    dependencies = [
        ("grids", "0001_tables"),
        ("partyorg", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Panel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=32, unique=True, verbose_name="代码")),
                (
                    "name",
                    models.CharField(
                        error_messages={"unique": "已经有叫这个名字的板块，请换一个名字。"},
                        max_length=16,
                        unique=True,
                        verbose_name="板块",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=100, verbose_name="次序")),
                ("is_active", models.BooleanField(default=True, verbose_name="在用")),
            ],
            options={
                "verbose_name": "板块",
                "verbose_name_plural": "板块",
                "ordering": ["order", "id"],
            },
        ),
        migrations.CreateModel(
            name="PanelSeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "panel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="cases.panel",
                        verbose_name="板块",
                    ),
                ),
                (
                    "post",
                    models.OneToOneField(
                        error_messages={"unique": "这个岗位已经分到一个板块了。"},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="panel_seat",
                        to="partyorg.post",
                        verbose_name="岗位",
                    ),
                ),
                ("seated_at", models.DateTimeField(verbose_name="分配时间")),
            ],
            options={
                "verbose_name": "板块人员",
                "verbose_name_plural": "板块人员",
                "ordering": ["panel", "post"],
            },
        ),
        migrations.CreateModel(
            name="Category",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=32, unique=True, verbose_name="代码")),
                ("name", models.CharField(max_length=32, verbose_name="类别")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="cases.category",
                        verbose_name="上级类别",
                    ),
                ),
                (
                    "panel",
                    models.ForeignKey(
                        help_text="街道指挥中心的哪个板块管这一类",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="categories",
                        to="cases.panel",
                        verbose_name="板块",
                    ),
                ),
                (
                    "small",
                    models.BooleanField(
                        default=False, help_text="小事不出格：网格先办一办，才可以吹哨", verbose_name="小事"
                    ),
                ),
                (
                    "emergency",
                    models.BooleanField(
                        default=False, help_text="上报后直接由街道指挥中心负责，特急", verbose_name="突发事件"
                    ),
                ),
                ("safety", models.BooleanField(default=False, help_text="诉求人不能撤回", verbose_name="安全隐患")),
                (
                    "mediation",
                    models.BooleanField(default=False, help_text="办结时要写明调解结果", verbose_name="矛盾纠纷"),
                ),
                (
                    "sensitive",
                    models.BooleanField(
                        default=False, help_text="内容和结果不对外公开，短信里不写事项", verbose_name="内容敏感"
                    ),
                ),
                (
                    "may_be_public",
                    models.BooleanField(
                        default=True,
                        help_text="家务、困难、党务一类的不要勾；内容敏感、矛盾纠纷、突发事件勾了也不上",
                        verbose_name="可以上公开栏",
                    ),
                ),
                ("after_photo", models.BooleanField(default=False, verbose_name="办结要照片")),
                ("auto_whistle", models.BooleanField(default=True, verbose_name="到时自动吹哨")),
                (
                    "skills",
                    models.CharField(
                        blank=True, help_text="用空格分开，如：水暖 防水", max_length=200, verbose_name="匹配资源的词"
                    ),
                ),
                (
                    "cues",
                    models.TextField(
                        blank=True,
                        help_text="居民写到这些词，就推荐这一类；用空格分开，如：漏水 渗水 地下室。中间能隔几个字的写…，如：电梯…困人",
                        max_length=2000,
                        verbose_name="推荐用的词",
                    ),
                ),
                (
                    "urgency",
                    models.CharField(
                        choices=[("CRITICAL", "特急"), ("URGENT", "紧急"), ("NORMAL", "一般"), ("HARD", "疑难")],
                        default="NORMAL",
                        max_length=16,
                        verbose_name="默认紧急程度",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=100, verbose_name="次序")),
                ("is_active", models.BooleanField(default=True, verbose_name="在用")),
            ],
            options={
                "verbose_name": "类别",
                "verbose_name_plural": "类别",
                "ordering": ["order", "id"],
            },
        ),
        migrations.CreateModel(
            name="Limit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "clock",
                    models.CharField(
                        choices=[
                            ("ACCEPT", "受理"),
                            ("SIGN", "签收"),
                            ("HANDLE", "处置"),
                            ("CHECK", "核查"),
                            ("REVISIT", "回访"),
                            ("CONTACT", "联系诉求人"),
                            ("REPORT_IN", "报到（工作推进哨）"),
                            ("BREAKTHROUGH", "报到（攻坚克难哨）"),
                            ("DISPUTE", "提出异议"),
                            ("RULING", "裁定异议"),
                        ],
                        max_length=16,
                        verbose_name="时钟",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="limits",
                        to="cases.category",
                        verbose_name="类别（空为全部）",
                    ),
                ),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(1, "网格"), (2, "社区"), (3, "街道"), (4, "区平台"), (5, "区领导小组")],
                        null=True,
                        verbose_name="层级（空为全部）",
                    ),
                ),
                (
                    "urgency",
                    models.CharField(
                        blank=True,
                        choices=[("CRITICAL", "特急"), ("URGENT", "紧急"), ("NORMAL", "一般"), ("HARD", "疑难")],
                        max_length=16,
                        verbose_name="紧急程度（空为全部）",
                    ),
                ),
                (
                    "limit",
                    models.CharField(
                        help_text="如 2wh（工作小时）、3wd（工作日）、7nd（自然日）、24h（小时）",
                        max_length=8,
                        validators=[cases.models.rules.is_limit],
                        verbose_name="时限",
                    ),
                ),
            ],
            options={
                "verbose_name": "时限",
                "verbose_name_plural": "时限",
                "ordering": ["clock", "level", "urgency", "category_id"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("clock"),
                        django.db.models.functions.comparison.Coalesce("category", 0),
                        django.db.models.functions.comparison.Coalesce("level", 0),
                        models.F("urgency"),
                        name="one_limit_for_each_question",
                        violation_error_message="这一组类别、层级、紧急程度已经有时限了。",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reason",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("REFUSAL", "不予受理的理由"), ("SUSPENSION", "挂账的客观原因")],
                        max_length=16,
                        verbose_name="用在",
                    ),
                ),
                ("name", models.CharField(max_length=64, verbose_name="理由")),
                (
                    "channel",
                    models.CharField(
                        blank=True,
                        help_text="只用于不予受理，如：110、人民法院、纪检监察机关",
                        max_length=64,
                        verbose_name="该找的渠道",
                    ),
                ),
                ("basis", models.CharField(blank=True, max_length=200, verbose_name="依据")),
                ("order", models.PositiveSmallIntegerField(default=100, verbose_name="次序")),
                ("is_active", models.BooleanField(default=True, verbose_name="在用")),
            ],
            options={
                "verbose_name": "理由名单",
                "verbose_name_plural": "理由名单",
                "ordering": ["kind", "order", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "name"),
                        name="a_reason_is_listed_once",
                        violation_error_message="名单上已经有这一条了。",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DutyItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("level", models.PositiveSmallIntegerField(choices=[(1, "网格"), (2, "社区")], verbose_name="层级")),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duties",
                        to="cases.category",
                        verbose_name="类别",
                    ),
                ),
                ("name", models.CharField(max_length=64, verbose_name="事项")),
                ("is_active", models.BooleanField(default=True, verbose_name="在用")),
            ],
            options={
                "verbose_name": "职责清单",
                "verbose_name_plural": "职责清单",
                "ordering": ["level", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("level", "category"),
                        name="a_duty_is_listed_once",
                        violation_error_message="这一级的职责清单上已经有这个类别了。",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=32, unique=True, verbose_name="编号")),
                (
                    "tracking_code",
                    models.CharField(
                        default=cases.models.case.new_tracking_code, max_length=20, unique=True, verbose_name="查询码"
                    ),
                ),
                ("key", models.UUIDField(editable=False, null=True, unique=True, verbose_name="一次提交的标记")),
                ("title", models.CharField(max_length=60, verbose_name="事项")),
                ("words", models.TextField(max_length=2000, verbose_name="诉求内容")),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="cases.category",
                        verbose_name="类别",
                    ),
                ),
                (
                    "urgency",
                    models.CharField(
                        choices=[("CRITICAL", "特急"), ("URGENT", "紧急"), ("NORMAL", "一般"), ("HARD", "疑难")],
                        default="NORMAL",
                        max_length=16,
                        verbose_name="紧急程度",
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
                        default="SNAPSHOT",
                        max_length=16,
                        verbose_name="来源",
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ALERT", "异常情况预警"),
                            ("EMERGENCY", "突发事件直报"),
                            ("UNCIVIL", "不文明行为监督"),
                            ("OPINION", "社情民意传递"),
                            ("POLICY", "政策宣传"),
                        ],
                        max_length=16,
                        verbose_name="上报目的",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="grids.place",
                        verbose_name="地域",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="详细地点")),
                ("lat", models.FloatField(blank=True, null=True, verbose_name="纬度")),
                ("lon", models.FloatField(blank=True, null=True, verbose_name="经度")),
                ("households", models.PositiveIntegerField(blank=True, null=True, verbose_name="影响户数")),
                ("patrol", models.CharField(blank=True, max_length=20, verbose_name="巡查编号")),
                (
                    "reporter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="诉求人",
                    ),
                ),
                ("reporter_name", accounts.personal.EncryptedField(blank=True, verbose_name="称呼")),
                ("reporter_phone", accounts.personal.EncryptedField(blank=True, verbose_name="联系电话")),
                ("reporter_phone_hash", models.CharField(blank=True, editable=False, max_length=64)),
                ("anonymous", models.BooleanField(default=False, verbose_name="匿名")),
                ("confidential", models.BooleanField(default=False, verbose_name="保密")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "待受理"),
                            ("accepted", "待派单"),
                            ("dispatched", "待签收"),
                            ("handling", "处置中"),
                            ("consulting", "会商中"),
                            ("topped", "顶格协调中"),
                            ("suspended", "挂账中"),
                            ("checking", "待核查"),
                            ("revisit", "待回访"),
                            ("rework", "重办中"),
                            ("closed", "已结案"),
                            ("merged", "已并案"),
                            ("refused", "不予受理"),
                            ("withdrawn", "已撤回"),
                        ],
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                (
                    "owner_level",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "网格"), (2, "社区"), (3, "街道"), (4, "区平台"), (5, "区领导小组")],
                        default=1,
                        verbose_name="负责层级",
                    ),
                ),
                (
                    "owner_org",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="owned_cases",
                        to="partyorg.organisation",
                        verbose_name="负责单位",
                    ),
                ),
                (
                    "host_org",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hosted_cases",
                        to="partyorg.organisation",
                        verbose_name="主办单位",
                    ),
                ),
                (
                    "first_receiver",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="first_received_cases",
                        to="partyorg.organisation",
                        verbose_name="首接单位",
                    ),
                ),
                (
                    "whistle_kind",
                    models.CharField(
                        blank=True,
                        choices=[("PROGRESS", "工作推进哨"), ("BREAKTHROUGH", "攻坚克难哨")],
                        max_length=16,
                        verbose_name="哨的种类",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="cases.case",
                        verbose_name="并入",
                    ),
                ),
                (
                    "proposed",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("REFUSAL", "不予受理"),
                            ("DISPUTE", "派单异议"),
                            ("EXTENSION", "延期"),
                            ("SUSPENSION", "挂账"),
                            ("EXPLANATION", "解释结案"),
                            ("REOPENING", "重新打开"),
                        ],
                        max_length=16,
                        verbose_name="等着决定的提请",
                    ),
                ),
                ("submitted_at", models.DateTimeField(verbose_name="上报时间")),
                ("respond_from", models.DateTimeField(blank=True, null=True)),
                ("respond_limit", models.CharField(blank=True, max_length=8)),
                ("respond_by", models.DateTimeField(blank=True, null=True, verbose_name="最晚回应")),
                ("handle_from", models.DateTimeField(blank=True, null=True)),
                ("handle_limit", models.CharField(blank=True, max_length=8)),
                ("handle_by", models.DateTimeField(blank=True, null=True, verbose_name="最晚办好")),
                ("review_on", models.DateField(blank=True, null=True, verbose_name="复核日期")),
                ("remind_at", models.DateTimeField(editable=False, null=True, verbose_name="催办时间")),
                ("report_in_by", models.DateTimeField(editable=False, null=True, verbose_name="最晚报到")),
                ("contact_by", models.DateTimeField(editable=False, null=True, verbose_name="最晚联系诉求人")),
                ("decide_by", models.DateTimeField(editable=False, null=True, verbose_name="最晚裁定")),
                ("respond_noted_at", models.DateTimeField(editable=False, null=True)),
                ("handle_noted_at", models.DateTimeField(editable=False, null=True)),
                ("supervise_at", models.DateTimeField(editable=False, null=True, verbose_name="下次督办")),
                ("due_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="最早到点")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="结案时间")),
                ("overdue", models.BooleanField(default=False, verbose_name="超期")),
                ("yellow_card", models.BooleanField(default=False, verbose_name="黄牌")),
                ("red_card", models.BooleanField(default=False, verbose_name="红牌")),
                (
                    "supervised",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "未督办"),
                            ("GENERAL", "一般督办"),
                            ("LISTED", "挂牌督办"),
                            ("INTERVIEW", "约谈"),
                        ],
                        default="",
                        max_length=16,
                        verbose_name="督办",
                    ),
                ),
                ("supervise_due_on", models.DateField(blank=True, null=True, verbose_name="督办期限")),
                ("repeat", models.BooleanField(default=False, verbose_name="重复诉求")),
                ("emergency_direct", models.BooleanField(default=False, verbose_name="突发直报")),
                ("answered_by_mail_only", models.BooleanField(default=False, verbose_name="只书面答复")),
                ("rework_count", models.PositiveSmallIntegerField(default=0, verbose_name="重办次数")),
                (
                    "solved",
                    models.CharField(
                        blank=True,
                        choices=[("YES", "解决了"), ("PARTLY", "解决了一部分"), ("NO", "没解决")],
                        max_length=8,
                        verbose_name="解决了吗",
                    ),
                ),
                (
                    "satisfied",
                    models.CharField(
                        blank=True,
                        choices=[("YES", "满意"), ("MOSTLY", "基本满意"), ("NO", "不满意")],
                        max_length=8,
                        verbose_name="满意吗",
                    ),
                ),
                (
                    "dissatisfaction",
                    models.CharField(
                        blank=True,
                        choices=[("RESULT", "结果"), ("ATTITUDE", "态度"), ("SPEED", "效率"), ("POLICY", "政策")],
                        max_length=16,
                        verbose_name="不满意的是",
                    ),
                ),
                ("explained", models.BooleanField(default=False, verbose_name="解释结案")),
                (
                    "mediation",
                    models.CharField(
                        blank=True,
                        choices=[("SUCCEEDED", "成功"), ("FAILED", "未成功"), ("LITIGATION", "转诉讼")],
                        max_length=16,
                        verbose_name="调解结果",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
            ],
            options={
                "verbose_name": "案件",
                "verbose_name_plural": "案件",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(condition=models.Q(("due_at__isnull", False)), fields=["due_at"], name="case_due"),
                    models.Index(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "accepted",
                                    "checking",
                                    "consulting",
                                    "dispatched",
                                    "handling",
                                    "revisit",
                                    "rework",
                                    "submitted",
                                    "suspended",
                                    "topped",
                                ],
                            )
                        ),
                        fields=["owner_org", "state"],
                        name="open_case_of_owner",
                    ),
                    models.Index(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "accepted",
                                    "checking",
                                    "consulting",
                                    "dispatched",
                                    "handling",
                                    "revisit",
                                    "rework",
                                    "submitted",
                                    "suspended",
                                    "topped",
                                ],
                            )
                        ),
                        fields=["host_org", "state"],
                        name="open_case_of_host",
                    ),
                    models.Index(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "accepted",
                                    "checking",
                                    "consulting",
                                    "dispatched",
                                    "handling",
                                    "revisit",
                                    "rework",
                                    "submitted",
                                    "suspended",
                                    "topped",
                                ],
                            )
                        ),
                        fields=["place", "state"],
                        name="open_case_of_place",
                    ),
                    models.Index(
                        django.db.models.functions.comparison.Coalesce("due_at", "handle_by", "respond_by"),
                        models.F("id"),
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "accepted",
                                    "checking",
                                    "consulting",
                                    "dispatched",
                                    "handling",
                                    "revisit",
                                    "rework",
                                    "submitted",
                                    "suspended",
                                    "topped",
                                ],
                            )
                        ),
                        name="open_case_by_deadline",
                    ),
                    models.Index(
                        condition=models.Q(("state", "closed")), fields=["-closed_at", "-id"], name="case_by_closing"
                    ),
                    models.Index(fields=["place", "-submitted_at"], name="case_of_place"),
                    models.Index(
                        condition=models.Q(("proposed", ""), _negated=True),
                        fields=["place", "proposed"],
                        name="case_with_a_question",
                    ),
                    models.Index(
                        condition=models.Q(("reporter_phone_hash", ""), _negated=True),
                        fields=["reporter_phone_hash"],
                        name="case_of_phone",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("owner_level__gte", 1), ("owner_level__lte", 5)),
                        name="owner_level_is_a_rung",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["closed", "merged", "refused", "withdrawn"]),
                            ("respond_by__isnull", False),
                            ("handle_by__isnull", False),
                            ("review_on__isnull", False),
                            _connector="OR",
                        ),
                        name="an_open_case_has_a_clock",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "closed"), _negated=True), ("closed_at__isnull", False), _connector="OR"
                        ),
                        name="closed_has_its_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("handle_by__isnull", True), models.Q(("handle_from", None), _negated=True), _connector="OR"
                        ),
                        name="handle_clock_has_a_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="cases.case",
                    ),
                ),
                ("seq", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("submit", "上报"),
                            ("refuse", "不予受理"),
                            ("merge", "并案"),
                            ("withdraw", "撤回"),
                            ("accept", "受理"),
                            ("emergency_direct", "突发事件直报"),
                            ("dispatch", "派单"),
                            ("sign", "签收"),
                            ("dispute", "派单异议"),
                            ("match_resource", "匹配资源"),
                            ("whistle", "吹哨"),
                            ("auto_whistle", "系统自动吹哨"),
                            ("auto_raise", "系统自动提报"),
                            ("supervise", "督办"),
                            ("report_in", "报到"),
                            ("consult", "会商"),
                            ("raise_top", "提报顶格协调"),
                            ("top_decide", "顶格协调决定"),
                            ("extend_request", "申请延期"),
                            ("extend_approve", "批准延期"),
                            ("suspend", "挂账"),
                            ("resume", "解挂"),
                            ("finish", "办结"),
                            ("check_pass", "核查通过"),
                            ("check_fail", "核查不通过"),
                            ("revisit_ok", "回访通过"),
                            ("revisit_bad", "回访不通过"),
                            ("rework_start", "开始重办"),
                            ("close_explained", "解释结案"),
                            ("reopen", "重新打开"),
                            ("overdue", "超期"),
                            ("reminded", "催办"),
                            ("recomputed", "时限重算"),
                            ("co_answer", "协办答复"),
                            ("added", "补充情况"),
                            ("urged", "催一催"),
                            ("joined", "并入一件"),
                            ("closed_with_parent", "随主案结案"),
                            ("reopened_with_parent", "随主案重新打开"),
                            ("ask_refusal", "提请不予受理"),
                            ("ask_suspension", "申请挂账"),
                            ("ask_explanation", "提请解释结案"),
                            ("ask_reopening", "反映问题又出现"),
                            ("ruling", "异议裁定"),
                            ("decline", "不同意"),
                            ("minutes", "会商纪要"),
                            ("contacted", "联系诉求人"),
                            ("unreached", "没联系上"),
                            ("pressed", "每日督办"),
                            ("rated", "双考核评价"),
                        ],
                        max_length=24,
                        verbose_name="事件",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="入库时间"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="何人",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partyorg.post",
                        verbose_name="以何岗位",
                    ),
                ),
                ("role", models.CharField(max_length=24, verbose_name="身份")),
                (
                    "from_state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("submitted", "待受理"),
                            ("accepted", "待派单"),
                            ("dispatched", "待签收"),
                            ("handling", "处置中"),
                            ("consulting", "会商中"),
                            ("topped", "顶格协调中"),
                            ("suspended", "挂账中"),
                            ("checking", "待核查"),
                            ("revisit", "待回访"),
                            ("rework", "重办中"),
                            ("closed", "已结案"),
                            ("merged", "已并案"),
                            ("refused", "不予受理"),
                            ("withdrawn", "已撤回"),
                        ],
                        max_length=16,
                        verbose_name="原状态",
                    ),
                ),
                (
                    "to_state",
                    models.CharField(
                        choices=[
                            ("submitted", "待受理"),
                            ("accepted", "待派单"),
                            ("dispatched", "待签收"),
                            ("handling", "处置中"),
                            ("consulting", "会商中"),
                            ("topped", "顶格协调中"),
                            ("suspended", "挂账中"),
                            ("checking", "待核查"),
                            ("revisit", "待回访"),
                            ("rework", "重办中"),
                            ("closed", "已结案"),
                            ("merged", "已并案"),
                            ("refused", "不予受理"),
                            ("withdrawn", "已撤回"),
                        ],
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                (
                    "from_level",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "网格"), (2, "社区"), (3, "街道"), (4, "区平台"), (5, "区领导小组")],
                        null=True,
                        verbose_name="原层级",
                    ),
                ),
                (
                    "to_level",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "网格"), (2, "社区"), (3, "街道"), (4, "区平台"), (5, "区领导小组")],
                        verbose_name="层级",
                    ),
                ),
                (
                    "owner_org",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partyorg.organisation",
                        verbose_name="负责单位",
                    ),
                ),
                (
                    "host_org",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partyorg.organisation",
                        verbose_name="主办单位",
                    ),
                ),
                ("respond_by_before", models.DateTimeField(null=True)),
                ("respond_by_after", models.DateTimeField(null=True)),
                ("handle_by_before", models.DateTimeField(null=True)),
                ("handle_by_after", models.DateTimeField(null=True)),
                ("late_seconds", models.PositiveIntegerField(default=0, verbose_name="系统晚了（秒）")),
                ("note", models.TextField(blank=True, verbose_name="说明")),
                ("data", models.JSONField(default=dict, verbose_name="详情")),
            ],
            options={
                "verbose_name": "经过",
                "verbose_name_plural": "经过",
                "ordering": ["id"],
                "constraints": [models.UniqueConstraint(fields=("case", "seq"), name="each_step_once")],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                (
                    "matter",
                    models.CharField(
                        choices=[
                            ("REFUSAL", "不予受理"),
                            ("DISPUTE", "派单异议"),
                            ("EXTENSION", "延期"),
                            ("SUSPENSION", "挂账"),
                            ("EXPLANATION", "解释结案"),
                            ("REOPENING", "重新打开"),
                        ],
                        max_length=16,
                        verbose_name="提请",
                    ),
                ),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "网格"), (2, "社区"), (3, "街道"), (4, "区平台"), (5, "区领导小组")],
                        verbose_name="层级",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="提请时间")),
                (
                    "asked_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="提请人",
                    ),
                ),
                (
                    "asked_post",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partyorg.post",
                        verbose_name="以何岗位",
                    ),
                ),
                ("reason", models.TextField(verbose_name="理由")),
                ("detail", models.JSONField(default=dict, verbose_name="详情")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("GRANTED", "同意"), ("DECLINED", "不同意"), ("LAPSED", "失效")],
                        max_length=16,
                        verbose_name="结果",
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True, verbose_name="决定时间")),
                (
                    "decided_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="决定人",
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="答复")),
            ],
            options={
                "verbose_name": "提请",
                "verbose_name_plural": "提请",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("outcome", "")), fields=("case",), name="one_question_at_a_time"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("matter", "DISPUTE")), fields=("case",), name="disputed_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Consultation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consultations",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                ("about", models.TextField(verbose_name="议题")),
                ("meets_at", models.DateTimeField(verbose_name="开会时间")),
                ("where", models.CharField(max_length=120, verbose_name="地点")),
                ("minutes", models.TextField(blank=True, verbose_name="纪要")),
                ("written_at", models.DateTimeField(null=True, verbose_name="纪要时间")),
                (
                    "units",
                    models.ManyToManyField(related_name="+", to="partyorg.organisation", verbose_name="受邀单位"),
                ),
            ],
            options={
                "verbose_name": "会商",
                "verbose_name_plural": "会商",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Rating",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ratings",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                (
                    "whistle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.event",
                        verbose_name="哪一次哨",
                    ),
                ),
                (
                    "of",
                    models.CharField(
                        choices=[("RESPONSE", "评报到"), ("WHISTLE", "评吹哨")], max_length=16, verbose_name="评什么"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ratings",
                        to="partyorg.organisation",
                        verbose_name="被评单位",
                    ),
                ),
                (
                    "by_unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partyorg.organisation",
                        verbose_name="评价单位",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("on_time", models.BooleanField(null=True, verbose_name="及时")),
                ("solved", models.BooleanField(null=True, verbose_name="解决")),
                (
                    "manner",
                    models.PositiveSmallIntegerField(
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="态度",
                    ),
                ),
                ("proper", models.BooleanField(null=True, verbose_name="该吹")),
                ("note", models.TextField(blank=True, verbose_name="说明")),
            ],
            options={
                "verbose_name": "双考核评价",
                "verbose_name_plural": "双考核评价",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("whistle", "of", "unit"), name="a_whistle_is_rated_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("manner__isnull", False),
                                ("of", "RESPONSE"),
                                ("on_time__isnull", False),
                                ("solved__isnull", False),
                            ),
                            models.Q(("of", "WHISTLE"), ("proper__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_rating_is_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="何人",
                    ),
                ),
                ("name", models.CharField(max_length=20, verbose_name="名称")),
                ("query", models.CharField(max_length=600, verbose_name="条件")),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partyorg.organisation",
                        verbose_name="共享给",
                    ),
                ),
            ],
            options={
                "verbose_name": "视图",
                "verbose_name_plural": "视图",
                "ordering": ["id"],
                "indexes": [
                    models.Index(condition=models.Q(("unit__isnull", False)), fields=["unit"], name="view_of_unit")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner", "name"),
                        name="a_view_is_named_once",
                        violation_error_message="您已经有一个叫这个名字的视图，换一个名字。",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Phrase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="何人",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partyorg.organisation",
                        verbose_name="给谁用",
                    ),
                ),
                ("title", models.CharField(max_length=20, verbose_name="名称")),
                ("words", models.CharField(max_length=300, verbose_name="内容")),
                ("for_move", models.CharField(blank=True, max_length=32, verbose_name="用在")),
            ],
            options={
                "verbose_name": "常用语",
                "verbose_name_plural": "常用语",
                "ordering": ["title", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("person__isnull", False), ("unit__isnull", False), _connector="XOR"),
                        name="a_phrase_is_somebodys_or_a_units",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("person__isnull", False)),
                        fields=("person", "title"),
                        name="a_phrase_of_a_person_is_named_once",
                        violation_error_message="您已经有一条叫这个名字的常用语，换一个名字。",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("unit__isnull", False)),
                        fields=("unit", "title"),
                        name="a_phrase_of_a_unit_is_named_once",
                        violation_error_message="单位已经有一条叫这个名字的常用语，换一个名字。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Photo",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="photos", to="cases.case"
                    ),
                ),
                (
                    "taken",
                    models.CharField(
                        choices=[("BEFORE", "办理前"), ("AFTER", "办理后")],
                        default="BEFORE",
                        max_length=8,
                        verbose_name="阶段",
                    ),
                ),
                ("file", models.FileField(max_length=200, upload_to="cases")),
                ("width", models.PositiveIntegerField(editable=False)),
                ("height", models.PositiveIntegerField(editable=False)),
                ("added_at", models.DateTimeField(verbose_name="时间")),
            ],
            options={
                "verbose_name": "照片",
                "verbose_name_plural": "照片",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="TopDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="top_decisions", to="cases.case"
                    ),
                ),
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="top_decision", to="cases.event"
                    ),
                ),
                ("leader", models.CharField(max_length=64, verbose_name="牵头领导")),
                ("decision", models.TextField(verbose_name="决定事项")),
                ("money", models.DecimalField(decimal_places=2, default=0, max_digits=14, verbose_name="资金（元）")),
                (
                    "host_org",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partyorg.organisation",
                        verbose_name="主办单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "顶格协调记录",
                "verbose_name_plural": "顶格协调记录",
            },
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="milestones", to="cases.topdecision"
                    ),
                ),
                ("what", models.CharField(max_length=200, verbose_name="事项")),
                ("due_on", models.DateField(verbose_name="期限")),
            ],
            options={
                "verbose_name": "里程碑",
                "verbose_name_plural": "里程碑",
                "ordering": ["due_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="NumberSeries",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("district_code", models.CharField(max_length=12)),
                ("day", models.DateField()),
                ("last", models.PositiveIntegerField()),
            ],
            options={
                "verbose_name": "编号序列",
                "verbose_name_plural": "编号序列",
                "constraints": [models.UniqueConstraint(fields=("district_code", "day"), name="one_series_a_day")],
            },
        ),
        migrations.CreateModel(
            name="SetAside",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("error", models.TextField(verbose_name="错误")),
            ],
            options={
                "verbose_name": "巡检搁置",
                "verbose_name_plural": "巡检搁置",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["at"], name="set_aside_lately")],
            },
        ),
        migrations.CreateModel(
            name="Heartbeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=32, unique=True, verbose_name="任务")),
                ("last_at", models.DateTimeField(verbose_name="业务时间")),
                ("recorded_at", models.DateTimeField(auto_now=True, verbose_name="真实时间")),
                ("moved", models.PositiveIntegerField(default=0, verbose_name="处理")),
                ("failed", models.PositiveIntegerField(default=0, verbose_name="搁置")),
            ],
            options={
                "verbose_name": "心跳",
                "verbose_name_plural": "心跳",
            },
        ),
        migrations.CreateModel(
            name="Recomputation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("calendar_change_id", models.PositiveBigIntegerField(null=True, unique=True, verbose_name="日历变更")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="何人",
                    ),
                ),
                ("because", models.CharField(blank=True, max_length=200, verbose_name="缘由")),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("finished_at", models.DateTimeField(null=True, verbose_name="完成")),
                ("last_case_id", models.PositiveBigIntegerField(default=0, editable=False)),
                ("looked_at", models.PositiveIntegerField(default=0, verbose_name="查看")),
                ("changed", models.PositiveIntegerField(default=0, verbose_name="改动")),
            ],
            options={
                "verbose_name": "时限重算",
                "verbose_name_plural": "时限重算",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="PublicNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="public_notice",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                ("title", models.CharField(max_length=30, verbose_name="标题")),
                ("words", models.CharField(max_length=300, verbose_name="公开的话")),
                ("outcome", models.CharField(blank=True, max_length=300, verbose_name="怎样办好的")),
                ("released_at", models.DateTimeField(verbose_name="公开时间")),
                (
                    "released_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="公开的人",
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="撤下时间")),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="撤下的人",
                    ),
                ),
            ],
            options={
                "verbose_name": "公开的事",
                "verbose_name_plural": "公开的事",
                "ordering": ["-released_at", "-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("withdrawn_at", None)), fields=["-released_at", "-id"], name="on_board"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at", None), ("withdrawn_by", None)),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="what_is_taken_off_the_board_says_by_whom",
                        violation_error_message="撤下要写明谁在什么时候撤的。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True), models.Q(("words", ""), _negated=True)
                        ),
                        name="the_board_says_something",
                        violation_error_message="公开要有标题和公开的话。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AssistingUnit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assisting",
                        to="cases.case",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partyorg.organisation",
                        verbose_name="协办单位",
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("NAMED", "指定协办"),
                            ("LATE", "逾期转协办"),
                            ("COPIED", "抄送"),
                            ("INVITED", "会商"),
                        ],
                        max_length=8,
                        verbose_name="缘由",
                    ),
                ),
                ("since_at", models.DateTimeField(verbose_name="起于")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="答复时间")),
            ],
            options={
                "verbose_name": "协办单位",
                "verbose_name_plural": "协办单位",
                "indexes": [models.Index(fields=["organisation", "case"], name="assisting_by_unit")],
                "constraints": [models.UniqueConstraint(fields=("case", "organisation"), name="a_unit_assists_once")],
            },
        ),
        migrations.CreateModel(
            name="Follower",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="followers", to="cases.case"
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        choices=[("FOLLOWING", "关注"), ("REPRESENTED", "被代报"), ("MERGED", "并案")],
                        default="FOLLOWING",
                        max_length=16,
                        verbose_name="缘由",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("name", accounts.personal.EncryptedField(blank=True, verbose_name="称呼")),
                ("phone", accounts.personal.EncryptedField(blank=True, verbose_name="手机号")),
            ],
            options={
                "verbose_name": "关注人",
                "verbose_name_plural": "关注人",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("why", "FOLLOWING")),
                        fields=("person", "case"),
                        name="somebody_follows_once",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="case",
            name="co_orgs",
            field=models.ManyToManyField(
                related_name="assisted_cases",
                through="cases.AssistingUnit",
                to="partyorg.organisation",
                verbose_name="协办单位",
            ),
        ),
    ]
