"""Aid from a community's fund, which moves stock too. SQLite rebuilds that table: its triggers stand anew."""

from importlib import import_module

import accounts.personal
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.triggers import Refusal, refusing


KEPT = [one for one in import_module("shop.migrations.0002_stock_is_kept").REFUSALS if one.table == "shop_stockmove"]
REFUSALS = [Refusal("aid_never_goes", "shop_aid", "DELETE", "an aid is never deleted")]


class Migration(migrations.Migration):
    dependencies = [
        ("grids", "0001_tables"),
        ("shop", "0003_orders_cancelled"),
        ("volunteers", "0004_the_fund_is_spent"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        refusing(*KEPT, anew=True),
        migrations.CreateModel(
            name="Aid",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(editable=False, unique=True, verbose_name="一次填写的标记")),
                ("quantity", models.PositiveIntegerField(verbose_name="件数")),
                ("price", models.PositiveIntegerField(verbose_name="每件积分")),
                ("whom", accounts.personal.EncryptedField(verbose_name="给谁")),
                ("why", models.CharField(max_length=60, verbose_name="为什么")),
                ("witness", models.CharField(max_length=64, verbose_name="在场人")),
                ("at", models.DateTimeField(verbose_name="时间")),
            ],
            options={
                "verbose_name": "帮扶",
                "verbose_name_plural": "帮扶",
                "ordering": ["-id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="stockmove",
            name="stock_moves_its_way",
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
                ],
                max_length=12,
                verbose_name="种类",
            ),
        ),
        migrations.AddField(
            model_name="aid",
            name="by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="经办",
            ),
        ),
        migrations.AddField(
            model_name="aid",
            name="community",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="aids",
                to="grids.place",
                verbose_name="社区",
            ),
        ),
        migrations.AddField(
            model_name="aid",
            name="good",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="aids", to="shop.good", verbose_name="货品"
            ),
        ),
        migrations.AddField(
            model_name="aid",
            name="spent",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="aid",
                to="volunteers.transfer",
                verbose_name="账目",
            ),
        ),
        migrations.AddField(
            model_name="stockmove",
            name="aid",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="moves",
                to="shop.aid",
                verbose_name="帮扶",
            ),
        ),
        migrations.AddConstraint(
            model_name="stockmove",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("amount__gt", 0), ("kind__in", ("BOUGHT", "DONATED", "GIVEN_BACK", "TAKEN_BACK"))),
                    models.Q(("amount__lt", 0), ("kind__in", ("ORDERED", "WRITTEN_OFF", "AIDED"))),
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
                    models.Q(("aid__isnull", False), ("kind__in", ("AIDED", "TAKEN_BACK"))),
                    models.Q(models.Q(("kind__in", ("AIDED", "TAKEN_BACK")), _negated=True), ("aid__isnull", True)),
                    _connector="OR",
                ),
                name="stock_aided_has_its_aid",
                violation_error_message="帮扶和帮扶收回要有帮扶记录。",
            ),
        ),
        migrations.AddConstraint(
            model_name="stockmove",
            constraint=models.UniqueConstraint(
                condition=models.Q(("aid__isnull", False)),
                fields=("aid", "kind"),
                name="an_aid_moves_stock_once",
                violation_error_message="这一笔帮扶已经动过库存。",
            ),
        ),
        migrations.AddIndex(
            model_name="aid",
            index=models.Index(fields=["community", "at"], name="aids_of_community"),
        ),
        migrations.AddConstraint(
            model_name="aid",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity__gt", 0)), name="aid_is_something", violation_error_message="至少 1 件。"
            ),
        ),
        refusing(*REFUSALS),
        refusing(*KEPT, anew=True),
    ]
