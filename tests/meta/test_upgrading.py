"""A database that was made by the migrations of before, one by one, is whole for those that replace them."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.exceptions import InconsistentMigrationHistory
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

pytestmark = pytest.mark.django_db


def test_where_all_that_they_replace_has_been_applied_nothing_is_left_to_do() -> None:
    replacing = MigrationLoader(connection).replacements
    assert ("cases", "0001_tables") in replacing
    for app, name in replacing:
        MigrationRecorder.Migration.objects.get(app=app, name=name).delete()
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
    executor.loader.check_consistent_history(connection)


def test_a_database_in_the_middle_of_them_is_refused() -> None:
    """It goes through the last state of the repository that had them all; nothing of it is touched."""
    loader = MigrationLoader(connection)
    for name in ("0001_tables", *(name for _, name in loader.replacements["cases", "0001_tables"].replaces)):
        MigrationRecorder.Migration.objects.get(app="cases", name=name).delete()
    with pytest.raises(InconsistentMigrationHistory, match="is applied before its dependency"):
        call_command("migrate", verbosity=0)
