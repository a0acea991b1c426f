"""正在 and 快来 name no emergency by themselves: 楼上正在施工, 快来修路灯."""

from django.db import migrations

SAY_NOTHING = ("正在", "快来")


def drop(apps, schema_editor):
    category = apps.get_model("cases", "Category")
    for one in category.objects.filter(code="EMERGENCY"):
        one.cues = " ".join(word for word in one.cues.split() if word not in SAY_NOTHING)
        one.save(update_fields=["cues"])


class Migration(migrations.Migration):
    dependencies = [("cases", "0014_words_of_emergencies")]
    operations = [migrations.RunPython(drop, migrations.RunPython.noop)]
