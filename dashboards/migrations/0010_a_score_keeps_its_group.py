"""A place's score keeps under which place it was ranked. Of what was scored before it is the place that it was under
when the month was closed: where it has been moved since, the trail says from where; else the one that it is under now.
What an import of the whole register moved left no line of its own: of that only the present one is known.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from accounts.triggers import Refusal, dropping, refusing

OF_SCORES = [
    Refusal("score_never_changes", "dashboards_score", "UPDATE", "a score of a closed month stays as it is"),
    Refusal("score_never_goes", "dashboards_score", "DELETE", "a score of a closed month is never deleted"),
]


def fill(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    scores, places = apps.get_model("dashboards", "Score"), apps.get_model("grids", "Place")
    moves = apps.get_model("accounts", "AuditEntry").objects.filter(action="地域改隶", object_type="grids.Place")
    moved: dict[int, list[tuple[object, str]]] = {}
    for pk, at, detail in moves.order_by("pk").values_list("object_id", "at", "detail"):
        moved.setdefault(int(pk), []).append((at, detail["from"]))
    numbers = dict(places.objects.order_by("valid_from", "pk").values_list("code", "pk"))
    known = []
    for score in scores.objects.filter(place__isnull=False).select_related("closing", "place"):
        later = [code for at, code in moved.get(score.place_id, []) if at > score.closing.closed_at]
        score.above_id = numbers.get(later[0], score.place.parent_id) if later else score.place.parent_id
        known.append(score)
    scores.objects.bulk_update(known, ["above"], batch_size=500)
    if editor.connection.vendor == "postgresql":
        editor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else the table cannot be altered with checks pending


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_tables"),
        ("dashboards", "0009_rulings_dispatch"),
        ("grids", "0001_tables"),
    ]

    operations = [
        dropping(*OF_SCORES),
        migrations.AddField(
            model_name="score",
            name="above",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="grids.place",
                verbose_name="当时的上级地域",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.CheckConstraint(
                condition=models.Q(("above__isnull", False), ("place__isnull", False))
                | models.Q(("above__isnull", True), ("place__isnull", True)),
                name="a_place_is_scored_among_others",
                violation_error_message="地方的得分要写明当时的上级地域。",
            ),
        ),
        refusing(*OF_SCORES, anew=True),
    ]
