"""A count that agrees moves nothing, and had no mark to be known again by. SQLite rebuilds that table: its triggers stand
anew.
"""

from importlib import import_module

from django.db import migrations, models

from accounts.triggers import refusing

KEPT = [one for one in import_module("shop.migrations.0002_stock_is_kept").REFUSALS if one.table == "shop_stockcount"]


class Migration(migrations.Migration):
    dependencies = [("shop", "0008_orders_keep_the_name")]
    operations = [
        refusing(*KEPT, anew=True),
        migrations.AddField(
            model_name="stockcount",
            name="key",
            field=models.UUIDField(editable=False, null=True, unique=True, verbose_name="一次填写的标记"),
        ),
        refusing(*KEPT, anew=True),
    ]
