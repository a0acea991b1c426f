"""The eight posts to begin with; and the database itself keeps an appraisal once it has been returned.

A later migration that rebuilds one of these tables on SQLite: see accounts/triggers.py.
"""

from typing import Any

from django.db import migrations

from accounts.triggers import Refusal, refusing

DUTIES = [
    ("政策宣传员", "宣讲党的政策和社区的通知"),
    ("治安巡防员", "早晚巡查，发现隐患及时报"),
    ("矛盾调解员", "邻里有事先去说和"),
    ("环境监督员", "看管楼道、绿地和垃圾分类"),
    ("民情信息员", "听居民的难处，带回网格"),
    ("扶弱助困员", "结对照看独居老人和困难家庭"),
    ("文明劝导员", "劝导不文明的行为"),
    ("物业监督员", "看物业收费和服务，反映意见"),
]
APPRAISAL, FEEDBACK = "checkins_appraisal", "checkins_feedback"
REFUSALS = [
    Refusal(
        "appraisal_returned_stays", APPRAISAL, "UPDATE", "a returned appraisal never changes: 评价反馈后不能改",
        when="OLD.returned_at IS NOT NULL",
    ),
    Refusal("appraisal_never_goes", APPRAISAL, "DELETE", "an appraisal is never deleted"),
    Refusal(
        "feedback_acknowledged_stays", FEEDBACK, "UPDATE", "an acknowledged feedback never changes",
        when="OLD.acknowledged_at IS NOT NULL",
    ),
    Refusal("feedback_never_goes", FEEDBACK, "DELETE", "a feedback is never deleted"),
]  # fmt: skip


def add_duties(apps: Any, _editor: Any) -> None:
    duty = apps.get_model("checkins", "Duty")
    duty.objects.bulk_create(duty(name=name, what=what) for name, what in DUTIES)


class Migration(migrations.Migration):
    dependencies = [("checkins", "0001_tables")]
    operations = [migrations.RunPython(add_duties, migrations.RunPython.noop), refusing(*REFUSALS)]
