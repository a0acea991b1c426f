"""What the one who asked says is not right about the minutes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("teams", "0003_a_team_may_be_without_a_lead"),
    ]

    operations = [
        migrations.AddField(
            model_name="booking",
            name="objection",
            field=models.CharField(blank=True, max_length=200, verbose_name="预约人说哪里不对"),
        ),
    ]
