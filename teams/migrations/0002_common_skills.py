"""The trades that residents ask for most; administrators add more (登记与规则 → 特长)."""

from typing import Any

from django.db import migrations

NAMES = ["理发", "维修", "水电", "代买代办", "陪诊", "家电清洗", "教用手机"]


def add(apps: Any, _editor: Any) -> None:
    skills = apps.get_model("teams", "Skill").objects
    for name in NAMES:
        skills.get_or_create(name=name)


class Migration(migrations.Migration):
    replaces = [("teams", "0003_common_skills")]
    dependencies = [("teams", "0001_tables")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
