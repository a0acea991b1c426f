"""四板块 (重庆两江新区): each category of cases belongs to one panel of a street's command centre. Administrators edit both
afterwards. That every category has one is asked by the next step: PostgreSQL changes no table in which rows have just
been written.
"""

import django.db.models.deletion
from django.db import migrations, models

# code, name, the categories whose cases it takes
PANELS = [
    ("PARTY", "党建统领", ["OTHER"]),  # it leads and coordinates: what has no other
    ("ECONOMY", "经济生态", ["RUBBISH", "OPEN_RUBBISH", "FUMES", "NOISE", "GREENERY", "STREET_TRADE", "OUTSIDE_SHOP"]),
    (
        "SAFETY",
        "平安法治",
        ["EMERGENCY", "HAZARD", "NEIGHBOURS", "BUILDING_WORK", "ILLEGAL_BUILDING", "PASSAGE", "CLUTTER", "PARKING"],
    ),
    ("SERVICE", "公共服务", ["LIGHTING", "LEAK", "HOUSING", "GLARE", "ROAD", "CARE", "UTILITY"]),
]
OF_OTHERS = "SERVICE"  # what administrators have added meanwhile


def load(apps, schema_editor):
    panel, category = apps.get_model("cases", "Panel"), apps.get_model("cases", "Category")
    for order, (code, name, codes) in enumerate(PANELS, start=1):
        one = panel.objects.create(code=code, name=name, order=order * 10)
        category.objects.filter(code__in=codes).update(panel=one)
    rest = category.objects.filter(panel=None)
    for one in rest.filter(parent__panel__isnull=False).select_related("parent"):
        category.objects.filter(pk=one.pk).update(panel=one.parent.panel_id)
    category.objects.filter(panel=None).update(panel=panel.objects.get(code=OF_OTHERS))


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0016_patrol_of_a_case"),
        ("partyorg", "0009_forms_sent_twice"),
    ]

    operations = [
        migrations.CreateModel(
            name="Panel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=32, unique=True, verbose_name="代码")),
                (
                    "name",
                    models.CharField(
                        error_messages={"unique": "已经有叫这个名字的板块，请换一个名字。"},
                        max_length=16,
                        unique=True,
                        verbose_name="板块",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=100, verbose_name="次序")),
                ("is_active", models.BooleanField(default=True, verbose_name="在用")),
            ],
            options={"verbose_name": "板块", "verbose_name_plural": "板块", "ordering": ["order", "id"]},
        ),
        migrations.CreateModel(
            name="PanelSeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seated_at", models.DateTimeField(verbose_name="分配时间")),
                (
                    "panel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="cases.panel",
                        verbose_name="板块",
                    ),
                ),
                (
                    "post",
                    models.OneToOneField(
                        error_messages={"unique": "这个岗位已经分到一个板块了。"},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="panel_seat",
                        to="partyorg.post",
                        verbose_name="岗位",
                    ),
                ),
            ],
            options={"verbose_name": "板块人员", "verbose_name_plural": "板块人员", "ordering": ["panel", "post"]},
        ),
        migrations.AddField(
            model_name="category",
            name="panel",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="categories",
                to="cases.panel",
                verbose_name="板块",
            ),
        ),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
