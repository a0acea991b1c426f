from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notifications", "0004_what_could_not_be_told")]

    operations = [
        migrations.AddIndex(
            model_name="message",
            index=models.Index(condition=models.Q(("state", "FAILED")), fields=["-id"], name="message_given_up"),
        ),
    ]
