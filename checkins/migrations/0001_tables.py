import accounts.personal
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    replaces = [("checkins", "0003_forms_sent_twice")]

    dependencies = [
        ("grids", "0001_tables"),
        ("partyorg", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MemberCheckIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="check_ins",
                        to="partyorg.member",
                        verbose_name="党员",
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="member_check_ins",
                        to="grids.place",
                        verbose_name="社区",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("PENDING", "待社区确认"),
                            ("CONFIRMED", "已报到"),
                            ("DECLINED", "未接收"),
                            ("ENDED", "已结束"),
                        ],
                        default="PENDING",
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                (
                    "placed",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="check_ins",
                        to="partyorg.gridlink",
                        verbose_name="编入网格",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="社区经手人",
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True, verbose_name="确认时间")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="结束日期")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="不接收或结束的理由")),
            ],
            options={
                "verbose_name": "党员报到",
                "verbose_name_plural": "党员报到",
                "indexes": [models.Index(fields=["community", "state"], name="members_at_community")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["CONFIRMED", "PENDING"])),
                        fields=("member",),
                        name="a_member_checks_in_to_one_community",
                        violation_error_message="这名党员已经在一个社区报到",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("decided_by__isnull", True), ("state", "PENDING")),
                            models.Q(
                                models.Q(("state", "PENDING"), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="a_member_check_in_is_decided_by_somebody",
                        violation_error_message="办过的报到要有社区经手人。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "CONFIRMED"), _negated=True), ("placed__isnull", False), _connector="OR"
                        ),
                        name="who_has_checked_in_is_in_a_grid",
                        violation_error_message="确认报到要编入网格。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_on__isnull", False), ("state", "ENDED")),
                            models.Q(models.Q(("state", "ENDED"), _negated=True), ("ended_on__isnull", True)),
                            _connector="OR",
                        ),
                        name="an_ended_check_in_has_its_day",
                        violation_error_message="结束的报到要有结束日期。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Appraisal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "check_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appraisals",
                        to="checkins.membercheckin",
                        verbose_name="党员报到",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appraisals",
                        to="partyorg.member",
                        verbose_name="党员",
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(2000),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="年度",
                    ),
                ),
                (
                    "grade",
                    models.CharField(
                        choices=[("GOOD", "好"), ("FAIR", "较好"), ("AVERAGE", "一般"), ("POOR", "差")],
                        max_length=16,
                        verbose_name="等次",
                    ),
                ),
                ("words", models.TextField(max_length=2000, verbose_name="评语")),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="correction",
                        to="checkins.appraisal",
                        verbose_name="更正哪一份",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="评价人",
                    ),
                ),
                ("written_at", models.DateTimeField(verbose_name="评价时间")),
                ("returned_at", models.DateTimeField(blank=True, null=True, verbose_name="反馈时间")),
            ],
            options={
                "verbose_name": "年度评价",
                "verbose_name_plural": "年度评价",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("corrects__isnull", True)),
                        fields=("member", "year"),
                        name="one_appraisal_of_a_member_and_year",
                        violation_error_message="这名党员这一年的评价已经写过了",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 2000), ("year__lte", 2100)),
                        name="an_appraisal_is_of_a_real_year",
                        violation_error_message="年度要在 2000 到 2100 之间。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Feedback",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "appraisal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feedback",
                        to="checkins.appraisal",
                        verbose_name="评价",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feedbacks",
                        to="partyorg.organisation",
                        verbose_name="工作单位",
                    ),
                ),
                (
                    "returned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="反馈人",
                    ),
                ),
                (
                    "acknowledged_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="签收人",
                    ),
                ),
                ("acknowledged_at", models.DateTimeField(blank=True, null=True, verbose_name="签收时间")),
                ("answer", models.CharField(blank=True, max_length=500, verbose_name="单位意见")),
            ],
            options={
                "verbose_name": "评价反馈",
                "verbose_name_plural": "评价反馈",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("acknowledged_at__isnull", True), ("acknowledged_by__isnull", True), ("answer", "")
                            ),
                            models.Q(("acknowledged_at__isnull", False), ("acknowledged_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_feedback_is_acknowledged_by_somebody",
                        violation_error_message="签收要有签收人和时间。",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Duty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=15, unique=True, verbose_name="岗位")),
                ("what", models.CharField(blank=True, max_length=100, verbose_name="做什么")),
                ("is_active", models.BooleanField(default=True, verbose_name="在用")),
            ],
            options={
                "verbose_name": "认领岗位",
                "verbose_name_plural": "认领岗位",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "check_in",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="checkins.membercheckin",
                        verbose_name="党员报到",
                    ),
                ),
                (
                    "duty",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="checkins.duty",
                        verbose_name="岗位",
                    ),
                ),
                ("since", models.DateField(verbose_name="认领日期")),
                ("until", models.DateField(blank=True, null=True, verbose_name="退出日期")),
            ],
            options={
                "verbose_name": "岗位认领",
                "verbose_name_plural": "岗位认领",
                "ordering": ["check_in", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("check_in", "duty"),
                        name="a_post_is_claimed_once_by_a_member",
                        violation_error_message="这个岗位已经认领了",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                        name="a_claim_ends_after_it_began",
                        violation_error_message="退出日期不能早于认领日期。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitCheckIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="check_ins",
                        to="partyorg.organisation",
                        verbose_name="单位",
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="unit_check_ins",
                        to="grids.place",
                        verbose_name="社区",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("PENDING", "待社区确认"),
                            ("CONFIRMED", "已报到"),
                            ("DECLINED", "未接收"),
                            ("ENDED", "已结束"),
                        ],
                        default="PENDING",
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                ("agreement", models.TextField(blank=True, max_length=2000, verbose_name="共建协议")),
                ("agreed_on", models.DateField(blank=True, null=True, verbose_name="签订日期")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="社区经手人",
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True, verbose_name="确认时间")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="结束日期")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="不接收或结束的理由")),
            ],
            options={
                "verbose_name": "单位报到",
                "verbose_name_plural": "单位报到",
                "indexes": [models.Index(fields=["community", "state"], name="units_at_community")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["CONFIRMED", "PENDING"])),
                        fields=("unit", "community"),
                        name="a_unit_checks_in_to_a_community_once",
                        violation_error_message="这个单位在这个社区已经有一份报到",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("decided_by__isnull", True), ("state", "PENDING")),
                            models.Q(
                                models.Q(("state", "PENDING"), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="a_unit_check_in_is_decided_by_somebody",
                        violation_error_message="办过的报到要有社区经手人。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["CONFIRMED", "ENDED"]), _negated=True),
                            models.Q(("decided_by", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="who_records_a_unit_does_not_confirm_it",
                        violation_error_message="登记报到的人不能自己确认。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "CONFIRMED"), _negated=True),
                            models.Q(("agreed_on__isnull", False), models.Q(("agreement", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="a_confirmed_unit_has_an_agreement",
                        violation_error_message="确认报到要有共建协议和签订日期。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="JointItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(editable=False, null=True, unique=True, verbose_name="一次填写的标记")),
                (
                    "check_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="checkins.unitcheckin",
                        verbose_name="单位报到",
                    ),
                ),
                (
                    "listing",
                    models.CharField(
                        choices=[("NEED", "需求"), ("RESOURCE", "资源"), ("PROJECT", "项目")],
                        max_length=16,
                        verbose_name="清单",
                    ),
                ),
                ("title", models.CharField(max_length=60, verbose_name="事项")),
                ("who", models.CharField(blank=True, max_length=60, verbose_name="谁来办")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="要求办好的日期")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="办好的日期")),
                ("result", models.CharField(blank=True, max_length=500, verbose_name="办得怎么样")),
            ],
            options={
                "verbose_name": "共建清单",
                "verbose_name_plural": "共建清单",
                "ordering": ["check_in", "listing", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_on__isnull", True), ("result", "")),
                            models.Q(("done_on__isnull", False), models.Q(("result", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="a_joint_task_is_done_with_a_result",
                        violation_error_message="办好的任务要写明办得怎么样。",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Wish",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(editable=False, null=True, unique=True, verbose_name="一次填写的标记")),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="wishes",
                        to="grids.place",
                        verbose_name="社区",
                    ),
                ),
                ("title", models.CharField(max_length=60, verbose_name="心愿")),
                ("detail", models.TextField(blank=True, max_length=500, verbose_name="说明")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("PUBLISHED", "待认领"),
                            ("CLAIMED", "已认领"),
                            ("DONE", "已实现"),
                            ("WITHDRAWN", "已撤回"),
                        ],
                        default="PUBLISHED",
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="发布人",
                    ),
                ),
                ("published_at", models.DateTimeField(verbose_name="发布时间")),
                (
                    "claimed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="wishes",
                        to="checkins.membercheckin",
                        verbose_name="认领人",
                    ),
                ),
                ("claimed_at", models.DateTimeField(null=True, verbose_name="认领时间")),
                ("done_at", models.DateTimeField(null=True, verbose_name="实现时间")),
                ("result", models.CharField(blank=True, max_length=500, verbose_name="怎样实现的")),
            ],
            options={
                "verbose_name": "微心愿",
                "verbose_name_plural": "微心愿",
                "indexes": [models.Index(fields=["community", "state"], name="wishes_of_community")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("claimed_at__isnull", True),
                                ("claimed_by__isnull", True),
                                ("state__in", ["PUBLISHED", "WITHDRAWN"]),
                            ),
                            models.Q(
                                ("claimed_at__isnull", False),
                                ("claimed_by__isnull", False),
                                ("state__in", ["CLAIMED", "DONE"]),
                            ),
                            _connector="OR",
                        ),
                        name="a_claimed_wish_is_somebodys",
                        violation_error_message="认领的心愿要有认领人。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("done_at__isnull", False), ("state", "DONE"), models.Q(("result", ""), _negated=True)
                            ),
                            models.Q(
                                models.Q(("state", "DONE"), _negated=True), ("done_at__isnull", True), ("result", "")
                            ),
                            _connector="OR",
                        ),
                        name="a_wish_is_done_with_a_word",
                        violation_error_message="实现的心愿要写明怎样实现的。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NewWorker",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=64, verbose_name="姓名")),
                (
                    "trade",
                    models.CharField(
                        choices=[
                            ("RIDER", "外卖骑手"),
                            ("COURIER", "快递员"),
                            ("DRIVER", "网约车司机"),
                            ("TRUCKER", "货车司机"),
                            ("OTHER", "其他"),
                        ],
                        max_length=16,
                        verbose_name="职业",
                    ),
                ),
                ("platform", models.CharField(max_length=60, verbose_name="平台或企业")),
                ("affiliation", models.CharField(blank=True, max_length=100, verbose_name="组织关系所在党组织")),
                ("phone", accounts.personal.EncryptedField(verbose_name="手机号")),
                ("phone_hash", models.CharField(editable=False, max_length=64)),
                ("id_number", accounts.personal.EncryptedField(verbose_name="身份证号")),
                ("id_hash", models.CharField(editable=False, max_length=64)),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="new_workers",
                        to="grids.place",
                        verbose_name="备案的街道或社区",
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="filings",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="账号",
                    ),
                ),
                (
                    "filed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
                ("filed_at", models.DateTimeField(verbose_name="备案时间")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="注销日期")),
            ],
            options={
                "verbose_name": "新就业群体备案",
                "verbose_name_plural": "新就业群体备案",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=("id_hash",),
                        name="a_new_worker_is_filed_once_by_id",
                        violation_error_message="这个身份证号已经备案",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=("phone_hash",),
                        name="a_new_worker_is_filed_once_by_phone",
                        violation_error_message="这个手机号已经备案",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=("account",),
                        name="an_account_is_one_new_worker_s",
                        violation_error_message="这个账号已经属于另一份备案。",
                    ),
                ],
            },
        ),
    ]
