from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("teams", "0005_what_was_done_about_a_booking")]

    operations = [
        migrations.AddIndex(
            model_name="booking",
            index=models.Index(condition=models.Q(state="ASKED"), fields=["asked_at"], name="bookings_to_tell"),
        ),
    ]
