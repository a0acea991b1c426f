import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0017_panels")]

    operations = [
        migrations.AlterField(
            model_name="category",
            name="panel",
            field=models.ForeignKey(
                help_text="街道指挥中心的哪个板块管这一类",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="categories",
                to="cases.panel",
                verbose_name="板块",
            ),
        ),
    ]
