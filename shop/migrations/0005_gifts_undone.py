"""A gift put down wrongly is taken out of stock again by a row of its own. SQLite rebuilds that table: its triggers stand
anew.
"""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.triggers import refusing

KEPT = import_module("shop.migrations.0004_aid").KEPT


class Migration(migrations.Migration):
    dependencies = [
        ("shop", "0004_aid"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        refusing(*KEPT, anew=True),
        migrations.RemoveConstraint(
            model_name="stockmove",
            name="stock_donated_has_its_donation",
        ),
        migrations.RemoveConstraint(
            model_name="stockmove",
            name="stock_moves_its_way",
        ),
        migrations.AlterField(
            model_name="stockmove",
            name="donation",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="moves",
                to="shop.donation",
                verbose_name="捐赠",
            ),
        ),
        migrations.AlterField(
            model_name="stockmove",
            name="kind",
            field=models.CharField(
                choices=[
                    ("BOUGHT", "购进"),
                    ("DONATED", "捐入"),
                    ("ORDERED", "兑换"),
                    ("GIVEN_BACK", "退回"),
                    ("WRITTEN_OFF", "报损"),
                    ("COUNTED", "盘点"),
                    ("AIDED", "帮扶"),
                    ("TAKEN_BACK", "帮扶收回"),
                    ("UNDONATED", "捐赠冲正"),
                ],
                max_length=12,
                verbose_name="种类",
            ),
        ),
        migrations.AddConstraint(
            model_name="stockmove",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("amount__gt", 0), ("kind__in", ("BOUGHT", "DONATED", "GIVEN_BACK", "TAKEN_BACK"))),
                    models.Q(("amount__lt", 0), ("kind__in", ("ORDERED", "WRITTEN_OFF", "AIDED", "UNDONATED"))),
                    models.Q(("kind", "COUNTED"), models.Q(("amount", 0), _negated=True)),
                    _connector="OR",
                ),
                name="stock_moves_its_way",
                violation_error_message="进货是正数，出货是负数。",
            ),
        ),
        migrations.AddConstraint(
            model_name="stockmove",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("donation__isnull", False), ("kind__in", ("DONATED", "UNDONATED"))),
                    models.Q(
                        models.Q(("kind__in", ("DONATED", "UNDONATED")), _negated=True), ("donation__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="stock_donated_has_its_donation",
                violation_error_message="捐入和捐赠冲正要有捐赠记录。",
            ),
        ),
        migrations.AddConstraint(
            model_name="stockmove",
            constraint=models.UniqueConstraint(
                condition=models.Q(("donation__isnull", False)),
                fields=("donation", "kind"),
                name="a_donation_moves_stock_once",
                violation_error_message="这一笔捐赠已经动过库存。",
            ),
        ),
        refusing(*KEPT, anew=True),
    ]
