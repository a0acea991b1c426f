"""Who was named as the second pair of eyes at the counter, and their word that they were not there."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.triggers import Refusal, refusing

REFUSALS = [Refusal("beside_never_goes", "shop_beside", "DELETE", "who was named is never deleted")]


class Migration(migrations.Migration):
    dependencies = [
        ("shop", "0005_gifts_undone"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Beside",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("named_at", models.DateTimeField(verbose_name="写成在场人的时间")),
                ("denied_at", models.DateTimeField(blank=True, null=True, verbose_name="说不在场的时间")),
                ("words", models.CharField(blank=True, max_length=100, verbose_name="怎么说的")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="核实的时间")),
                ("answer", models.CharField(blank=True, max_length=100, verbose_name="核实的结果")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="谁核实的",
                    ),
                ),
                (
                    "order",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="beside",
                        to="shop.order",
                        verbose_name="兑换单",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="在场人",
                    ),
                ),
            ],
            options={
                "verbose_name": "在场人",
                "verbose_name_plural": "在场人",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["named_at"], name="besides_named"),
                    models.Index(
                        condition=models.Q(("denied_at__isnull", False)), fields=["denied_at"], name="besides_denied"
                    ),
                    models.Index(
                        condition=models.Q(("answered_at__isnull", False)),
                        fields=["answered_at"],
                        name="besides_answered",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("denied_at", None), ("words", "")),
                            models.Q(("denied_at__isnull", False), models.Q(("words", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="who_was_absent_says_so",
                        violation_error_message="不在场要写一句怎么回事。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at", None), ("answered_by", None)),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                ("denied_at__isnull", False),
                                models.Q(("answer", ""), _negated=True),
                                models.Q(("answered_by", models.F("person")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="an_absence_is_answered_by_another",
                        violation_error_message="说不在场的，由另一个人核实，写明结果。",
                    ),
                ],
            },
        ),
        refusing(*REFUSALS),
    ]
