import accounts.names
import accounts.personal
import datetime
import django.core.validators
import django.db.models.deletion
import mptt.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    replaces = [("partyorg", "0009_forms_sent_twice")]

    dependencies = [
        ("grids", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, validators=[accounts.names.plain_name], verbose_name="名称")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("DISTRICT_COMMITTEE", "区委"),
                            ("LEADING_GROUP", "区领导小组"),
                            ("PLATFORM", "区平台"),
                            ("STREET_COMMITTEE", "街道党工委"),
                            ("COMMUNITY_COMMITTEE", "社区党委"),
                            ("COMPREHENSIVE_COMMITTEE", "社区综合党委"),
                            ("GRAND_COMMITTEE", "社区大党委"),
                            ("COMMUNITY_GENERAL_BRANCH", "社区党总支"),
                            ("GENERAL_BRANCH", "党总支"),
                            ("GRID_BRANCH", "网格党支部"),
                            ("ESTATE_BRANCH", "小区党支部"),
                            ("PROPERTY_BRANCH", "物业党支部"),
                            ("FUNCTIONAL_BRANCH", "功能型党支部"),
                            ("TEMPORARY_BRANCH", "临时党支部"),
                            ("WORKING_GROUP", "党的工作小组"),
                            ("PARTY_GROUP", "楼院党小组"),
                            ("BUILDING_GROUP", "楼栋党小组"),
                            ("MEMBER_HOUSEHOLD", "党员中心户"),
                            ("DEPARTMENT", "区直部门"),
                            ("STREET_BODY", "街道站所"),
                            ("COMPANY", "驻区单位"),
                            ("PROPERTY_COMPANY", "物业公司"),
                            ("RESIDENTS_COMMITTEE", "居委会"),
                            ("OWNERS_COMMITTEE", "业委会"),
                            ("OWNERS_SUPERVISION", "业主监督委员会"),
                            ("TEAM", "队伍"),
                        ],
                        max_length=32,
                        verbose_name="类型",
                    ),
                ),
                (
                    "parent",
                    mptt.fields.TreeForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="partyorg.organisation",
                        verbose_name="上级组织",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="organisations",
                        to="grids.place",
                        verbose_name="管辖地域",
                    ),
                ),
                (
                    "leans_on",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leant_on_by",
                        to="partyorg.organisation",
                        verbose_name="依托单位",
                    ),
                ),
                (
                    "serves",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="organisations",
                        to="grids.estate",
                        verbose_name="服务小区",
                    ),
                ),
                ("duty_phone", models.CharField(blank=True, max_length=32, verbose_name="值班电话")),
                (
                    "founded_on",
                    models.DateField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                datetime.date(1900, 1, 1), "请写一个真实的日期，年份在 1900 到 2100 之间。"
                            ),
                            django.core.validators.MaxValueValidator(
                                datetime.date(2100, 12, 31), "请写一个真实的日期，年份在 1900 到 2100 之间。"
                            ),
                        ],
                        verbose_name="成立日期",
                    ),
                ),
                (
                    "elected_on",
                    models.DateField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                datetime.date(1900, 1, 1), "请写一个真实的日期，年份在 1900 到 2100 之间。"
                            ),
                            django.core.validators.MaxValueValidator(
                                datetime.date(2100, 12, 31), "请写一个真实的日期，年份在 1900 到 2100 之间。"
                            ),
                        ],
                        verbose_name="最近换届日期",
                    ),
                ),
                (
                    "heads_are_members",
                    models.BooleanField(
                        default=False,
                        help_text="社区的规矩：任命非党员为楼栋长时提醒，不拦",
                        verbose_name="楼栋长全部由党员担任",
                    ),
                ),
                (
                    "due_on",
                    models.DateField(
                        blank=True,
                        help_text="党的工作小组在这一天以前转为党支部",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                datetime.date(1900, 1, 1), "请写一个真实的日期，年份在 1900 到 2100 之间。"
                            ),
                            django.core.validators.MaxValueValidator(
                                datetime.date(2100, 12, 31), "请写一个真实的日期，年份在 1900 到 2100 之间。"
                            ),
                        ],
                        verbose_name="过渡期限",
                    ),
                ),
                ("ended_on", models.DateField(blank=True, editable=False, null=True, verbose_name="撤销日期")),
                ("tree_id", models.PositiveIntegerField(editable=False)),
                ("lft", models.PositiveIntegerField(editable=False)),
                ("rght", models.PositiveIntegerField(editable=False)),
                ("depth", models.PositiveIntegerField(editable=False)),
            ],
            options={
                "verbose_name": "组织",
                "verbose_name_plural": "组织",
                "indexes": [
                    models.Index(fields=["kind", "name"], name="org_by_kind"),
                    models.Index(fields=["tree_id", "lft"], name="org_in_tree_order"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.Case(
                            models.When(kind__in=["GRID_BRANCH"], then=1),
                            models.When(
                                kind__in=[
                                    "COMMUNITY_COMMITTEE",
                                    "COMPREHENSIVE_COMMITTEE",
                                    "GRAND_COMMITTEE",
                                    "COMMUNITY_GENERAL_BRANCH",
                                ],
                                then=2,
                            ),
                            models.When(kind__in=["STREET_COMMITTEE"], then=3),
                            models.When(kind__in=["PLATFORM"], then=4),
                            models.When(kind__in=["LEADING_GROUP"], then=5),
                            output_field=models.SmallIntegerField(),
                        ),
                        models.F("place"),
                        condition=models.Q(
                            ("ended_on__isnull", True),
                            (
                                "kind__in",
                                [
                                    "GRID_BRANCH",
                                    "COMMUNITY_COMMITTEE",
                                    "COMPREHENSIVE_COMMITTEE",
                                    "GRAND_COMMITTEE",
                                    "COMMUNITY_GENERAL_BRANCH",
                                    "STREET_COMMITTEE",
                                    "PLATFORM",
                                    "LEADING_GROUP",
                                ],
                            ),
                        ),
                        name="one_unit_on_a_rung_for_a_place",
                        violation_error_message="这个地方已经有同一级的组织",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True),
                            (
                                "kind__in",
                                [
                                    "ESTATE_BRANCH",
                                    "FUNCTIONAL_BRANCH",
                                    "GRID_BRANCH",
                                    "PROPERTY_BRANCH",
                                    "TEMPORARY_BRANCH",
                                ],
                            ),
                        ),
                        fields=("serves",),
                        name="one_branch_for_an_estate",
                        violation_error_message="这个小区已经有党支部",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=("parent", "name"),
                        name="one_name_under_a_parent",
                        violation_error_message="同一个上级下面已经有这个名称的组织",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True), ("parent__isnull", True)),
                        fields=("name",),
                        name="one_name_under_none",
                        violation_error_message="同一个上级下面已经有这个名称的组织",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "kind__in",
                                    [
                                        "GRID_BRANCH",
                                        "COMMUNITY_COMMITTEE",
                                        "COMPREHENSIVE_COMMITTEE",
                                        "GRAND_COMMITTEE",
                                        "COMMUNITY_GENERAL_BRANCH",
                                        "STREET_COMMITTEE",
                                        "PLATFORM",
                                        "LEADING_GROUP",
                                    ],
                                ),
                                _negated=True,
                            ),
                            ("place__isnull", False),
                            _connector="OR",
                        ),
                        name="a_rung_covers_a_place",
                        violation_error_message="这一类组织要写明管辖哪里",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "WORKING_GROUP"), _negated=True),
                            ("due_on__isnull", False),
                            _connector="OR",
                        ),
                        name="a_working_group_is_for_a_time",
                        violation_error_message="党的工作小组要写明过渡期限",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Chapter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="chapters",
                        to="partyorg.organisation",
                        verbose_name="组织",
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[("FOUNDED", "成立"), ("CONVERTED", "转建"), ("ELECTED", "换届"), ("ENDED", "撤销")],
                        max_length=16,
                        verbose_name="何事",
                    ),
                ),
                ("on", models.DateField(verbose_name="日期")),
                ("name", models.CharField(max_length=100, verbose_name="此前的名称")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("DISTRICT_COMMITTEE", "区委"),
                            ("LEADING_GROUP", "区领导小组"),
                            ("PLATFORM", "区平台"),
                            ("STREET_COMMITTEE", "街道党工委"),
                            ("COMMUNITY_COMMITTEE", "社区党委"),
                            ("COMPREHENSIVE_COMMITTEE", "社区综合党委"),
                            ("GRAND_COMMITTEE", "社区大党委"),
                            ("COMMUNITY_GENERAL_BRANCH", "社区党总支"),
                            ("GENERAL_BRANCH", "党总支"),
                            ("GRID_BRANCH", "网格党支部"),
                            ("ESTATE_BRANCH", "小区党支部"),
                            ("PROPERTY_BRANCH", "物业党支部"),
                            ("FUNCTIONAL_BRANCH", "功能型党支部"),
                            ("TEMPORARY_BRANCH", "临时党支部"),
                            ("WORKING_GROUP", "党的工作小组"),
                            ("PARTY_GROUP", "楼院党小组"),
                            ("BUILDING_GROUP", "楼栋党小组"),
                            ("MEMBER_HOUSEHOLD", "党员中心户"),
                            ("DEPARTMENT", "区直部门"),
                            ("STREET_BODY", "街道站所"),
                            ("COMPANY", "驻区单位"),
                            ("PROPERTY_COMPANY", "物业公司"),
                            ("RESIDENTS_COMMITTEE", "居委会"),
                            ("OWNERS_COMMITTEE", "业委会"),
                            ("OWNERS_SUPERVISION", "业主监督委员会"),
                            ("TEAM", "队伍"),
                        ],
                        max_length=32,
                        verbose_name="此前的类型",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="说明")),
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
                ("at", models.DateTimeField(verbose_name="记录时间")),
            ],
            options={
                "verbose_name": "组织沿革",
                "verbose_name_plural": "组织沿革",
                "ordering": ["organisation", "on", "id"],
            },
        ),
        migrations.CreateModel(
            name="EstateStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="grids.estate",
                        verbose_name="小区",
                    ),
                ),
                (
                    "step",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "摸排居民党员"),
                            (2, "用活在职党员"),
                            (3, "培养挖掘治理骨干"),
                            (4, "选优配强书记"),
                            (5, "统筹推进党组织全覆盖"),
                        ],
                        verbose_name="步骤",
                    ),
                ),
                (
                    "on",
                    models.DateField(
                        validators=[
                            django.core.validators.MinValueValidator(
                                datetime.date(1900, 1, 1), "请写一个真实的日期，年份在 1900 到 2100 之间。"
                            ),
                            django.core.validators.MaxValueValidator(
                                datetime.date(2100, 12, 31), "请写一个真实的日期，年份在 1900 到 2100 之间。"
                            ),
                        ],
                        verbose_name="完成日期",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
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
                ("at", models.DateTimeField(verbose_name="记录时间")),
            ],
            options={
                "verbose_name": "小区建支部步骤",
                "verbose_name_plural": "小区建支部步骤",
                "ordering": ["estate", "step"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("estate", "step"),
                        name="a_step_is_done_once",
                        violation_error_message="这一步已经登记过。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("step__range", (1, 5))),
                        name="a_step_is_one_of_five",
                        violation_error_message="请选五步里的一步。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Force",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forces",
                        to="grids.place",
                        verbose_name="服务地域",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("APPROVAL", "审批"),
                            ("SERVICE", "服务"),
                            ("LAW", "执法"),
                            ("VOLUNTEER", "志愿团队"),
                            ("LIAISON", "民情联络员"),
                            ("REPRESENTATIVE", "居民代表"),
                            ("NEIGHBOUR", "邻里骨干"),
                            ("POLICE", "社区民警"),
                            ("LAWYER", "法律顾问"),
                            ("OTHER", "其他"),
                        ],
                        max_length=16,
                        verbose_name="类型",
                    ),
                ),
                (
                    "name",
                    models.CharField(max_length=64, validators=[accounts.names.plain_name], verbose_name="姓名或队名"),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forces",
                        to="partyorg.organisation",
                        verbose_name="来自单位",
                    ),
                ),
                ("phone", accounts.personal.EncryptedField(blank=True, verbose_name="联系电话")),
                (
                    "since",
                    models.DateField(
                        validators=[
                            django.core.validators.MinValueValidator(
                                datetime.date(1900, 1, 1), "请写一个真实的日期，年份在 1900 到 2100 之间。"
                            ),
                            django.core.validators.MaxValueValidator(
                                datetime.date(2100, 12, 31), "请写一个真实的日期，年份在 1900 到 2100 之间。"
                            ),
                        ],
                        verbose_name="起",
                    ),
                ),
                (
                    "until",
                    models.DateField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                datetime.date(1900, 1, 1), "请写一个真实的日期，年份在 1900 到 2100 之间。"
                            ),
                            django.core.validators.MaxValueValidator(
                                datetime.date(2100, 12, 31), "请写一个真实的日期，年份在 1900 到 2100 之间。"
                            ),
                        ],
                        verbose_name="止",
                    ),
                ),
            ],
            options={
                "verbose_name": "网格力量",
                "verbose_name_plural": "网格力量",
                "ordering": ["kind", "id"],
                "indexes": [models.Index(fields=["place", "until"], name="forces_of_a_place")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                        name="a_force_ends_after_it_began",
                        violation_error_message="结束日期不能早于开始日期。",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(editable=False, null=True, unique=True, verbose_name="一次填写的标记")),
                ("name", models.CharField(max_length=64, validators=[accounts.names.plain_name], verbose_name="姓名")),
                ("phone", accounts.personal.EncryptedField(blank=True, verbose_name="手机号")),
                ("phone_hash", models.CharField(blank=True, editable=False, max_length=64)),
                ("id_number", accounts.personal.EncryptedField(blank=True, verbose_name="身份证号")),
                ("id_hash", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="partyorg.organisation",
                        verbose_name="所在党组织",
                    ),
                ),
                (
                    "account",
                    models.OneToOneField(
                        blank=True,
                        error_messages={"unique": "这个账号已经是另一名党员的。"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="membership",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="账号",
                    ),
                ),
                (
                    "works_at",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="serving_members",
                        to="partyorg.organisation",
                        verbose_name="工作单位",
                    ),
                ),
                ("is_full", models.BooleanField(default=True, verbose_name="正式党员")),
                ("consents_to_badge", models.BooleanField(default=False, verbose_name="同意亮明身份")),
                (
                    "since",
                    models.DateField(
                        validators=[
                            django.core.validators.MinValueValidator(
                                datetime.date(1900, 1, 1), "请写一个真实的日期，年份在 1900 到 2100 之间。"
                            ),
                            django.core.validators.MaxValueValidator(
                                datetime.date(2100, 12, 31), "请写一个真实的日期，年份在 1900 到 2100 之间。"
                            ),
                        ],
                        verbose_name="转入日期",
                    ),
                ),
                (
                    "until",
                    models.DateField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                datetime.date(1900, 1, 1), "请写一个真实的日期，年份在 1900 到 2100 之间。"
                            ),
                            django.core.validators.MaxValueValidator(
                                datetime.date(2100, 12, 31), "请写一个真实的日期，年份在 1900 到 2100 之间。"
                            ),
                        ],
                        verbose_name="转出日期",
                    ),
                ),
            ],
            options={
                "verbose_name": "党员",
                "verbose_name_plural": "党员",
                "ordering": ["organisation", "id"],
                "indexes": [
                    models.Index(fields=["organisation", "until"], name="members_of_organisation"),
                    models.Index(
                        condition=models.Q(("phone_hash", ""), _negated=True),
                        fields=["phone_hash"],
                        name="member_with_phone",
                    ),
                    models.Index(fields=["name"], name="member_by_name"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                        name="a_member_leaves_after_joining",
                        violation_error_message="转出日期不能早于转入日期。",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True), models.Q(("id_hash", ""), _negated=True)),
                        fields=("id_hash",),
                        name="a_person_is_an_open_member_once",
                        violation_error_message="这个身份证号已经登记过，是在册党员。调动请用转接。",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True), models.Q(("phone_hash", ""), _negated=True)),
                        fields=("phone_hash", "name"),
                        name="a_name_and_phone_are_an_open_member_once",
                        violation_error_message="这个姓名和手机号已经登记过，是在册党员。调动请用转接。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Transfer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="transfers",
                        to="partyorg.member",
                        verbose_name="党员",
                    ),
                ),
                (
                    "went_from",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partyorg.organisation",
                        verbose_name="转出",
                    ),
                ),
                (
                    "went_to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partyorg.organisation",
                        verbose_name="转入",
                    ),
                ),
                (
                    "since",
                    models.DateField(
                        validators=[
                            django.core.validators.MinValueValidator(
                                datetime.date(1900, 1, 1), "请写一个真实的日期，年份在 1900 到 2100 之间。"
                            ),
                            django.core.validators.MaxValueValidator(
                                datetime.date(2100, 12, 31), "请写一个真实的日期，年份在 1900 到 2100 之间。"
                            ),
                        ],
                        verbose_name="原转入日期",
                    ),
                ),
                (
                    "on",
                    models.DateField(
                        validators=[
                            django.core.validators.MinValueValidator(
                                datetime.date(1900, 1, 1), "请写一个真实的日期，年份在 1900 到 2100 之间。"
                            ),
                            django.core.validators.MaxValueValidator(
                                datetime.date(2100, 12, 31), "请写一个真实的日期，年份在 1900 到 2100 之间。"
                            ),
                        ],
                        verbose_name="转接日期",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
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
                ("at", models.DateTimeField(verbose_name="记录时间")),
            ],
            options={
                "verbose_name": "转接",
                "verbose_name_plural": "转接",
                "ordering": ["member", "-on", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("went_from", models.F("went_to")), _negated=True),
                        name="a_transfer_leads_to_another_organisation",
                        violation_error_message="转出和转入要是两个组织。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("on__gte", models.F("since"))),
                        name="a_transfer_comes_after_joining",
                        violation_error_message="转接日期不能早于转入日期。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GridLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="grids",
                        to="partyorg.member",
                        verbose_name="党员",
                    ),
                ),
                (
                    "grid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="member_links",
                        to="grids.place",
                        verbose_name="网格",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("SENT_DOWN", "沉下"),
                            ("COME_UP", "浮出"),
                            ("BLENDED_IN", "融进"),
                            ("COME_HOME", "回归"),
                        ],
                        max_length=16,
                        verbose_name="入格方式",
                    ),
                ),
                ("duty", models.CharField(blank=True, max_length=64, verbose_name="认领岗位")),
                (
                    "since",
                    models.DateField(
                        validators=[
                            django.core.validators.MinValueValidator(
                                datetime.date(1900, 1, 1), "请写一个真实的日期，年份在 1900 到 2100 之间。"
                            ),
                            django.core.validators.MaxValueValidator(
                                datetime.date(2100, 12, 31), "请写一个真实的日期，年份在 1900 到 2100 之间。"
                            ),
                        ],
                        verbose_name="起",
                    ),
                ),
                (
                    "until",
                    models.DateField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                datetime.date(1900, 1, 1), "请写一个真实的日期，年份在 1900 到 2100 之间。"
                            ),
                            django.core.validators.MaxValueValidator(
                                datetime.date(2100, 12, 31), "请写一个真实的日期，年份在 1900 到 2100 之间。"
                            ),
                        ],
                        verbose_name="止",
                    ),
                ),
            ],
            options={
                "verbose_name": "党员入格",
                "verbose_name_plural": "党员入格",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("member", "grid"),
                        name="a_member_is_in_a_grid_once",
                        violation_error_message="这名党员已经在这个网格",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                        name="a_grid_link_ends_after_it_began",
                        violation_error_message="离开网格的日期不能早于入格的日期。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Neighbourhood",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=64, validators=[accounts.names.plain_name], verbose_name="名称")),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="neighbourhoods",
                        to="grids.place",
                        verbose_name="所在地域",
                    ),
                ),
                (
                    "cadre",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="党员干部",
                    ),
                ),
                (
                    "liaisons",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partyorg.force",
                        verbose_name="民情联络员队伍",
                    ),
                ),
                (
                    "volunteers",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partyorg.force",
                        verbose_name="志愿服务团队",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="在用")),
            ],
            options={
                "verbose_name": "邻里",
                "verbose_name_plural": "邻里",
                "ordering": ["place__tree_id", "place__lft", "name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("place", "name"),
                        name="one_neighbourhood_of_a_name_in_a_place",
                        violation_error_message="这个地方已经登记过同名的邻里",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="何人",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="partyorg.organisation",
                        verbose_name="单位",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="grids.place",
                        verbose_name="地域",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("GRID_WORKER", "网格员"),
                            ("GUIDE", "引导员"),
                            ("BRANCH_SECRETARY", "网格党支部书记"),
                            ("COMMUNITY_SECRETARY", "社区党委书记"),
                            ("INTAKE_OFFICER", "受理员"),
                            ("STREET_SECRETARY", "街道党工委书记"),
                            ("STREET_DIRECTOR", "街道办事处主任"),
                            ("STREET_OFFICER", "街道值班长"),
                            ("PLATFORM_OFFICER", "区平台值班长"),
                            ("LEADING_GROUP_OFFICER", "领导小组办公室"),
                            ("UNIT_OFFICER", "经办人"),
                            ("REVISIT_OFFICER", "回访员"),
                            ("SUPERVISOR", "督办员"),
                            ("GRID_HEAD", "网格长"),
                            ("PART_TIME_WORKER", "兼职网格员"),
                            ("LINKED_LEADER", "联系领导"),
                            ("PARTY_OFFICER", "党务专干"),
                            ("BUILDING_HEAD", "楼栋长"),
                            ("DYNAMIC_WORKER", "动态网格员"),
                            ("SYSTEM_ADMINISTRATOR", "系统管理员"),
                            ("SECURITY_ADMINISTRATOR", "安全管理员"),
                            ("AUDIT_ADMINISTRATOR", "审计管理员"),
                        ],
                        max_length=32,
                        verbose_name="岗位",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts_sent",
                        to="partyorg.organisation",
                        verbose_name="选派单位",
                    ),
                ),
                (
                    "from_date",
                    models.DateField(
                        validators=[
                            django.core.validators.MinValueValidator(
                                datetime.date(1900, 1, 1), "请写一个真实的日期，年份在 1900 到 2100 之间。"
                            ),
                            django.core.validators.MaxValueValidator(
                                datetime.date(2100, 12, 31), "请写一个真实的日期，年份在 1900 到 2100 之间。"
                            ),
                        ],
                        verbose_name="任职日期",
                    ),
                ),
                (
                    "to_date",
                    models.DateField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                datetime.date(1900, 1, 1), "请写一个真实的日期，年份在 1900 到 2100 之间。"
                            ),
                            django.core.validators.MaxValueValidator(
                                datetime.date(2100, 12, 31), "请写一个真实的日期，年份在 1900 到 2100 之间。"
                            ),
                        ],
                        verbose_name="离任日期",
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True, verbose_name="撤回时间")),
            ],
            options={
                "verbose_name": "岗位",
                "verbose_name_plural": "岗位",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("organisation__isnull", False), ("place__isnull", False), _connector="XOR"),
                        name="a_post_is_at_a_unit_or_a_place",
                        violation_error_message="岗位设在一个单位或者一个地方，选一个。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_date__isnull", True), ("to_date__gte", models.F("from_date")), _connector="OR"
                        ),
                        name="a_post_ends_after_it_began",
                        violation_error_message="结束日期不能早于开始日期。",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("role", "LINKED_LEADER"), ("to_date__isnull", True), ("withdrawn_at__isnull", True)
                        ),
                        fields=("place",),
                        name="one_linked_leader_at_a_place",
                        violation_error_message="这里已经有联系领导",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("role", "LINKED_LEADER"), ("to_date__isnull", True), ("withdrawn_at__isnull", True)
                        ),
                        fields=("organisation",),
                        name="one_linked_leader_at_a_unit",
                        violation_error_message="这里已经有联系领导",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pairing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "grid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pairings",
                        to="grids.place",
                        verbose_name="网格",
                    ),
                ),
                (
                    "guide",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pairings_as_guide",
                        to="partyorg.post",
                        verbose_name="引导员",
                    ),
                ),
                (
                    "secretary",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pairings_as_secretary",
                        to="partyorg.post",
                        verbose_name="支部书记",
                    ),
                ),
                (
                    "since",
                    models.DateField(
                        validators=[
                            django.core.validators.MinValueValidator(
                                datetime.date(1900, 1, 1), "请写一个真实的日期，年份在 1900 到 2100 之间。"
                            ),
                            django.core.validators.MaxValueValidator(
                                datetime.date(2100, 12, 31), "请写一个真实的日期，年份在 1900 到 2100 之间。"
                            ),
                        ],
                        verbose_name="起",
                    ),
                ),
                (
                    "until",
                    models.DateField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                datetime.date(1900, 1, 1), "请写一个真实的日期，年份在 1900 到 2100 之间。"
                            ),
                            django.core.validators.MaxValueValidator(
                                datetime.date(2100, 12, 31), "请写一个真实的日期，年份在 1900 到 2100 之间。"
                            ),
                        ],
                        verbose_name="止",
                    ),
                ),
            ],
            options={
                "verbose_name": "搭档",
                "verbose_name_plural": "搭档",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("grid",),
                        name="one_pair_for_a_grid",
                        violation_error_message="这个网格已经有搭档。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                        name="a_pairing_ends_after_it_began",
                        violation_error_message="结束日期不能早于开始日期。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GridRedraw",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="redraws",
                        to="grids.place",
                        verbose_name="网格",
                    ),
                ),
                (
                    "begun_on",
                    models.DateField(
                        validators=[
                            django.core.validators.MinValueValidator(
                                datetime.date(1900, 1, 1), "请写一个真实的日期，年份在 1900 到 2100 之间。"
                            ),
                            django.core.validators.MaxValueValidator(
                                datetime.date(2100, 12, 31), "请写一个真实的日期，年份在 1900 到 2100 之间。"
                            ),
                        ],
                        verbose_name="开始日期",
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[("FOUND", "新建"), ("ADJUST", "调整"), ("TRANSITION", "过渡")],
                        max_length=16,
                        verbose_name="支部动作",
                    ),
                ),
                (
                    "branch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="redraws",
                        to="partyorg.organisation",
                        verbose_name="涉及组织",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                (
                    "done_on",
                    models.DateField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                datetime.date(1900, 1, 1), "请写一个真实的日期，年份在 1900 到 2100 之间。"
                            ),
                            django.core.validators.MaxValueValidator(
                                datetime.date(2100, 12, 31), "请写一个真实的日期，年份在 1900 到 2100 之间。"
                            ),
                        ],
                        verbose_name="完成日期",
                    ),
                ),
            ],
            options={
                "verbose_name": "网格重划",
                "verbose_name_plural": "网格重划",
                "ordering": ["-begun_on", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("done_on__isnull", True)),
                        fields=("place",),
                        name="one_open_redraw_of_a_grid",
                        violation_error_message="这个网格有一次重划还没有完成",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_on__isnull", True), ("done_on__gte", models.F("begun_on")), _connector="OR"
                        ),
                        name="a_redraw_is_done_after_it_began",
                        violation_error_message="完成日期不能早于开始日期。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("done_on__isnull", True), ("branch__isnull", False), _connector="OR"),
                        name="a_redraw_ends_with_a_branch",
                        violation_error_message="完成时要写明建好、调整或者过渡的是哪个组织。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Resource",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="resources",
                        to="grids.place",
                        verbose_name="所在地域",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("CRAFTSMAN", "能工巧匠"),
                            ("COMPANY", "驻区单位"),
                            ("TEAM", "志愿队伍"),
                            ("PARTY_MEMBER", "在册党员"),
                        ],
                        max_length=16,
                        verbose_name="类型",
                    ),
                ),
                (
                    "pool",
                    models.CharField(
                        choices=[
                            ("SUBJECTS", "融合主体"),
                            ("SOCIETY", "融畅社会"),
                            ("SERVICES", "融通服务"),
                            ("TALENT", "融洽人才"),
                            ("CULTURE", "融汇文化资源"),
                        ],
                        default="SERVICES",
                        max_length=16,
                        verbose_name="五融类别",
                    ),
                ),
                ("name", models.CharField(max_length=100, validators=[accounts.names.plain_name], verbose_name="名称")),
                (
                    "skills",
                    models.CharField(
                        help_text="用空格分开，如：水暖 电工 开锁", max_length=200, verbose_name="能办什么"
                    ),
                ),
                ("contact", accounts.personal.EncryptedField(blank=True, verbose_name="联系电话")),
                ("is_active", models.BooleanField(default=True, verbose_name="在用")),
            ],
            options={
                "verbose_name": "网格资源",
                "verbose_name_plural": "网格资源",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pool__in", ["SUBJECTS", "SOCIETY", "SERVICES", "TALENT", "CULTURE"])),
                        name="a_resource_is_of_one_of_five_pools",
                        violation_error_message="请选一个五融类别。",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="partyorg.post",
                        verbose_name="动态网格员",
                    ),
                ),
                (
                    "grid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="grids.place",
                        verbose_name="网格",
                    ),
                ),
                (
                    "weekdays",
                    models.CharField(
                        default="1234567",
                        help_text="1 是星期一，7 是星期日；如 12345",
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^(?!.*(.).*\\1)[1-7]+\\Z", "只写 1 到 7 的数字，每个写一次，如 12345。"
                            )
                        ],
                        verbose_name="星期",
                    ),
                ),
                ("starts", models.TimeField(verbose_name="从")),
                ("ends", models.TimeField(verbose_name="到")),
            ],
            options={
                "verbose_name": "动态巡格",
                "verbose_name_plural": "动态巡格",
                "ordering": ["post", "starts", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends__gt", models.F("starts"))),
                        name="a_round_ends_after_it_began",
                        violation_error_message="结束要晚于开始；跨夜的请分成两段。",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seats",
                        to="partyorg.organisation",
                        verbose_name="党组织",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="partyorg.member",
                        verbose_name="党员",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("SECRETARY", "书记"),
                            ("DEPUTY", "副书记"),
                            ("ORGANISATION", "组织委员"),
                            ("PUBLICITY", "宣传委员"),
                            ("DISCIPLINE", "纪检委员"),
                            ("MEMBER", "委员"),
                            ("HEAD", "组长"),
                            ("DEPUTY_HEAD", "副组长"),
                            ("GROUP_MEMBER", "成员"),
                        ],
                        max_length=16,
                        verbose_name="职务",
                    ),
                ),
                (
                    "manner",
                    models.CharField(
                        choices=[("FULL_TIME", "专职"), ("CONCURRENT", "兼任"), ("PART_TIME", "兼职委员")],
                        default="FULL_TIME",
                        max_length=16,
                        verbose_name="任职方式",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sent",
                        to="partyorg.organisation",
                        verbose_name="选派单位",
                    ),
                ),
                (
                    "since",
                    models.DateField(
                        validators=[
                            django.core.validators.MinValueValidator(
                                datetime.date(1900, 1, 1), "请写一个真实的日期，年份在 1900 到 2100 之间。"
                            ),
                            django.core.validators.MaxValueValidator(
                                datetime.date(2100, 12, 31), "请写一个真实的日期，年份在 1900 到 2100 之间。"
                            ),
                        ],
                        verbose_name="任职日期",
                    ),
                ),
                (
                    "until",
                    models.DateField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                datetime.date(1900, 1, 1), "请写一个真实的日期，年份在 1900 到 2100 之间。"
                            ),
                            django.core.validators.MaxValueValidator(
                                datetime.date(2100, 12, 31), "请写一个真实的日期，年份在 1900 到 2100 之间。"
                            ),
                        ],
                        verbose_name="离任日期",
                    ),
                ),
            ],
            options={
                "verbose_name": "班子成员",
                "verbose_name_plural": "班子成员",
                "ordering": ["organisation", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("manner", "FULL_TIME"), ("sent_by__isnull", False), _connector="OR"),
                        name="who_sits_part_time_was_sent_by_somebody",
                        violation_error_message="兼任和兼职委员要写明选派单位。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                        name="a_seat_ends_after_it_began",
                        violation_error_message="离任日期不能早于任职日期。",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("role", "SECRETARY"), ("until__isnull", True)),
                        fields=("organisation",),
                        name="one_secretary_at_a_time",
                        violation_error_message="已经有在任的书记",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("role", "HEAD"), ("until__isnull", True)),
                        fields=("organisation",),
                        name="one_head_at_a_time",
                        violation_error_message="已经有在任的组长",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("organisation", "member"),
                        name="a_member_sits_once",
                        violation_error_message="这名党员已经在班子里",
                    ),
                ],
            },
        ),
    ]
