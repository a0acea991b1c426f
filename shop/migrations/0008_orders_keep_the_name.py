"""What a good was called when it was ordered, or given for points of the fund. SQLite rebuilds these tables, and what has
ended is named too: their triggers stand aside, and stand anew.
"""

from importlib import import_module

from django.db import migrations, models

from accounts.triggers import dropping, refusing

KEPT = [
    *import_module("shop.migrations.0007_without_a_code").KEPT,
    *import_module("shop.migrations.0004_aid").REFUSALS,
]
NAMED = "UPDATE {table} SET good_name = (SELECT name FROM shop_good WHERE shop_good.id = {table}.good_id)"


class Migration(migrations.Migration):
    dependencies = [("shop", "0007_without_a_code")]
    operations = [
        dropping(*KEPT),
        migrations.AddField(
            model_name="aid",
            name="good_name",
            field=models.CharField(default="", max_length=40, verbose_name="货品名称"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="order",
            name="good_name",
            field=models.CharField(default="", max_length=40, verbose_name="货品名称"),
            preserve_default=False,
        ),
        migrations.RunSQL(NAMED.format(table="shop_order"), migrations.RunSQL.noop),
        migrations.RunSQL(NAMED.format(table="shop_aid"), migrations.RunSQL.noop),
        refusing(*KEPT, anew=True),
    ]
