"""Categories and limits to start from; administrators edit them afterwards."""

from django.db import migrations

from cases.rules import DEFAULT_LIMITS

# code, name, skills, {other columns}
CATEGORIES = [
    ("LIGHTING", "楼道照明", "电工 照明", {"small": True}),
    ("RUBBISH", "暴露垃圾", "保洁 清运", {"small": True, "after_photo": True}),
    ("PASSAGE", "楼道堆物", "保洁 清运", {"small": True}),
    ("LEAK", "房屋漏水", "水暖 防水", {}),
    ("HOUSING", "墙体和屋面", "防水 建筑", {"after_photo": True}),
    ("FUMES", "油烟异味", "", {}),
    ("NOISE", "噪声扰民", "调解", {}),
    ("GLARE", "灯光扰民", "电工 照明", {}),
    ("STREET_TRADE", "占道经营", "", {"after_photo": True}),
    ("PARKING", "停车秩序", "", {}),
    ("ROAD", "道路破损", "", {"after_photo": True}),
    ("BUILDING_WORK", "违法搭建", "", {}),
    ("GREENERY", "绿化养护", "园艺", {"small": True}),
    ("NEIGHBOURS", "邻里纠纷", "调解", {}),
    ("CARE", "困难帮扶", "照护 陪同", {}),
    ("UTILITY", "水电气热", "水暖 电工", {"urgency": "URGENT"}),
    ("EMERGENCY", "突发事件", "", {"urgency": "CRITICAL", "emergency": True}),
    ("OTHER", "其他", "", {"order": 999}),
]


def load(apps, schema_editor):
    category, limit = apps.get_model("cases", "Category"), apps.get_model("cases", "Limit")
    category.objects.bulk_create(
        category(code=code, name=name, skills=skills, **{"order": order * 10, **more})
        for order, (code, name, skills, more) in enumerate(CATEGORIES, start=1)
    )
    limit.objects.bulk_create(
        limit(clock=str(clock), level=level, urgency=str(urgency or ""), limit=span)
        for clock, level, urgency, span in DEFAULT_LIMITS
    )


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_history_is_kept")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
