"""From when to when somebody was there, where not all of it counts; empty of what is recorded already."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("volunteers", "0004_the_fund_is_spent"),
    ]

    operations = [
        migrations.AddField(
            model_name="service",
            name="came_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="签到"),
        ),
        migrations.AddField(
            model_name="service",
            name="left_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="签退"),
        ),
    ]
