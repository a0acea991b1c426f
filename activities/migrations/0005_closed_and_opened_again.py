"""When a roster was closed and opened again, and when a no-show was written down: a closing can be taken back. Of what
is closed already the last change was the closing."""

from django.db import migrations, models
from django.db.models import F


def say_when(apps, schema_editor):
    apps.get_model("activities", "Activity").objects.filter(state="CLOSED").update(closed_at=F("changed_at"))
    apps.get_model("activities", "SignUp").objects.filter(standing="NO_SHOW").update(missed_at=F("changed_at"))


def moment(words):
    return models.DateTimeField(words, blank=True, editable=False, null=True)


class Migration(migrations.Migration):
    dependencies = [("activities", "0004_an_activity_may_be_without_a_leader")]

    operations = [
        migrations.AddField("activity", "closed_at", moment("结束时间")),
        migrations.AddField("activity", "reopened_at", moment("撤回结束的时间")),
        migrations.AddField("signup", "missed_at", moment("记没有到场的时间")),
        migrations.RunPython(say_when, migrations.RunPython.noop),
    ]
