"""Categories and limits to start from; administrators edit them afterwards. Going back takes them away again,
unless a case needs them.
"""

from django.db import migrations
from django.db.migrations.exceptions import IrreversibleError

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

# (clock, level or None for all, urgency or "" for all, limit as worktime.limits.Limit reads it)
LIMITS = [
    ("ACCEPT", None, "", "2wh"),
    ("ACCEPT", None, "URGENT", "2h"),
    ("ACCEPT", None, "CRITICAL", "1h"),
    ("SIGN", 1, "", "2wh"),
    ("SIGN", 2, "", "4wh"),
    ("SIGN", 3, "", "1wd"),
    ("SIGN", 4, "", "1h"),
    ("SIGN", 5, "", "1wd"),
    ("SIGN", None, "URGENT", "1h"),
    ("SIGN", None, "CRITICAL", "1h"),
    ("HANDLE", 1, "", "1wd"),
    ("HANDLE", 2, "", "2wd"),
    ("HANDLE", 3, "", "5wd"),
    ("HANDLE", 4, "", "10wd"),
    ("HANDLE", 5, "", "15wd"),
    ("HANDLE", None, "URGENT", "24h"),
    ("HANDLE", None, "CRITICAL", "2h"),
    ("HANDLE", 3, "HARD", "15nd"),
    ("HANDLE", 4, "HARD", "15nd"),
    ("CHECK", None, "", "2wd"),
    ("REVISIT", None, "", "5wd"),
]


def load(apps, schema_editor):
    category, limit = apps.get_model("cases", "Category"), apps.get_model("cases", "Limit")
    category.objects.bulk_create(
        category(code=code, name=name, skills=skills, **{"order": order * 10, **more})
        for order, (code, name, skills, more) in enumerate(CATEGORIES, start=1)
    )
    limit.objects.bulk_create(
        limit(clock=clock, level=level, urgency=urgency, limit=span) for clock, level, urgency, span in LIMITS
    )


def unload(apps, schema_editor):
    """By primary keys and raw deletes: going all the way back to zero, the models here are of several states at once."""
    category, limit = apps.get_model("cases", "Category"), apps.get_model("cases", "Limit")
    ours = category.objects.filter(code__in=[code for code, *_ in CATEGORIES])
    keys = list(ours.values_list("pk", flat=True))
    if apps.get_model("cases", "Case").objects.filter(category_id__in=keys).exists():
        raise IrreversibleError("Cases have these categories; without them they would say less than they did.")
    for clock, level, urgency, _ in LIMITS:
        limit.objects.filter(category=None, clock=clock, level=level, urgency=urgency).delete()
    limit.objects.filter(category_id__in=keys).delete()
    ours._raw_delete(schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_history_is_kept")]
    operations = [migrations.RunPython(load, unload)]
