import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    replaces = [("exchange", "0002_whose_roll")]

    dependencies = [
        ("partyorg", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Export",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.CharField(
                        choices=[("ORGANISATIONS", "组织"), ("MEMBERS", "党员"), ("STAFF", "工作人员")],
                        max_length=16,
                        verbose_name="导出什么",
                    ),
                ),
                (
                    "scope",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partyorg.organisation",
                        verbose_name="哪个组织",
                    ),
                ),
                ("in_full", models.BooleanField(default=False, verbose_name="要完整的姓名和号码")),
                ("reason", models.CharField(max_length=300, verbose_name="理由")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="何人",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="申请时间")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("ASKED", "待审批"),
                            ("GRANTED", "已同意，排队中"),
                            ("RUNNING", "生成中"),
                            ("READY", "可以下载"),
                            ("DECLINED", "不同意"),
                            ("FAILED", "没有完成"),
                            ("OVER", "已过期"),
                        ],
                        default="ASKED",
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="审批人",
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="审批时间")),
                ("decision", models.CharField(blank=True, max_length=300, verbose_name="审批意见")),
                ("total", models.PositiveIntegerField(default=0, verbose_name="行数")),
                ("ready_at", models.DateTimeField(blank=True, null=True, verbose_name="生成时间")),
                ("fetched", models.PositiveIntegerField(default=0, verbose_name="下载次数")),
            ],
            options={
                "verbose_name": "导出",
                "verbose_name_plural": "导出",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["by", "-id"], name="exports_of_somebody"),
                    models.Index(fields=["state", "id"], name="exports_that_wait"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            models.Q(("decided_by", models.F("by")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_grants_an_own_export",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "ASKED"), ("state", "OVER"), ("decided_by__isnull", False), _connector="OR"
                        ),
                        name="an_export_was_decided_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("what", "MEMBERS"), _negated=True), ("scope__isnull", False), _connector="OR"
                        ),
                        name="members_are_exported_of_a_unit",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.CharField(
                        choices=[("ORGANISATIONS", "组织"), ("MEMBERS", "党员"), ("STAFF", "工作人员")],
                        max_length=16,
                        verbose_name="导入什么",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="文件名")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="何人",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="上传时间")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("WRONG", "有错误"),
                            ("READY", "等您确认"),
                            ("QUEUED", "排队中"),
                            ("RUNNING", "导入中"),
                            ("DONE", "已完成"),
                            ("FAILED", "没有完成"),
                            ("DROPPED", "已放弃"),
                        ],
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                ("total", models.PositiveIntegerField(default=0, verbose_name="行数")),
                ("new", models.PositiveIntegerField(default=0, verbose_name="新增")),
                ("changed", models.PositiveIntegerField(default=0, verbose_name="修改")),
                ("same", models.PositiveIntegerField(default=0, verbose_name="不变")),
                ("errors", models.PositiveIntegerField(default=0, verbose_name="错误")),
                ("problem", models.CharField(blank=True, max_length=300, verbose_name="为什么没有完成")),
                ("started_at", models.DateTimeField(blank=True, null=True, verbose_name="开始时间")),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="结束时间")),
                ("accounts", models.JSONField(default=list, verbose_name="新账号")),
                ("links_given_at", models.DateTimeField(blank=True, null=True, verbose_name="领取首次登录链接的时间")),
                (
                    "units",
                    models.ManyToManyField(related_name="+", to="partyorg.organisation", verbose_name="谁的名册"),
                ),
            ],
            options={
                "verbose_name": "导入",
                "verbose_name_plural": "导入",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["by", "-id"], name="imports_of_somebody"),
                    models.Index(fields=["state", "id"], name="imports_that_wait"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "RUNNING")),
                        fields=("what",),
                        name="one_import_of_a_kind_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "DONE"), _negated=True),
                            models.Q(("errors", 0), ("finished_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="nothing_with_errors_was_imported",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "run",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="papers",
                        to="exchange.importrun",
                    ),
                ),
                (
                    "export",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="papers",
                        to="exchange.export",
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[("FILE", "上传的文件"), ("PREVIEW", "预览和错误"), ("RESULT", "导出的文件")],
                        max_length=16,
                    ),
                ),
                ("sealed", models.BinaryField()),
            ],
            options={
                "verbose_name": "封存的文件",
                "verbose_name_plural": "封存的文件",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("run__isnull", False), ("export__isnull", False), _connector="XOR"),
                        name="a_paper_is_of_a_run_or_an_export",
                    ),
                    models.UniqueConstraint(fields=("run", "purpose"), name="one_paper_of_a_run_for_a_purpose"),
                    models.UniqueConstraint(fields=("export", "purpose"), name="one_paper_of_an_export_for_a_purpose"),
                ],
            },
        ),
    ]
