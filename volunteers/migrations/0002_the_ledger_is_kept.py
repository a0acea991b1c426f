"""The database itself refuses to change or delete a row of the ledger, and what a row drew on. What is left of a lot may
change, nothing else of it. A later migration that rebuilds one of these tables on SQLite: see accounts/triggers.py.
"""

from django.db import migrations

from accounts.triggers import Refusal, refusing

ACCOUNT, TRANSFER, LOT, DRAW = "volunteers_account", "volunteers_transfer", "volunteers_lot", "volunteers_draw"
LOT_KEEPS = "OLD.account_id <> NEW.account_id OR OLD.earned_id <> NEW.earned_id"
REFUSALS = [
    Refusal("account_never_goes", ACCOUNT, "DELETE", "an account of the ledger is never deleted"),
    Refusal("transfer_never_changes", TRANSFER, "UPDATE", "the ledger is appended, never changed: 账目只增不改"),
    Refusal("transfer_never_goes", TRANSFER, "DELETE", "the ledger is appended, never deleted"),
    Refusal("lot_never_changes_hands", LOT, "UPDATE", "a lot stays with who earned it", when=LOT_KEEPS),
    Refusal("lot_never_goes", LOT, "DELETE", "a lot is never deleted"),
    Refusal("draw_never_changes", DRAW, "UPDATE", "the ledger is appended, never changed"),
    Refusal("draw_never_goes", DRAW, "DELETE", "the ledger is appended, never deleted"),
]


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0001_the_ledger")]
    operations = [refusing(*REFUSALS)]
