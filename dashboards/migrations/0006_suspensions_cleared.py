"""What was put aside and cleared counts from now on: what was ever put aside is counted anew by the next run."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import F


def count_anew(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """As dashboards.actions.recounting does where the calendar has changed."""
    facts, counted = apps.get_model("dashboards", "Fact"), apps.get_model("dashboards", "Counted")
    put_aside = facts.objects.filter(what="put_aside").order_by().values("case")
    if counted.objects.filter(case__in=put_aside).delete()[0]:
        apps.get_model("dashboards", "Projected").objects.update(event_id=0, revision=F("revision") + 1)


class Migration(migrations.Migration):
    dependencies = [
        ("dashboards", "0005_report_of_a_unit"),
    ]

    operations = [
        migrations.AddField(
            model_name="tally",
            name="cleared",
            field=models.IntegerField(default=0, verbose_name="挂账清零"),
        ),
        migrations.AddField(
            model_name="tally",
            name="not_cleared",
            field=models.IntegerField(default=0, verbose_name="到复核日期没清零"),
        ),
        migrations.AlterField(
            model_name="fact",
            name="what",
            field=models.CharField(
                choices=[
                    ("came", "受理"),
                    ("came_again", "重复诉求"),
                    ("said_again", "又反映"),
                    ("opened", "进入办理"),
                    ("ended", "结束"),
                    ("dispatched", "派单"),
                    ("signed_in_time", "按时签收"),
                    ("signed_late", "没有按时签收"),
                    ("answered", "按时响应"),
                    ("not_answered", "没有按时响应"),
                    ("finished_in_time", "按时办结"),
                    ("ran_out", "到期没办结"),
                    ("disputed", "派单异议"),
                    ("dispute_granted", "异议成立"),
                    ("dispute_upheld", "异议不成立"),
                    ("whistled", "吹哨"),
                    ("climbed", "系统自动往上"),
                    ("whistle_answered", "哨声按时响应"),
                    ("whistle_not_answered", "哨声没有按时响应"),
                    ("reported_in", "按时报到"),
                    ("not_reported_in", "没有按时报到"),
                    ("topped", "顶格协调"),
                    ("topped_closed", "顶格协调办结"),
                    ("supervised", "督办"),
                    ("supervised_closed", "督办办结"),
                    ("yellow", "黄牌"),
                    ("red", "红牌"),
                    ("put_aside", "挂账"),
                    ("taken_up", "解挂"),
                    ("cleared", "挂账清零"),
                    ("not_cleared", "到复核日期没清零"),
                    ("closed", "结案"),
                    ("closed_reworked", "结案前重办过"),
                    ("closed_in_grid", "网格里办结"),
                    ("closed_in_community", "社区里办结"),
                    ("solved_yes", "解决了"),
                    ("solved_partly", "解决了一部分"),
                    ("solved_no", "没解决"),
                    ("satisfied_yes", "满意"),
                    ("satisfied_mostly", "基本满意"),
                    ("satisfied_no", "不满意"),
                    ("rated", "报到被评价"),
                    ("rated_on_time", "评为及时"),
                    ("rated_solved", "评为解决了"),
                    ("rated_manner", "态度分"),
                    ("took", "一级办了多久"),
                    ("lasted", "从上报到办结"),
                ],
                max_length=24,
                verbose_name="计数",
            ),
        ),
        migrations.RunPython(count_anew, migrations.RunPython.noop),
    ]
