"""Nobody is two of the three administrators at a time, whoever asks. A later migration that rebuilds partyorg_post on
SQLite: see accounts/triggers.py.
"""

from django.db import migrations

from accounts.triggers import Refusal, refusing

_ROLES = "('SYSTEM_ADMINISTRATOR', 'SECURITY_ADMINISTRATOR', 'AUDIT_ADMINISTRATOR')"
_OTHER = (
    "SELECT 1 FROM partyorg_post AS other WHERE other.person_id = NEW.person_id "
    f"AND other.role IN {_ROLES} AND other.role <> NEW.role AND other.withdrawn_at IS NULL "
    "AND (other.to_date IS NULL OR other.to_date >= NEW.from_date) "
    "AND (NEW.to_date IS NULL OR other.from_date <= NEW.to_date)"
)
_ADMINISTRATOR = f"NEW.role IN {_ROLES} AND NEW.withdrawn_at IS NULL"
_SAID = "nobody is two of the three administrators"
_PERSON = "SELECT 1 FROM accounts_user WHERE id = NEW.person_id FOR UPDATE"

REFUSALS = [
    # a new row has no number yet on SQLite
    Refusal("three_apart_when_given", "partyorg_post", "INSERT", _SAID, _ADMINISTRATOR, _OTHER, _PERSON),
    Refusal(
        "three_apart_when_changed", "partyorg_post", "UPDATE", _SAID, _ADMINISTRATOR,
        f"{_OTHER} AND other.id <> NEW.id", _PERSON,
    ),
]  # fmt: skip


class Migration(migrations.Migration):
    replaces = [("partyorg", "0007_posts_withdrawn_and_three_apart")]
    dependencies = [("partyorg", "0001_tables")]
    operations = [refusing(*REFUSALS)]
