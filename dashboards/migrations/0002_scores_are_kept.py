"""What was closed stays: neither a closed month nor a score, an appeal or what was set beside a score changes or goes.
And the schemes that the first year begins with: 三率 as 30 : 35 : 35, satisfaction no lighter than anything else.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from accounts.triggers import Refusal, refusing

REFUSALS = [
    Refusal("closing_never_changes", "dashboards_closing", "UPDATE", "a closed month stays as it is"),
    Refusal("closing_never_goes", "dashboards_closing", "DELETE", "a closed month stays closed"),
    Refusal("score_never_changes", "dashboards_score", "UPDATE", "a score of a closed month stays as it is"),
    Refusal("score_never_goes", "dashboards_score", "DELETE", "a score of a closed month is never deleted"),
    Refusal("adjustment_never_changes", "dashboards_adjustment", "UPDATE", "an adjustment is written once"),
    Refusal("adjustment_never_goes", "dashboards_adjustment", "DELETE", "an adjustment is never deleted"),
    Refusal("score_appeal_never_goes", "dashboards_appeal", "DELETE", "an appeal is never deleted"),
    Refusal(
        "score_appeal_decided_stays", "dashboards_appeal", "UPDATE", "an appeal is decided once, its words stay",
        when="OLD.verdict <> '' OR NEW.reason <> OLD.reason OR NEW.indicator <> OLD.indicator "
        "OR NEW.score_id <> OLD.score_id OR NEW.by_id <> OLD.by_id",
    ),
]  # fmt: skip
YEAR = 2026
OF_A_PLACE = {"satisfied": 28, "solved": 28, "response": 24, "in_time": 8, "reworked": 6, "repeated": 6}
SCHEMES = {
    "STREET": (
        "街道月度考核", 30,
        {"satisfied": 28, "solved": 28, "response": 24, "in_time": 8, "whistle": 6, "reworked": 3, "repeated": 3},
    ),
    "COMMUNITY": ("社区月度考核", 20, OF_A_PLACE),
    "GRID": ("网格月度考核", 10, OF_A_PLACE),
    "DEPARTMENT": (
        "部门月度考核", 20,
        {
            "satisfied": 22, "solved": 20, "response": 12, "in_time": 12, "reported_in": 10, "rated_solved": 8,
            "rated_in_time": 6, "manner": 5, "disputed": 5,
        },
    ),
}  # fmt: skip


def add_schemes(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schemes, weights = apps.get_model("dashboards", "ScoreScheme"), apps.get_model("dashboards", "Weight")
    for subject, (name, minimum, of) in SCHEMES.items():
        scheme, is_new = schemes.objects.get_or_create(
            year=YEAR, subject=subject, defaults={"name": name, "minimum": minimum}
        )
        if is_new:
            weights.objects.bulk_create(
                weights(scheme=scheme, indicator=code, weight=weight) for code, weight in of.items()
            )


class Migration(migrations.Migration):
    replaces = [("dashboards", "0003_scores_are_kept")]
    dependencies = [("dashboards", "0001_tables")]
    operations = [migrations.RunPython(add_schemes, migrations.RunPython.noop), refusing(*REFUSALS)]
