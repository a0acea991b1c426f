"""What the database refuses, people read in Chinese: no constraint is told by its name."""

import pytest
from django.apps import apps


@pytest.mark.parametrize(
    "app", ["partyorg", "checkins", "duty", "partylife", "api", "teams", "shop", "activities", "patrols", "dashboards"]
)
def test_each_constraint_has_its_sentence(app: str) -> None:
    models = list(apps.get_app_config(app).get_models())
    bare = [
        one.name
        for model in models
        for one in model._meta.constraints
        if one.violation_error_message == one.default_violation_error_message
    ]
    assert bare == []
