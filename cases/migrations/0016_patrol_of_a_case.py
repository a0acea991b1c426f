from importlib import import_module

from django.db import migrations, models

from accounts.triggers import refusing

REFUSALS = import_module("cases.migrations.0002_history_is_kept").REFUSALS


class Migration(migrations.Migration):
    dependencies = [("cases", "0015_words_that_alone_say_nothing")]

    operations = [
        refusing(*REFUSALS, anew=True),
        migrations.AddField(
            model_name="case",
            name="patrol",
            field=models.CharField(blank=True, max_length=20, verbose_name="巡查编号"),
        ),
        refusing(*REFUSALS, anew=True),
    ]
