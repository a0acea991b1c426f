"""When somebody was named to lead: of what stands already nobody is told anew."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("activities", "0005_closed_and_opened_again")]

    operations = [
        migrations.AddField(
            "activity",
            "leader_named_at",
            models.DateTimeField("派定负责人的时间", blank=True, editable=False, null=True),
        )
    ]
