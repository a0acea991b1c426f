"""The database itself refuses to change or delete a row of the ledger, and what a row drew on. What is left of a lot may
change, nothing else of it. Nor is a record of service deleted, or a proof changed once it was issued. A later migration that rebuilds one of these tables on SQLite: see accounts/triggers.py.
"""

from django.db import migrations

from accounts.triggers import Refusal, refusing

ACCOUNT, TRANSFER, LOT, DRAW = "volunteers_account", "volunteers_transfer", "volunteers_lot", "volunteers_draw"
LOT_KEEPS = "OLD.account_id <> NEW.account_id OR OLD.earned_id <> NEW.earned_id"
PROOF_COLUMNS = ("number", "code", "person_id", "community_id", "first", "last", "issued_at", "minutes", "rows")
PROOF_STAYS = " OR ".join(f"OLD.{column} <> NEW.{column}" for column in PROOF_COLUMNS)
PROOF_NAMED = "(OLD.name <> NEW.name AND NEW.name <> '已注销')"  # of whoever closes the account
REFUSALS = [
    Refusal("account_never_goes", ACCOUNT, "DELETE", "an account of the ledger is never deleted"),
    Refusal("transfer_never_changes", TRANSFER, "UPDATE", "the ledger is appended, never changed: 账目只增不改"),
    Refusal("transfer_never_goes", TRANSFER, "DELETE", "the ledger is appended, never deleted"),
    Refusal("lot_never_changes_hands", LOT, "UPDATE", "a lot stays with who earned it", when=LOT_KEEPS),
    Refusal("lot_never_goes", LOT, "DELETE", "a lot is never deleted"),
    Refusal("draw_never_changes", DRAW, "UPDATE", "the ledger is appended, never changed"),
    Refusal("draw_never_goes", DRAW, "DELETE", "the ledger is appended, never deleted"),
    Refusal("service_never_goes", "volunteers_service", "DELETE", "a record of service is never deleted"),
    Refusal(
        "proof_issued_stays", "volunteers_proof", "UPDATE", "a proof says for good what it said when it was issued",
        when=f"OLD.number IS NOT NULL AND (NEW.number IS NULL OR NEW.code IS NULL OR {PROOF_STAYS} OR {PROOF_NAMED})",
    ),
    Refusal("proof_never_goes", "volunteers_proof", "DELETE", "a proof of service is never deleted"),
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0001_tables")]
    operations = [refusing(*REFUSALS)]
