"""The fund has one name; the choices are not the database's, so that no table is rebuilt."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("volunteers", "0005_what_counts_of_a_stay"),
    ]

    operations = [
        migrations.AlterField(
            model_name="account",
            name="holder",
            field=models.CharField(
                choices=[
                    ("PERSON", "个人"),
                    ("FUND", "公益积分"),
                    ("SHOP", "积分超市"),
                    ("HELD", "冻结"),
                    ("EXPIRED", "过期"),
                    ("ISSUING", "发放"),
                ],
                max_length=8,
                verbose_name="属于",
            ),
        ),
    ]
