import accounts.names
import accounts.personal
import django.core.validators
import django.db.models.deletion
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    replaces = [("volunteers", "0009_proofs_of_service")]

    dependencies = [
        ("cases", "0001_tables"),
        ("grids", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "currency",
                    models.CharField(
                        choices=[("HOURS", "服务时长"), ("POINTS", "积分")], max_length=8, verbose_name="账本"
                    ),
                ),
                (
                    "holder",
                    models.CharField(
                        choices=[
                            ("PERSON", "个人"),
                            ("FUND", "社区公益金"),
                            ("SHOP", "积分超市"),
                            ("HELD", "冻结"),
                            ("EXPIRED", "过期"),
                            ("ISSUING", "发放"),
                        ],
                        max_length=8,
                        verbose_name="属于",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ledger_accounts",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="志愿者",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="grids.place",
                        verbose_name="社区",
                    ),
                ),
                ("balance", models.BigIntegerField(default=0, verbose_name="余额")),
            ],
            options={
                "verbose_name": "账户",
                "verbose_name_plural": "账户",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("holder", "PERSON"), ("person__isnull", False), ("place__isnull", True)),
                            models.Q(
                                models.Q(("holder", "PERSON"), _negated=True), ("balance", 0), ("person__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="account_is_somebodys",
                        violation_error_message="个人账户要有志愿者，其他账户没有。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("currency", "POINTS"), ("balance__gte", 0), _connector="OR"),
                        name="hours_never_below_zero",
                        violation_error_message="服务时长不能是负数。",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("person__isnull", False)),
                        fields=("person", "currency"),
                        name="one_account_of_a_person",
                        violation_error_message="这名志愿者已经有这种账户。",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("person__isnull", True), ("place__isnull", True)),
                        fields=("holder", "currency"),
                        name="one_account_of_the_system",
                        violation_error_message="系统已经有这种账户。",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("place__isnull", False)),
                        fields=("place", "holder", "currency"),
                        name="one_account_of_a_community",
                        violation_error_message="这个社区已经有这种账户。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FamilyTie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "asker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="提出的人",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="家人",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="提出时间")),
                ("agreed_at", models.DateTimeField(blank=True, null=True, verbose_name="同意时间")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="解除时间")),
            ],
            options={
                "verbose_name": "家人",
                "verbose_name_plural": "家人",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("asker", models.F("other")), _negated=True),
                        name="a_tie_is_between_two",
                        violation_error_message="不能把自己加成家人。",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("asker", "other"),
                        name="one_tie_between_two",
                        violation_error_message="已经是家人，或者正在等对方同意。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Proof",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True, verbose_name="表单标记")),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proofs",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="志愿者",
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="grids.place",
                        verbose_name="社区",
                    ),
                ),
                ("first", models.DateField(verbose_name="从哪天起")),
                ("last", models.DateField(verbose_name="到哪天止")),
                ("asked_at", models.DateTimeField(verbose_name="申请时间")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("ASKED", "等社区开具"),
                            ("ISSUED", "已开具"),
                            ("REFUSED", "未开具"),
                            ("RECALLED", "已作废"),
                        ],
                        default="ASKED",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办人",
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="办理时间")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="理由")),
                ("number", models.CharField(blank=True, max_length=20, null=True, unique=True, verbose_name="编号")),
                ("code", models.CharField(blank=True, max_length=16, null=True, unique=True, verbose_name="查验码")),
                ("issued_at", models.DateTimeField(blank=True, null=True, verbose_name="开具时间")),
                ("name", models.CharField(blank=True, max_length=64, verbose_name="姓名")),
                ("minutes", models.PositiveIntegerField(default=0, verbose_name="分钟")),
                ("rows", models.JSONField(blank=True, default=list, verbose_name="服务明细")),
            ],
            options={
                "verbose_name": "志愿服务证明",
                "verbose_name_plural": "志愿服务证明",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["person", "id"], name="proofs_of_person"),
                    models.Index(fields=["community", "state"], name="proofs_of_community"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last__gte", models.F("first"))),
                        name="a_proof_ends_after_it_began",
                        violation_error_message="结束日期不能早于开始日期。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("code__isnull", False),
                                ("minutes__gt", 0),
                                ("number__isnull", False),
                                ("state__in", ("ISSUED", "RECALLED")),
                            ),
                            models.Q(
                                models.Q(("state__in", ("ISSUED", "RECALLED")), _negated=True),
                                ("code__isnull", True),
                                ("number__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="a_proof_issued_has_its_number",
                        violation_error_message="开具的证明要有编号、查验码和时长，其他的没有。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state", "ASKED"), ("decided_at__isnull", False), _connector="OR"),
                        name="a_proof_decided_has_its_time",
                        violation_error_message="办了的申请要有办理时间。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["REFUSED", "RECALLED"]), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="no_proof_has_its_reason",
                        violation_error_message="不开具或作废要写明理由。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            models.Q(("decided_by", models.F("person")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_proves_themselves",
                        violation_error_message="不能给自己开证明。",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "ASKED")),
                        fields=("person", "community"),
                        name="one_proof_asked_for",
                        violation_error_message="您已经申请了一份，正等社区开具。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Scheme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        help_text="空着：各处通用",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="grids.place",
                        verbose_name="地域",
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="名称")),
                ("valid_from", models.DateField(verbose_name="从哪天起")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="到哪天止")),
                (
                    "points_per_hour",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("1"),
                        max_digits=5,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="每小时积分",
                    ),
                ),
                (
                    "activity_minutes",
                    models.PositiveIntegerField(
                        default=120,
                        validators=[django.core.validators.MaxValueValidator(1440)],
                        verbose_name="一次最多算几分钟",
                    ),
                ),
                (
                    "day_minutes",
                    models.PositiveIntegerField(
                        default=480,
                        validators=[django.core.validators.MaxValueValidator(1440)],
                        verbose_name="一天最多算几分钟",
                    ),
                ),
                ("day_points", models.PositiveIntegerField(blank=True, null=True, verbose_name="一天最多几分")),
                ("month_points", models.PositiveIntegerField(blank=True, null=True, verbose_name="一个月最多几分")),
                ("report_points", models.PositiveIntegerField(default=2, verbose_name="随手拍受理得几分")),
                ("valued_points", models.PositiveIntegerField(default=3, verbose_name="有价值再加几分")),
                ("wish_points", models.PositiveIntegerField(default=2, verbose_name="实现微心愿得几分")),
                ("referral_points", models.PositiveIntegerField(default=2, verbose_name="推荐新志愿者得几分")),
                ("donation_most", models.PositiveIntegerField(default=50, verbose_name="一次捐赠最多给几分")),
                (
                    "expires_after_years",
                    models.PositiveIntegerField(
                        blank=True,
                        default=1,
                        help_text="1：第二年的 12 月 31 日。空着：不过期。",
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(20)],
                        verbose_name="几年后的年底过期",
                    ),
                ),
                (
                    "pickup_days",
                    models.PositiveIntegerField(
                        default=15,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(90),
                        ],
                        verbose_name="取货码几天有效",
                    ),
                ),
                (
                    "appeal_days",
                    models.PositiveIntegerField(
                        default=5,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(60),
                        ],
                        verbose_name="几个工作日内可以申诉",
                    ),
                ),
                (
                    "family",
                    models.BooleanField(
                        default=False,
                        help_text="要双方同意成为家人；别的人之间一律不能转。",
                        verbose_name="家人之间可以转积分",
                    ),
                ),
                (
                    "tier_by",
                    models.CharField(
                        choices=[("HOURS", "服务时长"), ("POINTS", "积分")],
                        default="HOURS",
                        max_length=8,
                        verbose_name="按什么评级",
                    ),
                ),
                (
                    "silver_at",
                    models.PositiveIntegerField(
                        default=20, help_text="小时，或者分", verbose_name="银星：近 12 个月满"
                    ),
                ),
                ("gold_at", models.PositiveIntegerField(default=50, verbose_name="金星：近 12 个月满")),
                ("vip_at", models.PositiveIntegerField(default=100, verbose_name="VIP：近 12 个月满")),
            ],
            options={
                "verbose_name": "积分细则",
                "verbose_name_plural": "积分细则",
                "ordering": ["place", "valid_from"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True), ("valid_until__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="a_scheme_ends_after_it_began",
                        violation_error_message="结束日期不能早于开始日期。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("gold_at__lte", models.F("vip_at")), ("silver_at__lte", models.F("gold_at"))
                        ),
                        name="tiers_rise",
                        violation_error_message="银星、金星、VIP 的门槛要一级比一级高。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("points_per_hour__gte", 0)),
                        name="an_hour_is_worth_no_less_than_nothing",
                        violation_error_message="每小时积分不能是负数。",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("place__isnull", False)),
                        fields=("place", "valid_from"),
                        name="one_scheme_from_a_day",
                        violation_error_message="这个地域在这一天已经有一份细则。",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("place__isnull", True)),
                        fields=("valid_from",),
                        name="one_common_scheme_from_a_day",
                        violation_error_message="这一天已经有一份通用的细则。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Factor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="factors",
                        to="volunteers.scheme",
                        verbose_name="细则",
                    ),
                ),
                (
                    "work",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ACTIVITY", "志愿活动"),
                            ("SHIFT", "值守"),
                            ("PATROL", "巡查"),
                            ("HELP", "上门帮办"),
                            ("REPORT", "随手拍受理"),
                            ("VALUED", "随手拍有价值"),
                            ("WISH", "微心愿"),
                            ("DONATION", "捐赠物品"),
                            ("REFERRAL", "推荐新志愿者"),
                            ("PAPER", "补录"),
                        ],
                        help_text="空着：各种",
                        max_length=16,
                        verbose_name="服务来源",
                    ),
                ),
                (
                    "help",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ELDERLY", "助老"),
                            ("CHILDREN", "助幼"),
                            ("DISABLED", "助残"),
                            ("ORPHANS", "助孤"),
                            ("SICK", "助病"),
                            ("ALONE", "助独"),
                            ("SPECIAL", "助特"),
                        ],
                        help_text="空着：各种",
                        max_length=16,
                        verbose_name="七助",
                    ),
                ),
                (
                    "factor",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(10),
                        ],
                        verbose_name="系数",
                    ),
                ),
            ],
            options={
                "verbose_name": "积分系数",
                "verbose_name_plural": "积分系数",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("scheme", "work", "help"),
                        name="one_factor_for_a_kind",
                        violation_error_message="这种服务已经有系数。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("factor__gte", 0), ("factor__lte", 10)),
                        name="a_factor_is_sane",
                        violation_error_message="系数要在 0 到 10 之间。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Window",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exchange_windows",
                        to="grids.place",
                        verbose_name="社区",
                    ),
                ),
                ("opens_on", models.DateField(verbose_name="从哪天起")),
                ("closes_on", models.DateField(verbose_name="到哪天止")),
            ],
            options={
                "verbose_name": "兑换期",
                "verbose_name_plural": "兑换期",
                "ordering": ["community", "opens_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("closes_on__gte", models.F("opens_on"))),
                        name="a_window_closes_after_it_opened",
                        violation_error_message="结束日期不能早于开始日期。",
                    ),
                    models.UniqueConstraint(
                        fields=("community", "opens_on"),
                        name="one_window_from_a_day",
                        violation_error_message="这个社区在这一天已经有兑换期。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Service",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=100, unique=True, verbose_name="来源凭证")),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="志愿者",
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services",
                        to="grids.place",
                        verbose_name="社区",
                    ),
                ),
                (
                    "work",
                    models.CharField(
                        choices=[
                            ("ACTIVITY", "志愿活动"),
                            ("SHIFT", "值守"),
                            ("PATROL", "巡查"),
                            ("HELP", "上门帮办"),
                            ("REPORT", "随手拍受理"),
                            ("VALUED", "随手拍有价值"),
                            ("WISH", "微心愿"),
                            ("DONATION", "捐赠物品"),
                            ("REFERRAL", "推荐新志愿者"),
                            ("PAPER", "补录"),
                        ],
                        max_length=16,
                        verbose_name="服务来源",
                    ),
                ),
                (
                    "help",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ELDERLY", "助老"),
                            ("CHILDREN", "助幼"),
                            ("DISABLED", "助残"),
                            ("ORPHANS", "助孤"),
                            ("SICK", "助病"),
                            ("ALONE", "助独"),
                            ("SPECIAL", "助特"),
                        ],
                        max_length=16,
                        verbose_name="七助",
                    ),
                ),
                ("title", models.CharField(max_length=100, verbose_name="做了什么")),
                ("source", models.CharField(max_length=80, verbose_name="来源")),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                ("day", models.DateField(verbose_name="日期")),
                ("starts_at", models.DateTimeField(blank=True, null=True, verbose_name="开始")),
                ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="结束")),
                ("minutes", models.PositiveIntegerField(default=0, verbose_name="分钟")),
                ("claim", models.PositiveIntegerField(default=0, verbose_name="申报积分")),
                ("device", models.CharField(blank=True, editable=False, max_length=64, verbose_name="设备")),
                ("photo", models.CharField(blank=True, editable=False, max_length=64, verbose_name="照片")),
                ("came_lat", models.FloatField(editable=False, null=True)),
                ("came_lon", models.FloatField(editable=False, null=True)),
                ("left_lat", models.FloatField(editable=False, null=True)),
                ("left_lon", models.FloatField(editable=False, null=True)),
                ("held", models.JSONField(blank=True, default=list, verbose_name="审核提示")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="记录人",
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("WAITING", "待审核"),
                            ("APPROVED", "已通过"),
                            ("REJECTED", "未通过"),
                            ("APPEALED", "申诉中"),
                            ("UPHELD", "申诉未通过"),
                            ("REVERSED", "已冲正"),
                        ],
                        default="WAITING",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="审核人",
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="审核时间")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="理由")),
                ("appeal_by", models.DateTimeField(blank=True, null=True, verbose_name="最晚申诉")),
                ("appeal", models.CharField(blank=True, max_length=500, verbose_name="申诉")),
                ("appealed_at", models.DateTimeField(blank=True, null=True, verbose_name="申诉时间")),
                (
                    "scheme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="volunteers.scheme",
                        verbose_name="按哪份细则",
                    ),
                ),
                ("counted", models.PositiveIntegerField(default=0, verbose_name="计分分钟")),
                ("points", models.PositiveIntegerField(default=0, verbose_name="积分")),
            ],
            options={
                "verbose_name": "志愿服务记录",
                "verbose_name_plural": "志愿服务记录",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["person", "day"], name="services_of_person"),
                    models.Index(
                        condition=models.Q(("state__in", ("WAITING", "APPEALED"))),
                        fields=["community", "id"],
                        name="services_waiting",
                    ),
                    models.Index(fields=["community", "day"], name="services_of_community"),
                    models.Index(
                        condition=models.Q(("decided_at__isnull", False)),
                        fields=["decided_at"],
                        name="services_decided",
                    ),
                    models.Index(
                        condition=models.Q(("device", ""), _negated=True),
                        fields=["device", "day"],
                        name="services_of_device",
                    ),
                    models.Index(
                        condition=models.Q(("photo", ""), _negated=True), fields=["photo"], name="services_of_photo"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ends_at__isnull", True), ("starts_at__isnull", True)),
                            models.Q(
                                ("ends_at__gte", models.F("starts_at")),
                                ("ends_at__isnull", False),
                                ("starts_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="service_ends_after_it_began",
                        violation_error_message="结束时间不能早于开始时间。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("minutes__gt", 0),
                                ("minutes__lte", 1440),
                                ("work__in", ("ACTIVITY", "SHIFT", "PATROL", "HELP", "PAPER")),
                            ),
                            models.Q(
                                models.Q(("work__in", ("ACTIVITY", "SHIFT", "PATROL", "HELP", "PAPER")), _negated=True),
                                ("minutes", 0),
                            ),
                            _connector="OR",
                        ),
                        name="service_by_the_hour_has_hours",
                        violation_error_message="按时长的服务要有时长，最多一天；其他的没有。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("WAITING", "APPEALED")), ("decided_at__isnull", False), _connector="OR"
                        ),
                        name="service_decided_has_its_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["REJECTED", "UPHELD", "REVERSED"]), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_no_has_its_reason",
                        violation_error_message="不通过要写明理由。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("recorded_by__isnull", True),
                            models.Q(("recorded_by", models.F("person")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_records_themselves",
                        violation_error_message="不能给自己记。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            models.Q(("decided_by", models.F("person")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_decides_on_themselves",
                        violation_error_message="不能审核自己的。",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("case__isnull", False)),
                        fields=("case", "work"),
                        name="a_case_is_awarded_once",
                        violation_error_message="这件事已经记过分。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportsSettled",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("event_id", models.BigIntegerField(default=0)),
            ],
            options={
                "verbose_name": "随手拍记分进度",
                "verbose_name_plural": "随手拍记分进度",
            },
        ),
        migrations.CreateModel(
            name="Transfer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "currency",
                    models.CharField(
                        choices=[("HOURS", "服务时长"), ("POINTS", "积分")], max_length=8, verbose_name="账本"
                    ),
                ),
                (
                    "entry",
                    models.CharField(
                        choices=[
                            ("AWARD", "记入"),
                            ("HOLD", "冻结"),
                            ("SPEND", "兑换"),
                            ("RELEASE", "解冻"),
                            ("EXPIRE", "过期"),
                            ("REVERSE", "冲正"),
                            ("FAMILY", "转给家人"),
                            ("GIVE", "捐出"),
                        ],
                        max_length=8,
                        verbose_name="种类",
                    ),
                ),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="given",
                        to="volunteers.account",
                        verbose_name="转出",
                    ),
                ),
                (
                    "taker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken",
                        to="volunteers.account",
                        verbose_name="转入",
                    ),
                ),
                ("amount", models.PositiveBigIntegerField(verbose_name="数额")),
                ("key", models.CharField(max_length=100, unique=True, verbose_name="来源凭证")),
                (
                    "ends",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ended_by",
                        to="volunteers.transfer",
                        verbose_name="了结的是哪一笔",
                    ),
                ),
                ("source", models.CharField(max_length=80, verbose_name="来源")),
                ("rule", models.JSONField(default=dict, verbose_name="当时的规则")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办",
                    ),
                ),
            ],
            options={
                "verbose_name": "账目",
                "verbose_name_plural": "账目",
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["giver", "id"], name="transfer_what_left"),
                    models.Index(fields=["taker", "id"], name="transfer_what_came"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)),
                        name="transfer_of_something",
                        violation_error_message="数额要大于 0。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("giver", models.F("taker")), _negated=True),
                        name="transfer_between_two",
                        violation_error_message="转出和转入不能是同一个账户。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ends__isnull", False), ("entry__in", ("SPEND", "RELEASE", "REVERSE"))),
                            models.Q(
                                models.Q(("entry__in", ("SPEND", "RELEASE", "REVERSE")), _negated=True),
                                ("ends__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="transfer_says_what_it_ends",
                        violation_error_message="兑换、解冻、冲正要写明是哪一笔，其他的没有。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Lot",
            fields=[
                (
                    "earned",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="lot",
                        serialize=False,
                        to="volunteers.transfer",
                        verbose_name="记入",
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lots",
                        to="volunteers.account",
                        verbose_name="账户",
                    ),
                ),
                ("left", models.PositiveBigIntegerField(verbose_name="剩余")),
                ("expires_on", models.DateField(blank=True, null=True, verbose_name="有效期至")),
            ],
            options={
                "verbose_name": "积分批次",
                "verbose_name_plural": "积分批次",
                "indexes": [
                    models.Index(
                        condition=models.Q(("left__gt", 0)), fields=["account", "expires_on"], name="lot_to_spend"
                    ),
                    models.Index(condition=models.Q(("left__gt", 0)), fields=["expires_on"], name="lot_to_expire"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Draw",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "transfer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="draws",
                        to="volunteers.transfer",
                        verbose_name="账目",
                    ),
                ),
                (
                    "lot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="draws",
                        to="volunteers.lot",
                        verbose_name="批次",
                    ),
                ),
                ("amount", models.BigIntegerField(verbose_name="数额")),
            ],
            options={
                "verbose_name": "批次进出",
                "verbose_name_plural": "批次进出",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount", 0), _negated=True),
                        name="draw_of_something",
                        violation_error_message="数额不能是 0。",
                    ),
                    models.UniqueConstraint(
                        fields=("transfer", "lot"),
                        name="one_draw_of_a_lot",
                        violation_error_message="一笔账在一个批次里只进出一次。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Volunteer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="volunteer",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="账号",
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="volunteers",
                        to="grids.place",
                        verbose_name="所在社区",
                    ),
                ),
                ("name", models.CharField(max_length=64, validators=[accounts.names.plain_name], verbose_name="姓名")),
                ("birthday", accounts.personal.EncryptedField(verbose_name="出生日期")),
                ("guardian_name", accounts.personal.EncryptedField(blank=True, verbose_name="监护人姓名")),
                ("guardian_phone", accounts.personal.EncryptedField(blank=True, verbose_name="监护人电话")),
                ("guardian_agreed_at", models.DateTimeField(blank=True, null=True, verbose_name="监护人同意时间")),
                (
                    "ranked",
                    models.CharField(
                        choices=[("HIDDEN", "不上榜"), ("MASKED", "上榜，只显示姓"), ("NAMED", "上榜，显示姓名")],
                        default="HIDDEN",
                        max_length=8,
                        verbose_name="排行榜",
                    ),
                ),
                (
                    "referred_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referred",
                        to="volunteers.volunteer",
                        verbose_name="推荐人",
                    ),
                ),
                (
                    "tier",
                    models.CharField(
                        choices=[
                            ("PLAIN", "普通志愿者"),
                            ("SILVER", "银星志愿者"),
                            ("GOLD", "金星志愿者"),
                            ("VIP", "VIP 志愿者"),
                        ],
                        default="PLAIN",
                        editable=False,
                        max_length=8,
                        verbose_name="等级",
                    ),
                ),
                ("joined_at", models.DateTimeField(verbose_name="注册时间")),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="退出日期")),
            ],
            options={
                "verbose_name": "志愿者",
                "verbose_name_plural": "志愿者",
                "indexes": [models.Index(fields=["community", "tier"], name="volunteers_of_community")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("referred_by__isnull", True),
                            models.Q(("referred_by", models.F("pk")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_refers_themselves",
                        violation_error_message="不能推荐自己。",
                    )
                ],
            },
        ),
    ]
