import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    replaces = [("duty", "0003_forms_sent_twice")]

    dependencies = [
        ("cases", "0001_tables"),
        ("grids", "0001_tables"),
        ("partyorg", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Log",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "guide",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="logs",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="引导员",
                    ),
                ),
                ("day", models.DateField(verbose_name="日期")),
                (
                    "post",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partyorg.post",
                        verbose_name="岗位",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="logs",
                        to="grids.place",
                        verbose_name="驻在",
                    ),
                ),
            ],
            options={
                "verbose_name": "值班日志",
                "verbose_name_plural": "值班日志",
                "ordering": ["-day", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("guide", "day"),
                        name="one_log_for_a_guide_and_day",
                        violation_error_message="这一天已经有日志",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="一次填写的标记"),
                ),
                (
                    "log",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="duty.log",
                    ),
                ),
                ("seq", models.PositiveIntegerField()),
                ("words", models.TextField(max_length=2000, verbose_name="内容")),
                ("written_at", models.DateTimeField(verbose_name="时间")),
                ("kept_from", models.DateTimeField(verbose_name="不能再改的时间")),
                ("edited_at", models.DateTimeField(null=True, verbose_name="修改时间")),
                (
                    "amends",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendments",
                        to="duty.entry",
                        verbose_name="补充说明",
                    ),
                ),
            ],
            options={
                "verbose_name": "日志内容",
                "verbose_name_plural": "日志内容",
                "ordering": ["log", "seq"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("log", "seq"),
                        name="each_entry_of_a_log_once",
                        violation_error_message="刚刚又记了一条，请再试一次。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("edited_at__isnull", True),
                            models.Q(
                                ("edited_at__gte", models.F("written_at")), ("edited_at__lt", models.F("kept_from"))
                            ),
                            _connector="OR",
                        ),
                        name="an_entry_is_edited_within_its_day",
                        violation_error_message="写下 24 小时以后不能再改。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True),
                        name="an_entry_says_something",
                        violation_error_message="请写下内容。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EntryCase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "entry",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="duty.entry",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="journal_links", to="cases.case"
                    ),
                ),
            ],
            options={
                "verbose_name": "关联的工单",
                "verbose_name_plural": "关联的工单",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("entry", "case"),
                        name="an_entry_names_a_case_once",
                        violation_error_message="这个工单已经关联。",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Photo",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="photos", to="duty.entry"
                    ),
                ),
                ("file", models.FileField(max_length=200, upload_to="duty")),
                ("width", models.PositiveIntegerField(editable=False)),
                ("height", models.PositiveIntegerField(editable=False)),
                ("added_at", models.DateTimeField(verbose_name="时间")),
            ],
            options={
                "verbose_name": "日志照片",
                "verbose_name_plural": "日志照片",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="一次填写的标记"),
                ),
                (
                    "head",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="楼栋长",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partyorg.post",
                        verbose_name="岗位",
                    ),
                ),
                (
                    "building",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="grids.place",
                        verbose_name="楼栋",
                    ),
                ),
                ("household", models.CharField(max_length=40, verbose_name="哪一户")),
                ("visited_at", models.DateTimeField(verbose_name="走访时间")),
                ("what", models.TextField(max_length=1000, verbose_name="了解到什么")),
                ("mediated", models.BooleanField(default=False, verbose_name="化解了矛盾")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
            ],
            options={
                "verbose_name": "入户走访",
                "verbose_name_plural": "入户走访",
                "ordering": ["-visited_at", "-id"],
                "indexes": [models.Index(fields=["head", "visited_at"], name="visits_of_a_head")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("recorded_at__gte", models.F("visited_at"))),
                        name="a_visit_is_recorded_after_it",
                        violation_error_message="还没有走访的不能先记。",
                    )
                ],
            },
        ),
    ]
