"""A new kind of row; the choices are not the database's, so that no table is rebuilt."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("volunteers", "0003_the_common_scheme"),
    ]

    operations = [
        migrations.AlterField(
            model_name="transfer",
            name="entry",
            field=models.CharField(
                choices=[
                    ("AWARD", "记入"),
                    ("HOLD", "冻结"),
                    ("SPEND", "兑换"),
                    ("RELEASE", "解冻"),
                    ("EXPIRE", "过期"),
                    ("REVERSE", "冲正"),
                    ("FAMILY", "转给家人"),
                    ("GIVE", "捐出"),
                    ("AID", "帮扶"),
                ],
                max_length=8,
                verbose_name="种类",
            ),
        ),
    ]
