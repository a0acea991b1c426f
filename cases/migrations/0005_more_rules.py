"""Limits, lists of reasons and categories that the whole loop needs to start from; administrators edit them afterwards."""

from django.db import migrations
from django.db.migrations.exceptions import IrreversibleError

# (clock, limit): 报到 3 or 5 working days after the call, an objection within one, a ruling within one
LIMITS = [("REPORT_IN", "3wd"), ("BREAKTHROUGH", "5wd"), ("DISPUTE", "1wd"), ("RULING", "1wd")]

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

# code, name, code of the category above, {other columns}
CATEGORIES = [
    ("OPEN_RUBBISH", "露天垃圾", "RUBBISH", "保洁 清运", {"small": True, "after_photo": True}),
    ("CLUTTER", "乱堆乱放", "PASSAGE", "保洁 清运", {"small": True}),
    ("ILLEGAL_BUILDING", "违规建设", "BUILDING_WORK", "", {}),
    ("OUTSIDE_SHOP", "店外经营", "STREET_TRADE", "", {"after_photo": True}),
    ("HAZARD", "安全隐患", None, "", {"urgency": "URGENT", "safety": True}),
]
QUARRELS = "NEIGHBOURS"  # 邻里纠纷: mediated, and nothing for the public


def load(apps, schema_editor):
    category, limit, reason = (apps.get_model("cases", name) for name in ("Category", "Limit", "Reason"))
    limit.objects.bulk_create(limit(clock=clock, limit=span) for clock, span in LIMITS)
    reason.objects.bulk_create(
        reason(kind="REFUSAL", name=name, channel=channel, basis=basis, order=order * 10)
        for order, (name, channel, basis) in enumerate(REFUSALS, start=1)
    )
    reason.objects.bulk_create(
        reason(kind="SUSPENSION", name=name, order=order * 10) for order, name in enumerate(SUSPENSIONS, start=1)
    )
    for code, name, above, skills, more in CATEGORIES:
        parent = category.objects.filter(code=above).first() if above else None
        order = parent.order + 1 if parent else 175
        defaults = {"name": name, "parent": parent, "skills": skills, "order": order, **more}
        category.objects.get_or_create(code=code, defaults=defaults)
    category.objects.filter(code=QUARRELS).update(mediation=True, sensitive=True)


def unload(apps, schema_editor):
    """The categories by raw deletes, as in 0003; those that a case needs stay, and so does this migration."""
    category, limit, reason = (apps.get_model("cases", name) for name in ("Category", "Limit", "Reason"))
    ours = category.objects.filter(code__in=[code for code, *_ in CATEGORIES])
    keys = list(ours.values_list("pk", flat=True))
    if apps.get_model("cases", "Case").objects.filter(category_id__in=keys).exists():
        raise IrreversibleError("Cases have these categories; without them they would say less than they did.")
    limit.objects.filter(clock__in=[clock for clock, _ in LIMITS]).delete()
    limit.objects.filter(category_id__in=keys).delete()
    reason.objects.filter(name__in=[*SUSPENSIONS, *(name for name, *_ in REFUSALS)]).delete()
    ours._raw_delete(schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_the_whole_loop")]
    operations = [migrations.RunPython(load, unload)]
