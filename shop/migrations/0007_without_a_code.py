"""Why an order was handed over without its code. SQLite rebuilds that table: its triggers stand anew."""

from importlib import import_module

from django.db import migrations, models

from accounts.triggers import refusing

KEPT = [one for one in import_module("shop.migrations.0002_stock_is_kept").REFUSALS if one.table == "shop_order"]


class Migration(migrations.Migration):
    dependencies = [
        ("shop", "0006_who_was_beside"),
    ]

    operations = [
        refusing(*KEPT, anew=True),
        migrations.RemoveIndex(
            model_name="order",
            name="orders_cancelled",
        ),
        migrations.AddField(
            model_name="order",
            name="without_code",
            field=models.CharField(blank=True, max_length=100, verbose_name="没有取货码，为什么仍然给"),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", False)), fields=["ended_at"], name="orders_ended"
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(("without_code", ""), ("state", "TAKEN"), _connector="OR"),
                name="only_what_is_taken_needs_no_code",
                violation_error_message="只有已领取的单子才有没凭取货码的原因。",
            ),
        ),
        refusing(*KEPT, anew=True),
    ]
