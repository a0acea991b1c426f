"""The database links each line of the trail to the one before, whoever writes it and however many at once.

On PostgreSQL when the transaction commits, by a deferred trigger: the lock on the head is held for the commit alone,
and nothing is waited for behind it, so that no two writers can wait for each other. SQLite has one writer anyhow: there
it is done with the line. Both make the hash in the words of accounts/chain.py (SQLite's SHA256 is Django's).
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from accounts.triggers import Refusal, refusing

LINKS, HEAD = "accounts_auditlink", "accounts_audithead"
REFUSALS = [
    Refusal("audit_link_never_changes", LINKS, "UPDATE", "the chain of the audit trail is never changed"),
    Refusal("audit_link_never_goes", LINKS, "DELETE", "the chain of the audit trail is never deleted"),
    Refusal("audit_head_never_goes", HEAD, "DELETE", "the head of the audit trail is never deleted"),
]
RAISED = {
    "postgresql": [
        """
        CREATE FUNCTION audit_is_linked() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE head record;
        BEGIN
            UPDATE accounts_audithead
                SET length = length + 1,
                    hash = encode(sha256(convert_to(hash || ':' || NEW.id || ':' || NEW.digest, 'UTF8')), 'hex')
                WHERE id = 1 RETURNING * INTO STRICT head;
            INSERT INTO accounts_auditlink (seq, entry_id, hash) VALUES (head.length, NEW.id, head.hash);
            RETURN NULL;
        END $$
        """,
        """
        CREATE CONSTRAINT TRIGGER audit_is_linked AFTER INSERT ON accounts_auditentry
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_is_linked()
        """,
    ],
    "sqlite": [
        """
        CREATE TRIGGER audit_is_linked AFTER INSERT ON accounts_auditentry BEGIN
            UPDATE accounts_audithead
                SET length = length + 1, hash = SHA256(hash || ':' || NEW.id || ':' || NEW.digest) WHERE id = 1;
            INSERT INTO accounts_auditlink (seq, entry_id, hash)
                SELECT length, NEW.id, hash FROM accounts_audithead WHERE id = 1;
        END
        """
    ],
}
DROPPED = {
    "postgresql": [
        "DROP TRIGGER IF EXISTS audit_is_linked ON accounts_auditentry",
        "DROP FUNCTION IF EXISTS audit_is_linked()",
    ],
    "sqlite": ["DROP TRIGGER IF EXISTS audit_is_linked"],
}


def link(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("accounts", "AuditHead").objects.create(pk=1, length=0, hash="")
    for statement in RAISED[editor.connection.vendor]:
        editor.execute(statement)


def leave(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in DROPPED[editor.connection.vendor]:
        editor.execute(statement)


class Migration(migrations.Migration):
    replaces = [("accounts", "0005_the_chain_is_linked")]
    dependencies = [("accounts", "0002_the_trail_is_kept")]
    operations = [migrations.RunPython(link, leave), refusing(*REFUSALS)]
