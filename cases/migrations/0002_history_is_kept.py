"""The database itself refuses what must never happen, whoever asks: both engines, in their own words."""

from django.db import migrations

RULES = [
    # (name, table, event, when, sentence)
    (
        "case_never_falls",
        "cases_case",
        "UPDATE",
        "NEW.owner_level < OLD.owner_level",
        "owner_level never falls: 平台不能将题目打回",
    ),
    (
        "first_receiver_stays",
        "cases_case",
        "UPDATE",
        "NEW.first_receiver_id <> OLD.first_receiver_id",
        "first_receiver never changes: 首接负责",
    ),
    ("event_never_changes", "cases_event", "UPDATE", None, "history is appended, never changed"),
    ("event_never_goes", "cases_event", "DELETE", None, "history is appended, never deleted"),
    ("audit_never_changes", "accounts_auditentry", "UPDATE", None, "the audit trail is appended, never changed"),
    ("audit_never_goes", "accounts_auditentry", "DELETE", None, "the audit trail is appended, never deleted"),
]


def raise_triggers(apps, schema_editor):
    for name, table, event, condition, sentence in RULES:
        when = f"WHEN ({condition})" if condition else ""
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{sentence}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
            )
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {when} EXECUTE FUNCTION {name}()"
            )
        else:
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {when} "
                f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
            )


def drop_triggers(apps, schema_editor):
    for name, table, *_ in RULES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {name} ON {table}")
            schema_editor.execute(f"DROP FUNCTION {name}()")
        else:
            schema_editor.execute(f"DROP TRIGGER {name}")


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_the_case_loop"), ("accounts", "0001_initial")]
    operations = [migrations.RunPython(raise_triggers, drop_triggers)]
