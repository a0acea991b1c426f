from django.db import migrations, models

MINORS = [
    ("NONE", "只招成年人"),
    ("FROM_14", "14 岁以上可以来"),
    ("WITH_GUARDIAN", "8 岁以上可以来，未满 14 岁要监护人陪着"),
]


class Migration(migrations.Migration):
    """Words alone: whoever is 14 comes without a guardian. No table changes."""

    dependencies = [("activities", "0001_tables")]

    operations = [
        migrations.AlterField(
            model_name=name,
            name="minors",
            field=models.CharField(choices=MINORS, default="NONE", max_length=16, verbose_name="未成年人"),
        )
        for name in ("activity", "template")
    ]
