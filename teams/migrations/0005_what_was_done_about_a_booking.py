"""What was done about a booking, of which people are told; a team is founded once for its form.

How long a help may take is asked where it is said, by one rule; those recorded while it was twelve hours stay.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

DEEDS = [
    ("TAKE", "接单"),
    ("ASSIGN", "派给队员"),
    ("REASSIGN", "改派"),
    ("GIVE_BACK", "去不了，退回"),
    ("SAY_DONE", "办好了，报时长"),
    ("CONFIRM", "确认办好了"),
    ("DISPUTE", "不对"),
    ("FINISH", "登记办好"),
    ("CANCEL", "取消预约"),
    ("CALL_OFF", "撤下预约"),
    ("EXPIRE", "过期没人接"),
    ("LAPSE", "过期没人报"),
]


def person(said: str) -> models.ForeignKey:
    return models.ForeignKey(
        db_index=False,
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
        verbose_name=said,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("teams", "0004_what_the_booker_objects_to"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BookingStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("deed", models.CharField(choices=DEEDS, max_length=12, verbose_name="做了什么")),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("minutes", models.PositiveIntegerField(null=True, verbose_name="分钟")),
                (
                    "booking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="teams.booking",
                        verbose_name="预约",
                    ),
                ),
                ("by", person("谁")),
                ("before", person("原来的接单人")),
                ("helper", person("接单人")),
            ],
            options={"verbose_name": "帮办经过", "verbose_name_plural": "帮办经过", "ordering": ["id"]},
        ),
        migrations.AddIndex(
            model_name="bookingstep",
            index=models.Index(fields=["at"], name="booking_steps_to_tell"),
        ),
        migrations.AddField(
            model_name="team",
            name="key",
            field=models.UUIDField(editable=False, null=True, unique=True, verbose_name="一次填写的标记"),
        ),
        migrations.RemoveConstraint(model_name="booking", name="a_booking_is_done_with_minutes"),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.CheckConstraint(
                condition=~models.Q(state="DONE") | models.Q(minutes__gt=0, ended_at__isnull=False),
                name="a_booking_is_done_with_minutes",
                violation_error_message="办好的预约要有时长。",
            ),
        ),
    ]
