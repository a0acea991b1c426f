"""What patrols look for to begin with (车辆乱停、私接电线、杂乱无章 …); administrators add more."""

from typing import Any

from django.db import migrations

NAMES = ["车辆乱停", "私接电线", "杂乱无章", "堵塞消防通道", "飞线充电", "乱扔垃圾"]


def add(apps: Any, _editor: Any) -> None:
    items = apps.get_model("patrols", "CheckItem").objects
    for name in NAMES:
        items.get_or_create(name=name)


class Migration(migrations.Migration):
    dependencies = [("patrols", "0001_tables")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
