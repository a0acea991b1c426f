from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notifications", "0006_digests_after_an_outage")]

    operations = [
        migrations.CreateModel(
            name="Wording",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=24, verbose_name="事件")),
                ("by_system", models.BooleanField(default=False, verbose_name="系统代办")),
                ("audience", models.CharField(max_length=24, verbose_name="告诉谁")),
                ("state", models.CharField(blank=True, max_length=16, verbose_name="状态")),
                ("words", models.CharField(blank=True, max_length=300, verbose_name="措辞")),
                ("off", models.BooleanField(default=False, verbose_name="不再发送")),
            ],
            options={"verbose_name": "消息措辞", "verbose_name_plural": "消息措辞"},
        ),
        migrations.AddConstraint(
            model_name="wording",
            constraint=models.UniqueConstraint(
                fields=("kind", "by_system", "audience", "state"), name="one_wording_a_rule"
            ),
        ),
    ]
