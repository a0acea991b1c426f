"""What was taken back lately is asked for each minute (notifications/letters.py)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("shop", "0002_stock_is_kept")]
    operations = [
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                condition=models.Q(("state", "CANCELLED")), fields=["ended_at"], name="orders_cancelled"
            ),
        ),
    ]
