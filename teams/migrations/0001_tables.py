import accounts.names
import accounts.personal
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    replaces = [("teams", "0004_mentors_and_courier_posts")]

    dependencies = [
        ("grids", "0001_tables"),
        ("partyorg", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Apprenticeship",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(editable=False, null=True, unique=True, verbose_name="一次填写的标记")),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="apprenticeships",
                        to="grids.place",
                        verbose_name="社区",
                    ),
                ),
                (
                    "mentor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="teaches",
                        to="partyorg.member",
                        verbose_name="师父",
                    ),
                ),
                (
                    "apprentice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="learns",
                        to="partyorg.member",
                        verbose_name="徒弟",
                    ),
                ),
                ("goals", models.TextField(max_length=2000, verbose_name="学什么")),
                ("letter", models.FileField(max_length=200, upload_to="letters", verbose_name="拜师帖")),
                ("since", models.DateField(verbose_name="拜师日期")),
                ("until", models.DateField(blank=True, null=True, verbose_name="结束日期")),
                ("result", models.CharField(blank=True, max_length=200, verbose_name="怎样结束的")),
            ],
            options={
                "verbose_name": "师徒",
                "verbose_name_plural": "师徒",
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("apprentice",),
                        name="one_mentor_at_a_time",
                        violation_error_message="这名党员已经有师父。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mentor", models.F("apprentice")), _negated=True),
                        name="nobody_is_their_own_mentor",
                        violation_error_message="不能拜自己为师。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("letter", ""), _negated=True),
                        name="an_apprenticeship_has_its_letter",
                        violation_error_message="请附上拜师帖的照片。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                        name="an_apprenticeship_ends_after_it_began",
                        violation_error_message="结束日期不能早于拜师日期。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ApprenticeReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(editable=False, null=True, unique=True, verbose_name="一次填写的标记")),
                (
                    "apprenticeship",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="teams.apprenticeship",
                        verbose_name="师徒",
                    ),
                ),
                ("words", models.TextField(max_length=2000, verbose_name="记录")),
                (
                    "written_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="记录人",
                    ),
                ),
                ("written_at", models.DateTimeField(verbose_name="时间")),
            ],
            options={
                "verbose_name": "带教记录",
                "verbose_name_plural": "带教记录",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Station",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(editable=False, null=True, unique=True, verbose_name="一次填写的标记")),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stations",
                        to="grids.place",
                        verbose_name="社区",
                    ),
                ),
                ("name", models.CharField(max_length=40, validators=[accounts.names.plain_name], verbose_name="名称")),
                ("address", models.CharField(max_length=100, verbose_name="地址")),
                ("hours", models.CharField(max_length=60, verbose_name="开放时间")),
                (
                    "phone",
                    models.CharField(
                        max_length=20,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[0-9][0-9-]{6,19}\\Z", "值班电话只写数字和短横，例如 0532-85891234。"
                            )
                        ],
                        verbose_name="值班电话",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="在用")),
                ("grids", models.ManyToManyField(related_name="served_by", to="grids.place", verbose_name="服务网格")),
            ],
            options={
                "verbose_name": "党群服务站",
                "verbose_name_plural": "党群服务站",
                "ordering": ["community", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("community", "name"),
                        name="one_station_of_a_name",
                        violation_error_message="这个社区已经有叫这个名字的服务站。",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Skill",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "name",
                    models.CharField(
                        max_length=15, unique=True, validators=[accounts.names.plain_name], verbose_name="特长"
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="在用")),
            ],
            options={
                "verbose_name": "特长",
                "verbose_name_plural": "特长",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Team",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="teams",
                        to="grids.place",
                        verbose_name="社区",
                    ),
                ),
                ("name", models.CharField(max_length=30, validators=[accounts.names.plain_name], verbose_name="队名")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("REPAIRS", "设施维修"),
                            ("CLEANING", "环境整改"),
                            ("CARE", "爱心帮扶"),
                            ("ARTS", "文艺"),
                            ("TRADES", "特色帮办"),
                            ("ORDER", "平安巡防"),
                            ("COURIERS", "骑手快递员"),
                        ],
                        max_length=16,
                        verbose_name="类型",
                    ),
                ),
                ("about", models.CharField(blank=True, max_length=200, verbose_name="做什么")),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="teams_led",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="队长",
                    ),
                ),
                ("founded_on", models.DateField(verbose_name="成立日期")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="解散日期")),
                (
                    "grids",
                    models.ManyToManyField(
                        blank=True, related_name="teams_serving", to="grids.place", verbose_name="服务网格"
                    ),
                ),
            ],
            options={
                "verbose_name": "志愿队伍",
                "verbose_name_plural": "志愿队伍",
                "ordering": ["community", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=("community", "name"),
                        name="one_team_of_a_name",
                        violation_error_message="这个社区已经有叫这个名字的队伍。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True), ("ended_on__gte", models.F("founded_on")), _connector="OR"
                        ),
                        name="a_team_ends_after_it_began",
                        violation_error_message="解散日期不能早于成立日期。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TeamMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "team",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="teams.team",
                        verbose_name="队伍",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="teams",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="队员",
                    ),
                ),
                ("since", models.DateField(verbose_name="加入日期")),
                ("until", models.DateField(blank=True, null=True, verbose_name="退出日期")),
                (
                    "skills",
                    models.ManyToManyField(blank=True, related_name="members", to="teams.skill", verbose_name="特长"),
                ),
            ],
            options={
                "verbose_name": "队员",
                "verbose_name_plural": "队员",
                "ordering": ["team", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("team", "person"),
                        name="one_membership_at_a_time",
                        violation_error_message="这个人已经在队里。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                        name="a_membership_ends_after_it_began",
                        violation_error_message="退出日期不能早于加入日期。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Booking",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(editable=False, null=True, unique=True, verbose_name="一次填写的标记")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="预约人",
                    ),
                ),
                (
                    "station",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to="teams.station",
                        verbose_name="党群服务站",
                    ),
                ),
                (
                    "grid",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to="grids.place",
                        verbose_name="网格",
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to="teams.skill",
                        verbose_name="特长",
                    ),
                ),
                (
                    "help",
                    models.CharField(
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
                ("words", models.CharField(max_length=200, verbose_name="要办什么")),
                ("where", accounts.personal.EncryptedField(verbose_name="上门地址")),
                ("wanted_on", models.DateField(verbose_name="哪一天")),
                (
                    "part",
                    models.CharField(
                        choices=[("MORNING", "上午"), ("AFTERNOON", "下午"), ("EVENING", "晚上")],
                        max_length=12,
                        verbose_name="什么时候",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="预约时间")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("ASKED", "等人接单"),
                            ("TAKEN", "已接单"),
                            ("DONE", "已办好"),
                            ("CANCELLED", "已取消"),
                        ],
                        default="ASKED",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                (
                    "helper",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings_taken",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="接单人",
                    ),
                ),
                ("taken_at", models.DateTimeField(blank=True, null=True, verbose_name="接单时间")),
                ("minutes", models.PositiveIntegerField(blank=True, null=True, verbose_name="分钟")),
                ("said_at", models.DateTimeField(blank=True, null=True, verbose_name="队员报时长时间")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="了结时间")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="取消原因")),
            ],
            options={
                "verbose_name": "帮办预约",
                "verbose_name_plural": "帮办预约",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["station", "state"], name="bookings_of_station")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("help__in", ["ELDERLY", "CHILDREN", "DISABLED", "ORPHANS", "SICK", "ALONE", "SPECIAL"])
                        ),
                        name="a_booking_is_one_of_seven",
                        violation_error_message="预约要选七助中的一种。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("helper__isnull", True),
                            models.Q(("helper", models.F("person")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_helps_themselves",
                        violation_error_message="不能接自己的预约。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "ASKED"), _negated=True),
                            models.Q(("helper__isnull", True), ("minutes__isnull", True)),
                            _connector="OR",
                        ),
                        name="a_booking_that_waits_is_nobodys",
                        violation_error_message="等人接单的预约没有接单人。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["TAKEN", "DONE"]), _negated=True),
                            models.Q(("helper__isnull", False), ("taken_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_taken_booking_is_somebodys",
                        violation_error_message="接了单的预约要有接单人。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "DONE"), _negated=True),
                            models.Q(("ended_at__isnull", False), ("minutes__gt", 0), ("minutes__lte", 720)),
                            _connector="OR",
                        ),
                        name="a_booking_is_done_with_minutes",
                        violation_error_message="办好的预约要有时长。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CourierPost",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="courier_posts",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="何人",
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="courier_posts",
                        to="grids.place",
                        verbose_name="社区",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("SAFETY", "平安巡查员"),
                            ("CIVILITY", "文明引领员"),
                            ("OPINION", "社情民意信息员"),
                            ("POLICY", "政策宣讲员"),
                        ],
                        max_length=12,
                        verbose_name="岗位",
                    ),
                ),
                ("since", models.DateField(verbose_name="任职日期")),
                ("until", models.DateField(blank=True, null=True, verbose_name="离任日期")),
            ],
            options={
                "verbose_name": "四员岗位",
                "verbose_name_plural": "四员岗位",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("person", "community", "kind"),
                        name="one_of_the_four_once_at_a_time",
                        violation_error_message="这个人已经担任这个岗位。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                        name="a_courier_post_ends_after_it_began",
                        violation_error_message="离任日期不能早于任职日期。",
                    ),
                ],
            },
        ),
    ]
