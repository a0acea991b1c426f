"""What was handed over may come back (退货): such an order has ended, yet goes on to one more state, once, and nothing
else of it changes. SQLite rebuilds these tables: their triggers stand aside, and stand anew.
"""

from dataclasses import replace
from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.triggers import dropping, refusing

ORDER = import_module("shop.migrations.0007_without_a_code").KEPT
MOVE = import_module("shop.migrations.0004_aid").KEPT
STAYS = (
    "id", "key", "person_id", "community_id", "good_id", "good_name", "quantity", "price", "held_id", "code",
    "code_hash", "placed_at", "expires_on", "ended_at", "ended_by_id", "witness", "without_code",
)  # fmt: skip
# No NULL among them, whatever is written: the checks want the two that may be one in all that was handed over.
SAME = " = ".join(f"({', '.join(f'{row}.{name}' for name in STAYS)})" for row in ("OLD", "NEW"))
RETURNED = f"OLD.state = 'TAKEN' AND NEW.state = 'RETURNED' AND {SAME}"
NOW = [
    replace(one, when=f"{one.when} AND NOT ({RETURNED})") if one.name == "order_ended_stays" else one for one in ORDER
]


class Migration(migrations.Migration):
    dependencies = [
        ("grids", "0001_tables"),
        ("shop", "0009_counts_keep_their_mark"),
        ("volunteers", "0007_corrected_names"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        dropping(*ORDER, *MOVE),
        migrations.RemoveConstraint(
            model_name="order",
            name="nobody_hands_over_to_themselves",
        ),
        migrations.RemoveConstraint(
            model_name="order",
            name="only_what_is_taken_needs_no_code",
        ),
        migrations.RemoveConstraint(
            model_name="stockmove",
            name="stock_ordered_has_its_order",
        ),
        migrations.RemoveConstraint(
            model_name="stockmove",
            name="stock_moves_its_way",
        ),
        migrations.AddField(
            model_name="order",
            name="returned_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="退货时间"),
        ),
        migrations.AddField(
            model_name="order",
            name="returned_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="退货经办",
            ),
        ),
        migrations.AlterField(
            model_name="order",
            name="state",
            field=models.CharField(
                choices=[
                    ("PLACED", "待领取"),
                    ("TAKEN", "已领取"),
                    ("CANCELLED", "已取消"),
                    ("EXPIRED", "过期未领"),
                    ("RETURNED", "已退货"),
                ],
                default="PLACED",
                max_length=12,
                verbose_name="状态",
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
                    ("RETURNED", "退货"),
                ],
                max_length=12,
                verbose_name="种类",
            ),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                condition=models.Q(("returned_at__isnull", False)), fields=["returned_at"], name="orders_returned"
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("TAKEN", "RETURNED")), _negated=True),
                    models.Q(("ended_by__isnull", False), models.Q(("ended_by", models.F("person")), _negated=True)),
                    _connector="OR",
                ),
                name="nobody_hands_over_to_themselves",
                violation_error_message="不能给自己核销。",
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(("without_code", ""), ("state__in", ("TAKEN", "RETURNED")), _connector="OR"),
                name="only_what_is_taken_needs_no_code",
                violation_error_message="只有领走过的单子才有没凭取货码的原因。",
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("state", "RETURNED"), _negated=True), ("returned_at", None), ("returned_by", None)
                    ),
                    models.Q(
                        ("returned_at__gte", models.F("ended_at")),
                        ("returned_by__isnull", False),
                        ("state", "RETURNED"),
                        models.Q(("returned_by", models.F("person")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_return_has_its_time_and_its_clerk",
                violation_error_message="退货要有时间和经办：在核销以后，经办不是本人。",
            ),
        ),
        migrations.AddConstraint(
            model_name="stockmove",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("amount__gt", 0), ("kind__in", ("BOUGHT", "DONATED", "GIVEN_BACK", "TAKEN_BACK", "RETURNED"))
                    ),
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
                    models.Q(("kind__in", ("ORDERED", "GIVEN_BACK", "RETURNED")), ("order__isnull", False)),
                    models.Q(
                        models.Q(("kind__in", ("ORDERED", "GIVEN_BACK", "RETURNED")), _negated=True),
                        ("order__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="stock_ordered_has_its_order",
                violation_error_message="兑换、退回和退货要有兑换单。",
            ),
        ),
        refusing(*NOW, *MOVE),
    ]
