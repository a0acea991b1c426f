"""The one row is at the newest event there is: what was accepted before is not awarded afterwards."""

from django.db import migrations, models


def at_the_newest(apps, editor):
    newest = apps.get_model("cases", "Event").objects.order_by("-id").values_list("id", flat=True).first()
    apps.get_model("volunteers", "ReportsSettled").objects.create(event_id=newest or 0)


class Migration(migrations.Migration):
    dependencies = [("cases", "0014_words_of_emergencies"), ("volunteers", "0004_the_common_scheme")]
    operations = [
        migrations.CreateModel(
            name="ReportsSettled",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("event_id", models.BigIntegerField(default=0)),
            ],
            options={"verbose_name": "随手拍记分进度", "verbose_name_plural": "随手拍记分进度"},
        ),
        migrations.RunPython(at_the_newest, migrations.RunPython.noop),
    ]
