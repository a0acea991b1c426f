import accounts.personal
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    replaces = [("resident", "0005_the_brake_is_below")]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="KeptPhoto",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("filling", models.UUIDField(verbose_name="一次填写的标记")),
                ("file", models.FileField(max_length=200, upload_to="", verbose_name="文件")),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("kept_at", models.DateTimeField(verbose_name="时间")),
                ("lat", models.FloatField(null=True, verbose_name="纬度")),
                ("lon", models.FloatField(null=True, verbose_name="经度")),
                ("taken_at", models.DateTimeField(null=True, verbose_name="拍摄时间")),
            ],
            options={
                "verbose_name": "待报的照片",
                "verbose_name_plural": "待报的照片",
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["filling"], name="kept_photo_of_filling"),
                    models.Index(fields=["kept_at"], name="kept_photo_by_age"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lat__isnull", True), ("lon__isnull", True)),
                            models.Q(
                                ("lat__isnull", False),
                                ("lat__range", (-90, 90)),
                                ("lon__isnull", False),
                                ("lon__range", (-180, 180)),
                            ),
                            _connector="OR",
                        ),
                        name="a_kept_photo_was_taken_on_the_globe",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PhoneCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("phone", accounts.personal.EncryptedField(verbose_name="手机号")),
                ("phone_hash", models.CharField(max_length=64)),
                ("code_hash", models.CharField(max_length=64)),
                ("line_hash", models.CharField(blank=True, default="", max_length=64, verbose_name="地址")),
                ("asked_at", models.DateTimeField(verbose_name="时间")),
                ("minute", models.BigIntegerField(verbose_name="哪一分钟")),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="试过几次")),
                ("used_at", models.DateTimeField(null=True, verbose_name="用掉的时间")),
            ],
            options={
                "verbose_name": "验证码",
                "verbose_name_plural": "验证码",
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["phone_hash", "asked_at"], name="code_of_phone"),
                    models.Index(fields=["line_hash", "asked_at"], name="code_by_address"),
                    models.Index(fields=["asked_at"], name="code_by_age"),
                ],
                "constraints": [models.UniqueConstraint(fields=("phone_hash", "minute"), name="one_code_a_minute")],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consent",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="何人",
                    ),
                ),
                (
                    "who",
                    models.CharField(
                        choices=[("OF_AGE", "本人已满 14 周岁"), ("GUARDIAN", "监护人，同意孩子用这个手机号报事")],
                        max_length=16,
                        verbose_name="谁在用",
                    ),
                ),
                ("agreed_at", models.DateTimeField(verbose_name="时间")),
            ],
            options={
                "verbose_name": "使用同意",
                "verbose_name_plural": "使用同意",
            },
        ),
    ]
