"""From when a volunteer's name is another than they joined with; empty where it is the same."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("volunteers", "0006_the_fund_is_of_points"),
    ]

    operations = [
        migrations.AddField(
            model_name="volunteer",
            name="name_corrected_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="姓名更正时间"),
        ),
    ]
