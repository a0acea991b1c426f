import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    replaces = [("burden", "0001_tasks_and_the_list")]

    dependencies = [
        ("grids", "0001_tables"),
        ("partyorg", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ListedMatter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="事项")),
                ("scope", models.TextField(max_length=500, verbose_name="社区协助做什么")),
                (
                    "basis",
                    models.CharField(help_text="法律、法规或文件的名称和条款", max_length=200, verbose_name="依据"),
                ),
                ("from_date", models.DateField(verbose_name="生效日期")),
                (
                    "to_date",
                    models.DateField(
                        blank=True, help_text="最后一天；一直有效就不填", null=True, verbose_name="失效日期"
                    ),
                ),
            ],
            options={
                "verbose_name": "社区协助事项清单",
                "verbose_name_plural": "社区协助事项清单",
                "ordering": ["name", "-from_date"],
                "constraints": [
                    models.UniqueConstraint(fields=("name", "from_date"), name="one_line_for_a_matter_and_day"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_date__isnull", True), ("to_date__gte", models.F("from_date")), _connector="OR"
                        ),
                        name="a_listed_matter_ends_after_it_began",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="一次填写的标记"),
                ),
                ("title", models.CharField(max_length=60, verbose_name="事项")),
                ("what", models.TextField(max_length=2000, verbose_name="要社区做什么")),
                ("due_on", models.DateField(verbose_name="要求办好的日期")),
                (
                    "listed",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="burden.listedmatter",
                        verbose_name="清单事项（空为清单以外）",
                    ),
                ),
                ("basis", models.TextField(blank=True, max_length=2000, verbose_name="依据和理由")),
                (
                    "issuer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="partyorg.organisation",
                        verbose_name="交办单位",
                    ),
                ),
                ("given_at", models.DateTimeField(verbose_name="交办时间")),
            ],
            options={
                "verbose_name": "协助事项",
                "verbose_name_plural": "协助事项",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("listed__isnull", False), models.Q(("basis", ""), _negated=True), _connector="OR"
                        ),
                        name="outside_the_list_a_basis_is_given",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "task",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="burden.task",
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="grids.place",
                        verbose_name="社区",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("ASKED", "待街道审核"),
                            ("BARRED", "未准入"),
                            ("PUT", "待社区办"),
                            ("OBJECTED", "有异议"),
                            ("LIFTED", "已撤销"),
                            ("DONE", "已办好"),
                        ],
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                ("put_on_at", models.DateTimeField(null=True, verbose_name="到社区的时间")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "verbose_name": "交办",
                "verbose_name_plural": "交办",
                "indexes": [
                    models.Index(fields=["community", "put_on_at"], name="put_on_community"),
                    models.Index(
                        condition=models.Q(("state__in", ["ASKED", "OBJECTED", "PUT"])),
                        fields=["community", "state"],
                        name="open_for_community",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("task", "community"), name="a_community_is_asked_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("put_on_at__isnull", True), ("state__in", ["ASKED", "BARRED"])),
                            models.Q(
                                ("put_on_at__isnull", False),
                                models.Q(("state__in", ["ASKED", "BARRED"]), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="on_the_community_when_past_the_gate",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "assignment",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="burden.assignment",
                    ),
                ),
                ("seq", models.PositiveIntegerField()),
                (
                    "deed",
                    models.CharField(
                        choices=[
                            ("ASK", "提请准入"),
                            ("PUT", "交办"),
                            ("ADMIT", "准予交办"),
                            ("BAR", "不予准入"),
                            ("FINISH", "办好"),
                            ("OBJECT", "提出异议"),
                            ("KEEP", "维持交办"),
                            ("LIFT", "撤销交办"),
                        ],
                        max_length=16,
                        verbose_name="何事",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partyorg.post",
                        verbose_name="以何岗位",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="说明")),
            ],
            options={
                "verbose_name": "经过",
                "verbose_name_plural": "经过",
                "ordering": ["assignment", "seq"],
                "constraints": [models.UniqueConstraint(fields=("assignment", "seq"), name="each_step_of_a_task_once")],
            },
        ),
    ]
