from django.db import migrations, models

WHAT = [
    ("WRONG_CODE", "输错的查询码"),
    ("REPORT", "报的事"),
    ("EMERGENCY", "报的突发事件"),
    ("PHOTO", "传的照片"),
    ("URGENT_PHOTO", "突发事件的照片"),
    ("UNPROVED_PHONE", "没有验证过的手机号"),
]


class Migration(migrations.Migration):
    """What was counted before by an address that could be read is forgotten: it would have gone within a day."""

    dependencies = [("resident", "0003_wrong_codes")]

    operations = [
        migrations.CreateModel(
            name="Counted",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(choices=WHAT, max_length=16, verbose_name="什么")),
                ("of", models.CharField(max_length=64, verbose_name="地址或手机号")),
                ("at", models.DateTimeField(verbose_name="时间")),
            ],
            options={
                "verbose_name": "限次的记录",
                "verbose_name_plural": "限次的记录",
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["of", "what", "at"], name="counted_of"),
                    models.Index(fields=["at"], name="counted_by_age"),
                ],
            },
        ),
        migrations.DeleteModel(name="WrongTry"),
        migrations.RemoveIndex(model_name="phonecode", name="code_by_address"),
        migrations.RemoveField(model_name="phonecode", name="address"),
        migrations.AddField(
            model_name="phonecode",
            name="line_hash",
            field=models.CharField(blank=True, default="", max_length=64, verbose_name="地址"),
        ),
        migrations.AddIndex(
            model_name="phonecode",
            index=models.Index(fields=["line_hash", "asked_at"], name="code_by_address"),
        ),
    ]
