"""The audit trail is appended and nothing else.

On SQLite a later AlterField or AddField on accounts_auditentry rebuilds the table and loses these triggers: such a
migration begins and ends with `refusing(*REFUSALS, anew=True)`.
"""

from django.db import migrations

from accounts.triggers import Refusal, refusing

TRAIL = "accounts_auditentry"
REFUSALS = [
    Refusal("audit_never_changes", TRAIL, "UPDATE", "the audit trail is appended, never changed"),
    Refusal("audit_never_goes", TRAIL, "DELETE", "the audit trail is appended, never deleted"),
]


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_tables")]
    operations = [refusing(*REFUSALS)]
