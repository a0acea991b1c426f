"""Where counting begins, and the usual problems that a survey asks about (administrators add more)."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

PROBLEMS = ["资源配备不足", "网格多头管理", "信息化程度不高", "群众参与度不高", "满意度低"]


def load(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("dashboards", "Projected").objects.create(pk=1)
    problem = apps.get_model("dashboards", "Problem")
    problem.objects.bulk_create(problem(name=name, order=order * 10) for order, name in enumerate(PROBLEMS, start=1))


class Migration(migrations.Migration):
    replaces = [("dashboards", "0004_signs")]
    dependencies = [("dashboards", "0002_scores_are_kept")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
