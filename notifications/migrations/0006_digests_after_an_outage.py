import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_default_rules"), ("notifications", "0005_index_what_was_given_up")]

    operations = [
        migrations.CreateModel(
            name="CatchingUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("began_at", models.DateTimeField(verbose_name="开始")),
                ("last_at", models.DateTimeField(verbose_name="最后一步")),
            ],
            options={
                "verbose_name": "补办",
                "verbose_name_plural": "补办",
                "indexes": [models.Index(fields=["last_at"], name="catching_up_lately")],
            },
        ),
        migrations.AddField(
            model_name="message",
            name="catching_up",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="digests",
                to="notifications.catchingup",
                verbose_name="补办",
            ),
        ),
        migrations.RemoveConstraint(model_name="message", name="a_person_is_told_once"),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.UniqueConstraint(
                condition=models.Q(("catching_up", None), ("channel", "IN_APP")),
                fields=("event", "recipient"),
                name="a_person_is_told_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.UniqueConstraint(
                condition=models.Q(("catching_up__isnull", False)),
                fields=("catching_up", "recipient"),
                name="one_digest_a_person",
            ),
        ),
        migrations.CreateModel(
            name="DigestLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "digest",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="notifications.message",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.event",
                    ),
                ),
            ],
            options={"verbose_name": "补办明细", "verbose_name_plural": "补办明细"},
        ),
        migrations.AddConstraint(
            model_name="digestline",
            constraint=models.UniqueConstraint(fields=("digest", "event"), name="a_digest_tells_a_step_once"),
        ),
    ]
