"""The public board of a community, and which categories may stand on it; administrators tick and untick them afterwards."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# 困难帮扶, 邻里纠纷 are about persons, 突发事件 is told by others, 其他 may be anything
NEVER = ["CARE", "NEIGHBOURS", "EMERGENCY", "OTHER"]


def close(apps, schema_editor):
    apps.get_model("cases", "Category").objects.filter(code__in=NEVER).update(may_be_public=False)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0012_somebody_urges"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="category",
            name="may_be_public",
            field=models.BooleanField(
                "可以上公开栏",
                default=True,
                help_text="家务、困难、党务一类的不要勾；内容敏感、矛盾纠纷、突发事件勾了也不上",
            ),
        ),
        migrations.CreateModel(
            name="PublicNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=30, verbose_name="标题")),
                ("words", models.CharField(max_length=300, verbose_name="公开的话")),
                ("outcome", models.CharField(blank=True, max_length=300, verbose_name="怎样办好的")),
                ("released_at", models.DateTimeField(verbose_name="公开时间")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="撤下时间")),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="public_notice",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="公开的人",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="撤下的人",
                    ),
                ),
            ],
            options={
                "verbose_name": "公开的事",
                "verbose_name_plural": "公开的事",
                "ordering": ["-released_at", "-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("withdrawn_at", None)), fields=["-released_at", "-id"], name="on_board"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at", None), ("withdrawn_by", None)),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="what_is_taken_off_the_board_says_by_whom",
                        violation_error_message="撤下要写明谁在什么时候撤的。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True), models.Q(("words", ""), _negated=True)
                        ),
                        name="the_board_says_something",
                        violation_error_message="公开要有标题和公开的话。",
                    ),
                ],
            },
        ),
        migrations.RunPython(close, migrations.RunPython.noop),
    ]
