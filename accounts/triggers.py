"""Triggers by which the database itself refuses a write, whoever asks: both engines, in their own words.

For migrations. SQLite drops a table's triggers whenever a migration rebuilds the table (AlterField, most AddFields):
such a migration begins and ends with `refusing(*REFUSALS, anew=True)`, so that they stand whichever way it ran.
tests/accounts/test_triggers.py names those that must stand after all migrations.
"""

from dataclasses import dataclass
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


@dataclass(frozen=True, slots=True)
class Refusal:
    """`event` (INSERT, UPDATE, DELETE) on a row of `table` fails with `sentence`.

    With `when`, only where that holds; with `found`, only where that query finds anything. PostgreSQL sees what others
    have committed meanwhile, if all who write such rows wait for one: `behind` names it (a SELECT).
    """

    name: str
    table: str
    event: str
    sentence: str
    when: str = ""
    found: str = ""
    behind: str = ""

    def raised(self, vendor: str) -> list[str]:
        found = f"EXISTS ({self.found})" if self.found else ""
        asked = " AND ".join(filter(None, [self.when, found if vendor == "sqlite" else ""]))
        when = f"WHEN ({asked})" if asked else ""
        trigger = f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table} FOR EACH ROW {when}"
        if vendor == "sqlite":
            return [f"{trigger} BEGIN SELECT RAISE(ABORT, '{self.sentence}'); END"]
        refused = f"RAISE EXCEPTION '{self.sentence}' USING ERRCODE = 'integrity_constraint_violation';"
        if self.found:  # its WHEN takes no query
            waited = self.behind.replace("SELECT", "PERFORM", 1) + ";" if self.behind else ""
            refused = f"{waited} IF {found} THEN {refused} END IF; RETURN NEW;"
        function = f"CREATE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {refused} END $$"
        return [function, f"{trigger} EXECUTE FUNCTION {self.name}()"]

    def dropped(self, vendor: str) -> list[str]:
        if vendor == "sqlite":
            return [f"DROP TRIGGER IF EXISTS {self.name}"]
        return [f"DROP TRIGGER IF EXISTS {self.name} ON {self.table}", f"DROP FUNCTION IF EXISTS {self.name}()"]


def refusing(*refusals: Refusal, anew: bool = False) -> migrations.RunPython:
    """The operation that raises these triggers, and drops them when it is reversed.

    `anew`: they stood before, and a rebuilt table may have lost them; they stand again in both directions.
    """

    def drop(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        for refusal in refusals:
            for statement in refusal.dropped(editor.connection.vendor):
                editor.execute(statement)

    def raise_them(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        if anew:
            drop(apps, editor)
        for refusal in refusals:
            for statement in refusal.raised(editor.connection.vendor):
                editor.execute(statement)

    return migrations.RunPython(raise_them, raise_them if anew else drop)


def dropping(*refusals: Refusal) -> migrations.RunPython:
    """The operation that sets these triggers aside for those after it, the last of which is `refusing(anew=True)`."""
    raised_anew = refusing(*refusals, anew=True)

    def drop(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        for refusal in refusals:
            for statement in refusal.dropped(editor.connection.vendor):
                editor.execute(statement)

    return migrations.RunPython(drop, raised_anew.code)
