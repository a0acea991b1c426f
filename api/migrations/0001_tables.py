import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    replaces = [("api", "0002_the_brake_is_below")]

    dependencies = [
        ("cases", "0001_tables"),
        ("partyorg", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Client",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "name",
                    models.CharField(
                        error_messages={"unique": "已经有叫这个名字的接入程序了。"},
                        max_length=60,
                        unique=True,
                        verbose_name="名称",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        limit_choices_to={"ended_on": None},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="api_clients",
                        to="partyorg.organisation",
                        verbose_name="所属单位",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[("WECHAT", "微信"), ("API", "开放接口")],
                        default="WECHAT",
                        help_text="小程序选“微信”",
                        max_length=16,
                        verbose_name="案件来源",
                    ),
                ),
                ("token_hash", models.CharField(editable=False, max_length=64, unique=True)),
                ("made_at", models.DateTimeField(editable=False, verbose_name="发放时间")),
                ("last_used_at", models.DateTimeField(editable=False, null=True, verbose_name="最近使用")),
                ("ended_at", models.DateTimeField(editable=False, null=True, verbose_name="停用时间")),
                ("minute", models.BigIntegerField(default=0, editable=False)),
                ("asked", models.PositiveIntegerField(default=0, editable=False)),
            ],
            options={
                "verbose_name": "接入程序",
                "verbose_name_plural": "接入程序",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True), ("ended_at__gte", models.F("made_at")), _connector="OR"
                        ),
                        name="a_client_ends_after_it_was_made",
                        violation_error_message="停用时间不能早于发放时间。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("channel__in", ["WECHAT", "API"])),
                        name="a_client_sends_by_wechat_or_api",
                        violation_error_message="案件来源只能是微信或开放接口。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "client",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sent",
                        to="api.client",
                        verbose_name="接入程序",
                    ),
                ),
                ("key", models.CharField(max_length=100, verbose_name="标记")),
                ("digest", models.CharField(max_length=64)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sent_by_api",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                ("is_new", models.BooleanField(verbose_name="新建的")),
            ],
            options={
                "verbose_name": "接口报来的案件",
                "verbose_name_plural": "接口报来的案件",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("client", "key"),
                        name="one_answer_for_one_key",
                        violation_error_message="这个标记已经用过了。",
                    )
                ],
            },
        ),
    ]
