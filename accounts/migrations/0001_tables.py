import accounts.models.second_factor
import accounts.models.trail
import accounts.names
import accounts.personal
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    replaces = [("accounts", "0009_one_brake")]

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("axes", "0010_accessattemptexpiration"),
    ]

    operations = [
        migrations.CreateModel(
            name="Counted",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=24, verbose_name="什么")),
                ("of", models.CharField(max_length=64, verbose_name="地址或手机号")),
                ("at", models.DateTimeField(verbose_name="时间")),
            ],
            options={
                "verbose_name": "限次的记录",
                "verbose_name_plural": "限次的记录",
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["of", "what", "at"], name="counted_how_often"),
                    models.Index(fields=["at"], name="counted_how_old"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Lockout",
            fields=[],
            options={
                "verbose_name": "登录失败",
                "verbose_name_plural": "登录失败",
                "ordering": ["-attempt_time"],
                "proxy": True,
            },
            bases=("axes.accessattempt",),
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        max_length=64, unique=True, validators=[accounts.names.login_name], verbose_name="登录名"
                    ),
                ),
                ("name", models.CharField(max_length=64, validators=[accounts.names.plain_name], verbose_name="姓名")),
                (
                    "phone",
                    accounts.personal.EncryptedField(
                        blank=True, validators=[accounts.names.a_phone], verbose_name="手机号"
                    ),
                ),
                ("phone_hash", models.CharField(editable=False, max_length=64, null=True, unique=True)),
                ("is_active", models.BooleanField(default=True, verbose_name="可以登录")),
                ("joined_at", models.DateTimeField(auto_now_add=True, verbose_name="建立时间")),
                ("invited_at", models.DateTimeField(editable=False, null=True, verbose_name="一次性链接生成时间")),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "账号",
                "verbose_name_plural": "账号",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Totp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(help_text="The human-readable name of this device.", max_length=64)),
                ("confirmed", models.BooleanField(default=True, help_text="Is this device ready for use?")),
                (
                    "throttling_failure_timestamp",
                    models.DateTimeField(
                        blank=True,
                        default=None,
                        help_text="A timestamp of the last failed verification attempt. Null if last attempt succeeded.",
                        null=True,
                    ),
                ),
                (
                    "throttling_failure_count",
                    models.PositiveIntegerField(default=0, help_text="Number of successive failed attempts."),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="totp",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="何人",
                    ),
                ),
                (
                    "secret",
                    accounts.personal.EncryptedField(
                        default=accounts.models.second_factor.new_secret, verbose_name="密钥"
                    ),
                ),
                ("last_step", models.BigIntegerField(default=-1)),
            ],
            options={
                "verbose_name": "两步验证",
                "verbose_name_plural": "两步验证",
            },
        ),
        migrations.CreateModel(
            name="RecoveryCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recovery_codes",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="何人",
                    ),
                ),
                ("code_hash", models.CharField(max_length=64)),
                ("used_at", models.DateTimeField(null=True, verbose_name="使用时间")),
            ],
            options={
                "verbose_name": "恢复码",
                "verbose_name_plural": "恢复码",
                "constraints": [models.UniqueConstraint(fields=("user", "code_hash"), name="no_recovery_code_twice")],
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "session_key",
                    models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name="session key"),
                ),
                ("session_data", models.TextField(verbose_name="session data")),
                ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="何人",
                    ),
                ),
                ("address", models.GenericIPAddressField(null=True, verbose_name="地址")),
                ("browser", models.CharField(blank=True, max_length=64, verbose_name="设备")),
                ("began_at", models.DateTimeField(verbose_name="登录时间")),
                ("seen_at", models.DateTimeField(verbose_name="最近使用")),
            ],
            options={
                "verbose_name": "会话",
                "verbose_name_plural": "会话",
                "ordering": ["-seen_at"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="时间")),
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
                ("action", models.CharField(max_length=64, verbose_name="何事")),
                ("object_type", models.CharField(max_length=64, verbose_name="对象")),
                ("object_id", models.CharField(max_length=64, verbose_name="对象编号")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="理由")),
                ("detail", models.JSONField(default=dict, verbose_name="详情")),
                ("digest", accounts.models.trail.Digest(editable=False, max_length=64, verbose_name="摘要")),
            ],
            options={
                "verbose_name": "审计记录",
                "verbose_name_plural": "审计记录",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["object_type", "object_id"], name="audit_of_object")],
            },
        ),
        migrations.CreateModel(
            name="AuditLink",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("entry_id", models.BigIntegerField(unique=True)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "verbose_name": "审计链",
                "verbose_name_plural": "审计链",
            },
        ),
        migrations.CreateModel(
            name="AuditHead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("length", models.BigIntegerField()),
                ("hash", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "verbose_name": "审计链首",
                "verbose_name_plural": "审计链首",
                "constraints": [models.CheckConstraint(condition=models.Q(("pk", 1)), name="the_chain_has_one_head")],
            },
        ),
    ]
