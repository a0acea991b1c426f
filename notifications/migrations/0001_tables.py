import accounts.personal
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    replaces = [("notifications", "0009_letters")]

    dependencies = [
        ("cases", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Announced",
            fields=[
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="cases.event",
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "已告知的经过",
                "verbose_name_plural": "已告知的经过",
            },
        ),
        migrations.CreateModel(
            name="Untold",
            fields=[
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="cases.event",
                        verbose_name="经过",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("error", models.TextField(verbose_name="错误")),
            ],
            options={
                "verbose_name": "没能告知的经过",
                "verbose_name_plural": "没能告知的经过",
                "ordering": ["-event_id"],
            },
        ),
        migrations.CreateModel(
            name="Cursor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("event_id", models.BigIntegerField(default=0)),
            ],
            options={
                "verbose_name": "告知进度",
                "verbose_name_plural": "告知进度",
            },
        ),
        migrations.CreateModel(
            name="CatchingUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("began_at", models.DateTimeField(verbose_name="开始")),
                ("last_at", models.DateTimeField(verbose_name="最后一步")),
            ],
            options={
                "verbose_name": "补办",
                "verbose_name_plural": "补办",
                "indexes": [models.Index(fields=["last_at"], name="catching_up_lately")],
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=100, unique=True, verbose_name="凭证")),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="letters",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="收件人",
                    ),
                ),
                ("text", models.CharField(max_length=200, verbose_name="内容")),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="试过几次")),
                ("next_try_at", models.DateTimeField(null=True, verbose_name="下次发短信")),
                ("sent_at", models.DateTimeField(null=True, verbose_name="短信发出")),
            ],
            options={
                "verbose_name": "志愿服务消息",
                "verbose_name_plural": "志愿服务消息",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["person", "-id"], name="letters_of_person"),
                    models.Index(
                        condition=models.Q(("next_try_at__isnull", False)),
                        fields=["next_try_at"],
                        name="letters_to_send",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LetterMark",
            fields=[
                ("kind", models.CharField(max_length=16, primary_key=True, serialize=False, verbose_name="哪一种")),
                ("read_to", models.DateTimeField(verbose_name="读到")),
            ],
            options={
                "verbose_name": "志愿服务消息读到哪里",
                "verbose_name_plural": "志愿服务消息读到哪里",
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "event",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="cases.event",
                        verbose_name="事由",
                    ),
                ),
                (
                    "catching_up",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="digests",
                        to="notifications.catchingup",
                        verbose_name="补办",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[("IN_APP", "站内"), ("SMS", "短信"), ("WECHAT", "微信")],
                        max_length=8,
                        verbose_name="渠道",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="收件人",
                    ),
                ),
                ("phone", accounts.personal.EncryptedField(blank=True, verbose_name="手机号")),
                ("phone_hash", models.CharField(blank=True, editable=False, max_length=64)),
                ("text", models.TextField(verbose_name="内容")),
                ("created_at", models.DateTimeField(verbose_name="写入时间")),
                ("read_at", models.DateTimeField(null=True, verbose_name="阅读时间")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("PENDING", "待发"),
                            ("SENT", "已发"),
                            ("FAILED", "发送失败"),
                            ("ABSENT", "对方没接通"),
                        ],
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="已试次数")),
                ("next_try_at", models.DateTimeField(null=True, verbose_name="下次发送")),
            ],
            options={
                "verbose_name": "消息",
                "verbose_name_plural": "消息",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "PENDING")), fields=["next_try_at", "id"], name="message_due"
                    ),
                    models.Index(condition=models.Q(("state", "FAILED")), fields=["-id"], name="message_given_up"),
                    models.Index(
                        condition=models.Q(("channel", "IN_APP")), fields=["recipient", "-id"], name="message_inbox"
                    ),
                    models.Index(
                        condition=models.Q(("channel", "IN_APP"), ("read_at__isnull", True)),
                        fields=["recipient"],
                        name="message_unread",
                    ),
                    models.Index(
                        condition=models.Q(("phone_hash", ""), _negated=True),
                        fields=["phone_hash"],
                        name="message_of_phone",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("catching_up", None), ("channel", "IN_APP")),
                        fields=("event", "recipient"),
                        name="a_person_is_told_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("catching_up__isnull", False)),
                        fields=("catching_up", "recipient"),
                        name="one_digest_a_person",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("channel", "IN_APP"), _negated=True),
                        fields=("event", "channel", "phone_hash"),
                        name="a_phone_is_told_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("channel", "IN_APP"), ("phone_hash", ""), ("recipient__isnull", False)),
                            models.Q(
                                models.Q(("channel", "IN_APP"), _negated=True),
                                ("recipient__isnull", True),
                                models.Q(("phone_hash", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_message_has_one_addressee",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "PENDING"), _negated=True),
                            ("next_try_at__isnull", False),
                            _connector="OR",
                        ),
                        name="a_waiting_message_has_its_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tries",
                        to="notifications.message",
                        verbose_name="消息",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("", "没有结果"), ("SENT", "已发"), ("FAILED", "失败")],
                        default="",
                        max_length=8,
                        verbose_name="结果",
                    ),
                ),
                ("error", models.TextField(blank=True, verbose_name="错误")),
            ],
            options={
                "verbose_name": "发送记录",
                "verbose_name_plural": "发送记录",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Wording",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=24, verbose_name="事件")),
                ("by_system", models.BooleanField(default=False, verbose_name="系统代办")),
                ("audience", models.CharField(max_length=24, verbose_name="告诉谁")),
                ("state", models.CharField(blank=True, max_length=16, verbose_name="状态")),
                ("words", models.CharField(blank=True, max_length=300, verbose_name="措辞")),
                ("off", models.BooleanField(default=False, verbose_name="不再发送")),
            ],
            options={
                "verbose_name": "消息措辞",
                "verbose_name_plural": "消息措辞",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "by_system", "audience", "state"), name="one_wording_a_rule"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DigestLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "digest",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="notifications.message",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.event"
                    ),
                ),
            ],
            options={
                "verbose_name": "补办明细",
                "verbose_name_plural": "补办明细",
                "constraints": [models.UniqueConstraint(fields=("digest", "event"), name="a_digest_tells_a_step_once")],
            },
        ),
    ]
