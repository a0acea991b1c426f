import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    replaces = [("activities", "0001_activities")]

    dependencies = [
        ("grids", "0001_tables"),
        ("teams", "0001_tables"),
        ("volunteers", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Template",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "community",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss_for_volunteers",
                        to="grids.place",
                        verbose_name="社区",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="teams.team",
                        verbose_name="哪支队伍",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("ACTIVITY", "志愿活动"), ("SHIFT", "值守")],
                        default="ACTIVITY",
                        max_length=16,
                        verbose_name="活动还是值守",
                    ),
                ),
                (
                    "sort",
                    models.CharField(
                        choices=[
                            ("REPAIRS", "设施维修"),
                            ("CLEANING", "环境整改"),
                            ("CARE", "爱心帮扶"),
                            ("ARTS", "文艺"),
                            ("HEALTH", "义诊"),
                            ("TEACHING", "宣传宣讲"),
                            ("ORDER", "平安巡防"),
                            ("RESCUE", "抢险救灾"),
                        ],
                        max_length=16,
                        verbose_name="做什么",
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
                        verbose_name="帮的是谁（七助）",
                    ),
                ),
                ("theme", models.CharField(blank=True, max_length=30, verbose_name="主题")),
                ("title", models.CharField(max_length=40, verbose_name="名称")),
                ("words", models.CharField(blank=True, max_length=500, verbose_name="说明")),
                ("where", models.CharField(max_length=80, verbose_name="在哪里")),
                ("lat", models.FloatField(blank=True, null=True, verbose_name="纬度")),
                ("lon", models.FloatField(blank=True, null=True, verbose_name="经度")),
                ("quota", models.PositiveIntegerField(verbose_name="名额")),
                (
                    "minors",
                    models.CharField(
                        choices=[
                            ("NONE", "只招成年人"),
                            ("FROM_14", "14 岁以上可以来"),
                            ("WITH_GUARDIAN", "8 岁以上可以来，14 岁以下要监护人陪着"),
                        ],
                        default="NONE",
                        max_length=16,
                        verbose_name="未成年人",
                    ),
                ),
                ("suggestions", models.BooleanField(default=False, verbose_name="开“献一策”")),
                (
                    "leader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss_led",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="负责人",
                    ),
                ),
                (
                    "key",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="一次填写的标记"),
                ),
                (
                    "rhythm",
                    models.CharField(
                        choices=[("WEEKLY", "每周"), ("MONTHLY", "每月"), ("QUARTERLY", "每季度")],
                        max_length=16,
                        verbose_name="多久一次",
                    ),
                ),
                ("first_on", models.DateField(verbose_name="第一次在哪天")),
                ("starts", models.TimeField(verbose_name="几点开始")),
                ("minutes", models.PositiveIntegerField(verbose_name="多少分钟")),
                ("is_active", models.BooleanField(default=True, verbose_name="在用")),
            ],
            options={
                "verbose_name": "定期活动模板",
                "verbose_name_plural": "定期活动模板",
                "ordering": ["community", "id"],
                "abstract": False,
                "indexes": [models.Index(fields=["community"], name="templates_of_community")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("help", ""), ("sort", "CARE"), _negated=True),
                        name="template_of_care_says_for_whom",
                        violation_error_message="爱心帮扶要选帮的是谁（七助）。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sort", "RESCUE"), _negated=True), ("minors", "NONE"), _connector="OR"
                        ),
                        name="template_rescue_without_minors",
                        violation_error_message="抢险救灾不招未成年人。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quota__gt", 0)),
                        name="template_has_places",
                        violation_error_message="名额至少 1 人。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lat__isnull", True), ("lon__isnull", True)),
                            models.Q(("lat__isnull", False), ("lon__isnull", False)),
                            _connector="OR",
                        ),
                        name="template_spot_is_whole",
                        violation_error_message="位置要有纬度和经度。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gt", 0), ("minutes__lte", 1440)),
                        name="template_lasts_a_day_at_most",
                        violation_error_message="一次最多一天。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Activity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "community",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss_for_volunteers",
                        to="grids.place",
                        verbose_name="社区",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="teams.team",
                        verbose_name="哪支队伍",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("ACTIVITY", "志愿活动"), ("SHIFT", "值守")],
                        default="ACTIVITY",
                        max_length=16,
                        verbose_name="活动还是值守",
                    ),
                ),
                (
                    "sort",
                    models.CharField(
                        choices=[
                            ("REPAIRS", "设施维修"),
                            ("CLEANING", "环境整改"),
                            ("CARE", "爱心帮扶"),
                            ("ARTS", "文艺"),
                            ("HEALTH", "义诊"),
                            ("TEACHING", "宣传宣讲"),
                            ("ORDER", "平安巡防"),
                            ("RESCUE", "抢险救灾"),
                        ],
                        max_length=16,
                        verbose_name="做什么",
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
                        verbose_name="帮的是谁（七助）",
                    ),
                ),
                ("theme", models.CharField(blank=True, max_length=30, verbose_name="主题")),
                ("title", models.CharField(max_length=40, verbose_name="名称")),
                ("words", models.CharField(blank=True, max_length=500, verbose_name="说明")),
                ("where", models.CharField(max_length=80, verbose_name="在哪里")),
                ("lat", models.FloatField(blank=True, null=True, verbose_name="纬度")),
                ("lon", models.FloatField(blank=True, null=True, verbose_name="经度")),
                ("quota", models.PositiveIntegerField(verbose_name="名额")),
                (
                    "minors",
                    models.CharField(
                        choices=[
                            ("NONE", "只招成年人"),
                            ("FROM_14", "14 岁以上可以来"),
                            ("WITH_GUARDIAN", "8 岁以上可以来，14 岁以下要监护人陪着"),
                        ],
                        default="NONE",
                        max_length=16,
                        verbose_name="未成年人",
                    ),
                ),
                ("suggestions", models.BooleanField(default=False, verbose_name="开“献一策”")),
                (
                    "leader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss_led",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="负责人",
                    ),
                ),
                (
                    "key",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="一次填写的标记"),
                ),
                (
                    "template",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="made",
                        to="activities.template",
                        verbose_name="模板",
                    ),
                ),
                ("period", models.CharField(blank=True, editable=False, max_length=10, verbose_name="哪一期")),
                ("starts_at", models.DateTimeField(verbose_name="开始")),
                ("ends_at", models.DateTimeField(verbose_name="结束")),
                ("closes_at", models.DateTimeField(verbose_name="报名截止")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("DRAFT", "草稿"),
                            ("PUBLISHED", "已发布"),
                            ("CANCELLED", "已取消"),
                            ("CLOSED", "已结束"),
                        ],
                        default="DRAFT",
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="谁发起",
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="发起时间")),
                ("changed_at", models.DateTimeField(blank=True, null=True, verbose_name="最近改动")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="取消原因")),
            ],
            options={
                "verbose_name": "志愿活动",
                "verbose_name_plural": "志愿活动",
                "ordering": ["starts_at", "id"],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["community", "ends_at"], name="activities_of_community"),
                    models.Index(fields=["state", "ends_at"], name="activities_ahead"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("help", ""), ("sort", "CARE"), _negated=True),
                        name="activity_of_care_says_for_whom",
                        violation_error_message="爱心帮扶要选帮的是谁（七助）。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sort", "RESCUE"), _negated=True), ("minors", "NONE"), _connector="OR"
                        ),
                        name="activity_rescue_without_minors",
                        violation_error_message="抢险救灾不招未成年人。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quota__gt", 0)),
                        name="activity_has_places",
                        violation_error_message="名额至少 1 人。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lat__isnull", True), ("lon__isnull", True)),
                            models.Q(("lat__isnull", False), ("lon__isnull", False)),
                            _connector="OR",
                        ),
                        name="activity_spot_is_whole",
                        violation_error_message="位置要有纬度和经度。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="activity_ends_after_it_began",
                        violation_error_message="结束时间要晚于开始时间。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("closes_at__lte", models.F("ends_at"))),
                        name="sign_up_closes_by_the_end",
                        violation_error_message="报名截止不能晚于活动结束。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "CANCELLED"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="called_off_with_a_reason",
                        violation_error_message="取消要写明原因。",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("template__isnull", False)),
                        fields=("template", "period"),
                        name="one_activity_of_a_period",
                        violation_error_message="这一期已经生成过。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Role",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "activity",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="roles",
                        to="activities.activity",
                        verbose_name="活动",
                    ),
                ),
                ("name", models.CharField(max_length=15, verbose_name="岗位")),
                ("quota", models.PositiveIntegerField(verbose_name="名额")),
            ],
            options={
                "verbose_name": "活动岗位",
                "verbose_name_plural": "活动岗位",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("activity", "name"),
                        name="one_role_of_a_name",
                        violation_error_message="这个活动已经有这个岗位。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quota__gt", 0)),
                        name="role_has_places",
                        violation_error_message="岗位至少 1 人。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SignUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "activity",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sign_ups",
                        to="activities.activity",
                        verbose_name="活动",
                    ),
                ),
                (
                    "volunteer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sign_ups",
                        to="volunteers.volunteer",
                        verbose_name="志愿者",
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sign_ups",
                        to="activities.role",
                        verbose_name="岗位",
                    ),
                ),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("SIGNED", "已报名"),
                            ("WAITING", "候补"),
                            ("CANCELLED", "已取消报名"),
                            ("NO_SHOW", "没有到场"),
                        ],
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                ("with_guardian", models.BooleanField(default=False, verbose_name="监护人陪同")),
                ("walked_up", models.BooleanField(default=False, verbose_name="现场加入")),
                ("signed_at", models.DateTimeField(verbose_name="报名时间")),
                ("changed_at", models.DateTimeField(blank=True, null=True, verbose_name="改动时间")),
                ("wrong_codes", models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="输错的码")),
                ("wrong_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "verbose_name": "活动报名",
                "verbose_name_plural": "活动报名",
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("standing", "WAITING")),
                        fields=["activity", "signed_at"],
                        name="waiting_list",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("activity", "volunteer"),
                        name="signed_up_once",
                        violation_error_message="这个人已经报过名。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("walked_up", True), _negated=True),
                            models.Q(("standing", "WAITING"), _negated=True),
                            _connector="OR",
                        ),
                        name="who_walked_up_does_not_wait",
                        violation_error_message="现场加入的人不用候补。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "sign_up",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="presences",
                        to="activities.signup",
                        verbose_name="报名",
                    ),
                ),
                ("day", models.DateField(verbose_name="哪天")),
                ("number", models.PositiveSmallIntegerField(verbose_name="当天第几次")),
                ("came_at", models.DateTimeField(verbose_name="签到")),
                ("came_slot", models.BigIntegerField(editable=False, null=True)),
                ("came_near", models.BooleanField(editable=False, null=True)),
                ("came_lat", models.FloatField(editable=False, null=True)),
                ("came_lon", models.FloatField(editable=False, null=True)),
                ("left_at", models.DateTimeField(blank=True, null=True, verbose_name="签退")),
                ("left_slot", models.BigIntegerField(editable=False, null=True)),
                ("left_near", models.BooleanField(editable=False, null=True)),
                ("left_lat", models.FloatField(editable=False, null=True)),
                ("left_lon", models.FloatField(editable=False, null=True)),
                ("device", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "listed_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="点名人",
                    ),
                ),
                ("recorded", models.BooleanField(default=False, verbose_name="已送审")),
            ],
            options={
                "verbose_name": "签到签退",
                "verbose_name_plural": "签到签退",
                "ordering": ["day", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("sign_up", "day", "number"), name="each_pair_once", violation_error_message="已经签过。"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("left_at__isnull", True)),
                        fields=("sign_up",),
                        name="there_once_at_a_time",
                        violation_error_message="已经签到，还没有签退。",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("came_slot__isnull", False)),
                        fields=("sign_up", "came_slot"),
                        name="a_code_lets_one_in_once",
                        violation_error_message="这个码已经用过。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1), ("number__lte", 3)),
                        name="three_pairs_a_day",
                        violation_error_message="一天最多签三次。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("left_at__isnull", True), ("left_at__gte", models.F("came_at")), _connector="OR"
                        ),
                        name="leaves_after_coming",
                        violation_error_message="签退不能早于签到。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("recorded", False), ("left_at__isnull", False), _connector="OR"),
                        name="recorded_when_over",
                        violation_error_message="签退以后才送审。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Suggestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="一次填写的标记"),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suggested",
                        to="activities.activity",
                        verbose_name="活动",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="谁提的",
                    ),
                ),
                ("words", models.CharField(max_length=200, verbose_name="建议")),
                ("at", models.DateTimeField(verbose_name="时间")),
            ],
            options={
                "verbose_name": "献一策",
                "verbose_name_plural": "献一策",
                "ordering": ["-id"],
            },
        ),
    ]
