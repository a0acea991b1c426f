"""Panels, categories, limits and reasons to start from; administrators edit them afterwards. Going back takes them away
again, unless a case needs them.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.exceptions import IrreversibleError
from django.db.migrations.state import StateApps

# 四板块 (重庆两江新区); 党建统领 leads and coordinates: what has no other
PANELS = [("PARTY", "党建统领"), ("ECONOMY", "经济生态"), ("SAFETY", "平安法治"), ("SERVICE", "公共服务")]

# code, name, panel, skills, {other columns}. 邻里纠纷 is mediated, and nothing for the public; 困难帮扶 is about persons
# too, 突发事件 is told by others, 其他 may be anything: none of them stands on a public board.
CATEGORIES = [
    ("LIGHTING", "楼道照明", "SERVICE", "电工 照明", {"small": True}),
    ("RUBBISH", "暴露垃圾", "ECONOMY", "保洁 清运", {"small": True, "after_photo": True}),
    ("PASSAGE", "楼道堆物", "SAFETY", "保洁 清运", {"small": True}),
    ("LEAK", "房屋漏水", "SERVICE", "水暖 防水", {}),
    ("HOUSING", "墙体和屋面", "SERVICE", "防水 建筑", {"after_photo": True}),
    ("FUMES", "油烟异味", "ECONOMY", "", {}),
    ("NOISE", "噪声扰民", "ECONOMY", "调解", {}),
    ("GLARE", "灯光扰民", "SERVICE", "电工 照明", {}),
    ("STREET_TRADE", "占道经营", "ECONOMY", "", {"after_photo": True}),
    ("PARKING", "停车秩序", "SAFETY", "", {}),
    ("ROAD", "道路破损", "SERVICE", "", {"after_photo": True}),
    ("BUILDING_WORK", "违法搭建", "SAFETY", "", {}),
    ("GREENERY", "绿化养护", "ECONOMY", "园艺", {"small": True}),
    ("NEIGHBOURS", "邻里纠纷", "SAFETY", "调解", {"mediation": True, "sensitive": True, "may_be_public": False}),
    ("CARE", "困难帮扶", "SERVICE", "照护 陪同", {"may_be_public": False}),
    ("UTILITY", "水电气热", "SERVICE", "水暖 电工", {"urgency": "URGENT"}),
    ("EMERGENCY", "突发事件", "SAFETY", "", {"urgency": "CRITICAL", "emergency": True, "may_be_public": False}),
    ("OTHER", "其他", "PARTY", "", {"order": 999, "may_be_public": False}),
    ("HAZARD", "安全隐患", "SAFETY", "", {"urgency": "URGENT", "safety": True, "order": 175}),
]

# code, name, panel, code of the category above, skills, {other columns}
UNDER = [
    ("OPEN_RUBBISH", "露天垃圾", "ECONOMY", "RUBBISH", "保洁 清运", {"small": True, "after_photo": True}),
    ("CLUTTER", "乱堆乱放", "SAFETY", "PASSAGE", "保洁 清运", {"small": True}),
    ("ILLEGAL_BUILDING", "违规建设", "SAFETY", "BUILDING_WORK", "", {}),
    ("OUTSIDE_SHOP", "店外经营", "ECONOMY", "STREET_TRADE", "", {"after_photo": True}),
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
    ("CONTACT", None, "", "24h"),
    # 报到 3 or 5 working days after the call, an objection within one, a ruling within one
    ("REPORT_IN", None, "", "3wd"),
    ("BREAKTHROUGH", None, "", "5wd"),
    ("DISPUTE", None, "", "1wd"),
    ("RULING", None, "", "1wd"),
]

# why a matter may be refused, the right channel, the source (北京市接诉即办工作条例 第11条; 潍坊市条例 第19条)
REFUSALS = [
    ("应由110、119、120、122处理的紧急求助", "110、119、120、122", "条例第十一条（一）"),
    ("应通过诉讼、仲裁、行政复议解决", "人民法院、仲裁机构、行政复议机关", "条例第十一条（二）"),
    ("属于纪检监察事项", "纪检监察机关 12388", "条例第十一条（二）"),
    ("属于信访事项", "信访部门", "条例第十一条（二）"),
    ("涉及国家秘密、商业秘密、个人隐私", "", "条例第十一条（四）"),
    ("超出政府职责范围", "", "条例第十一条（五）"),
    ("违反法律法规和公序良俗", "", "条例第十一条（六）"),
]

# objective causes for which a matter may be suspended (挂账)
SUSPENSIONS = ["资金尚未落实", "需要规划调整", "产权不清", "历史遗留问题", "等待上级政策", "司法程序中"]


def load(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    _load_categories(apps)
    limit, reason = apps.get_model("cases", "Limit"), apps.get_model("cases", "Reason")
    limit.objects.bulk_create(
        limit(clock=clock, level=level, urgency=urgency, limit=span) for clock, level, urgency, span in LIMITS
    )
    reason.objects.bulk_create(
        reason(kind="REFUSAL", name=name, channel=channel, basis=basis, order=order * 10)
        for order, (name, channel, basis) in enumerate(REFUSALS, start=1)
    )
    reason.objects.bulk_create(
        reason(kind="SUSPENSION", name=name, order=order * 10) for order, name in enumerate(SUSPENSIONS, start=1)
    )


def _load_categories(apps: StateApps) -> None:
    panel, category = apps.get_model("cases", "Panel"), apps.get_model("cases", "Category")
    panels = {
        code: panel.objects.get_or_create(code=code, defaults={"name": name, "order": order * 10})[0]
        for order, (code, name) in enumerate(PANELS, start=1)
    }
    category.objects.bulk_create(
        category(code=code, name=name, panel=panels[of], skills=skills, **{"order": order * 10, **more})
        for order, (code, name, of, skills, more) in enumerate(CATEGORIES, start=1)
    )
    for code, name, of, above, skills, more in UNDER:
        parent = category.objects.get(code=above)
        category.objects.create(
            code=code, name=name, panel=panels[of], parent=parent, skills=skills, order=parent.order + 1, **more
        )


def unload(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """The panels stay, other categories may be on them. By raw deletes: going all the way back to zero, the models here are of several states at once."""
    category, limit, reason = (apps.get_model("cases", name) for name in ("Category", "Limit", "Reason"))
    ours = category.objects.filter(code__in=[code for code, *_ in [*CATEGORIES, *UNDER]])
    keys = list(ours.values_list("pk", flat=True))
    if apps.get_model("cases", "Case").objects.filter(category_id__in=keys).exists():
        raise IrreversibleError("Cases have these categories; without them they would say less than they did.")
    for clock, level, urgency, _ in LIMITS:
        limit.objects.filter(category=None, clock=clock, level=level, urgency=urgency).delete()
    limit.objects.filter(category_id__in=keys).delete()
    reason.objects.filter(name__in=[*SUSPENSIONS, *(name for name, *_ in REFUSALS)]).delete()
    ours._raw_delete(editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_history_is_kept")]
    operations = [migrations.RunPython(load, unload)]
