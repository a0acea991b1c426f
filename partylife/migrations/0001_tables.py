import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    replaces = [("partylife", "0003_forms_sent_twice")]

    dependencies = [
        ("partyorg", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Activity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="一次填写的标记"),
                ),
                (
                    "life",
                    models.CharField(
                        choices=[
                            ("MEMBERS_MEETING", "党员大会"),
                            ("COMMITTEE_MEETING", "支委会"),
                            ("GROUP_MEETING", "党小组会"),
                            ("LESSON", "党课"),
                            ("THEME_DAY", "主题党日"),
                            ("NIGHT_TALK", "基层夜话"),
                            ("JOINT_BUILDING", "联合共建"),
                        ],
                        max_length=20,
                        verbose_name="类型",
                    ),
                ),
                ("held_on", models.DateField(verbose_name="日期")),
                ("place", models.CharField(blank=True, max_length=100, verbose_name="地点")),
                ("subject", models.CharField(max_length=100, verbose_name="主题")),
                ("minutes", models.TextField(blank=True, max_length=2000, verbose_name="记录")),
                (
                    "taught_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lessons",
                        to="partyorg.member",
                        verbose_name="授课人",
                    ),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="partylife.activity",
                        verbose_name="更正",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recorded_as",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partyorg.post",
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
            ],
            options={
                "verbose_name": "组织生活",
                "verbose_name_plural": "组织生活",
                "ordering": ["-held_on", "-id"],
                "indexes": [models.Index(fields=["held_on", "life"], name="activities_of_a_period")],
            },
        ),
        migrations.CreateModel(
            name="Host",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "activity",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hosts",
                        to="partylife.activity",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="hosted", to="partyorg.organisation"
                    ),
                ),
            ],
            options={
                "verbose_name": "主办组织",
                "verbose_name_plural": "主办组织",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("activity", "organisation"),
                        name="each_host_of_an_activity_once",
                        violation_error_message="这个组织已经是主办",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "activity",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="partylife.activity",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="attendances", to="partyorg.member"
                    ),
                ),
            ],
            options={
                "verbose_name": "参加的党员",
                "verbose_name_plural": "参加的党员",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("activity", "member"),
                        name="each_member_attends_once",
                        violation_error_message="这名党员已经记过参加",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Strike",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "activity",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="strike", to="partylife.activity"
                    ),
                ),
                ("because", models.CharField(max_length=200, verbose_name="理由")),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partyorg.post",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
            ],
            options={
                "verbose_name": "作废",
                "verbose_name_plural": "作废",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("because", ""), _negated=True),
                        name="a_strike_says_why",
                        violation_error_message="请写明理由。",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="一次填写的标记"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("JOINT", "联席会议"), ("LEADING_GROUP", "领导小组会议")],
                        max_length=16,
                        verbose_name="类型",
                    ),
                ),
                (
                    "convener",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="partyorg.organisation",
                        verbose_name="召集单位",
                    ),
                ),
                ("title", models.CharField(max_length=60, verbose_name="会议名称")),
                ("held_at", models.DateTimeField(verbose_name="时间")),
                ("place", models.CharField(max_length=100, verbose_name="地点")),
                ("chair", models.CharField(max_length=64, verbose_name="主持人")),
                ("agenda", models.TextField(blank=True, max_length=2000, verbose_name="议题")),
                ("agenda_at", models.DateTimeField(null=True, verbose_name="议题确定时间")),
                ("minutes", models.TextField(blank=True, max_length=2000, verbose_name="会议纪要")),
                ("minutes_at", models.DateTimeField(null=True, verbose_name="纪要时间")),
                (
                    "convened_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("convened_at", models.DateTimeField(verbose_name="召集时间")),
            ],
            options={
                "verbose_name": "会议",
                "verbose_name_plural": "会议",
                "ordering": ["-held_at", "-id"],
                "indexes": [models.Index(fields=["held_at"], name="meetings_by_time")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agenda", ""), ("agenda_at__isnull", True)),
                            models.Q(models.Q(("agenda", ""), _negated=True), ("agenda_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="an_agenda_was_fixed_at_a_moment",
                        violation_error_message="议题要有确定的时间。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("minutes", ""), ("minutes_at__isnull", True)),
                            models.Q(
                                models.Q(("minutes", ""), _negated=True), ("minutes_at__gte", models.F("held_at"))
                            ),
                            _connector="OR",
                        ),
                        name="minutes_are_written_after_the_meeting",
                        violation_error_message="会议开过以后才写纪要。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "meeting",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="partylife.meeting",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="partyorg.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "受邀单位",
                "verbose_name_plural": "受邀单位",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("meeting", "organisation"),
                        name="each_is_invited_once",
                        violation_error_message="这个单位已经受邀",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(editable=False, null=True, unique=True, verbose_name="一次填写的标记")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="partylife.meeting",
                        verbose_name="会议",
                    ),
                ),
                ("what", models.CharField(max_length=200, verbose_name="议定事项")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="partyorg.organisation",
                        verbose_name="办理单位",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="办好日期")),
                ("done_on", models.DateField(null=True, verbose_name="办结日期")),
                ("result", models.CharField(blank=True, max_length=500, verbose_name="办理结果")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
            ],
            options={
                "verbose_name": "议定事项",
                "verbose_name_plural": "议定事项",
                "ordering": ["due_on", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_on__isnull", True)), fields=["due_on"], name="open_decisions_by_day"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_on__isnull", True), ("result", "")),
                            models.Q(("done_on__isnull", False), models.Q(("result", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="what_is_done_has_a_result",
                        violation_error_message="办结要写明结果。",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="activity",
            name="organisations",
            field=models.ManyToManyField(
                related_name="activities", through="partylife.Host", to="partyorg.organisation"
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="members",
            field=models.ManyToManyField(
                related_name="activities", through="partylife.Attendance", to="partyorg.member"
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="invited",
            field=models.ManyToManyField(
                related_name="invited_to", through="partylife.Invitation", to="partyorg.organisation"
            ),
        ),
    ]
