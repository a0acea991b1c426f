from django.db import migrations


def take_the_codes_out(apps, schema_editor):
    """Texts written before held the code with which a resident opens the case; now it is added on the way out."""
    messages = apps.get_model("notifications", "Message").objects
    texts = messages.filter(channel="SMS", text__contains="查询码")
    for pk, text, code in texts.values_list("pk", "text", "event__case__tracking_code").iterator():
        messages.filter(pk=pk).update(text=text.removesuffix(f"查询码{code}"))


class Migration(migrations.Migration):
    dependencies = [("notifications", "0002_the_cursor")]

    operations = [migrations.RunPython(take_the_codes_out, migrations.RunPython.noop)]
