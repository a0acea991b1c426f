"""The database itself refuses to change an entry after its day, and to delete anything of the journal and the visits.
A later migration that rebuilds one of these tables on SQLite: see accounts/triggers.py.
"""

from django.db import migrations

from accounts.triggers import Refusal, refusing

LOG, ENTRY, LINK, PHOTO, VISIT = "duty_log", "duty_entry", "duty_entrycase", "duty_photo", "duty_visit"
# Words change only together with a new, later `edited_at`, and a CHECK keeps that one before `kept_from`.
NO_EDIT = "NEW.edited_at IS NULL OR (OLD.edited_at IS NOT NULL AND NEW.edited_at <= OLD.edited_at)"
MOVED = (
    "NEW.log_id <> OLD.log_id OR NEW.seq <> OLD.seq OR NEW.written_at <> OLD.written_at "
    "OR NEW.kept_from <> OLD.kept_from"
)
REFUSALS = [
    Refusal("log_never_changes", LOG, "UPDATE", "a log stays whose and of which day it is"),
    Refusal("log_never_goes", LOG, "DELETE", "a log is never deleted"),
    Refusal(
        "entry_changes_within_its_day", ENTRY, "UPDATE", "an entry is amended, not edited, after 24 hours",
        when=f"(NEW.words <> OLD.words AND ({NO_EDIT})) OR {MOVED}",
    ),
    Refusal("entry_never_goes", ENTRY, "DELETE", "an entry is never deleted"),
    Refusal("entry_case_never_changes", LINK, "UPDATE", "an entry names its cases once"),
    Refusal("entry_case_never_goes", LINK, "DELETE", "an entry names its cases once"),
    Refusal("duty_photo_never_changes", PHOTO, "UPDATE", "a photo of the journal stays as it is"),
    Refusal("duty_photo_never_goes", PHOTO, "DELETE", "a photo of the journal is never deleted"),
    Refusal("visit_never_changes", VISIT, "UPDATE", "a visit is written once"),
    Refusal("visit_never_goes", VISIT, "DELETE", "a visit is never deleted"),
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("duty", "0001_tables")]
    operations = [refusing(*REFUSALS)]
