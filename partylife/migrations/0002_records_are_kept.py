"""The database itself refuses to change or delete what was recorded of party life. A later migration that rebuilds one
of these tables on SQLite: see accounts/triggers.py.
"""

from django.db import migrations

from accounts.triggers import Refusal, refusing

ACTIVITY, HOST, ATTENDANCE = "partylife_activity", "partylife_host", "partylife_attendance"
STRIKE, INVITATION, DECISION = "partylife_strike", "partylife_invitation", "partylife_decision"
REFUSALS = [
    Refusal("activity_never_changes", ACTIVITY, "UPDATE", "party life is recorded once: correct it by a new version"),
    Refusal("activity_never_goes", ACTIVITY, "DELETE", "party life is struck with a reason, never deleted"),
    Refusal("host_never_changes", HOST, "UPDATE", "a host is recorded once"),
    Refusal("host_never_goes", HOST, "DELETE", "a host is never deleted"),
    Refusal("attendance_never_changes", ATTENDANCE, "UPDATE", "attendance is recorded once"),
    Refusal("attendance_never_goes", ATTENDANCE, "DELETE", "attendance is never deleted"),
    Refusal("strike_never_changes", STRIKE, "UPDATE", "what is struck stays struck"),
    Refusal("strike_never_goes", STRIKE, "DELETE", "what is struck stays struck"),
    Refusal("invitation_never_goes", INVITATION, "DELETE", "an invitation is never deleted"),
    Refusal("decision_never_goes", DECISION, "DELETE", "a decision is never deleted"),
    Refusal(
        "decision_done_stays_done", DECISION, "UPDATE", "what is done is not rewritten", when="OLD.done_on IS NOT NULL"
    ),
]


class Migration(migrations.Migration):
    dependencies = [("partylife", "0001_tables")]
    operations = [refusing(*REFUSALS)]
