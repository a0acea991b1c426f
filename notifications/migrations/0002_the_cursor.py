from django.db import migrations


def start_before_the_first_event(apps, schema_editor):
    apps.get_model("notifications", "Cursor").objects.create(event_id=0)


class Migration(migrations.Migration):
    dependencies = [("notifications", "0001_tables")]

    operations = [migrations.RunPython(start_before_the_first_event, migrations.RunPython.noop)]
