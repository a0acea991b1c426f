"""The database itself refuses what must never happen to a case and its history, whoever asks.

On SQLite a later AlterField or AddField on cases_case or cases_event rebuilds the table and loses its triggers: such a
migration begins and ends with `refusing(*REFUSALS, anew=True)`.
"""

from django.db import migrations

from accounts.triggers import Refusal, refusing

CASE, EVENT = "cases_case", "cases_event"
REFUSALS = [
    Refusal(
        "case_never_falls",
        CASE,
        "UPDATE",
        "owner_level never falls: 平台不能将题目打回",
        when="NEW.owner_level < OLD.owner_level",
    ),
    Refusal(
        "first_receiver_stays",
        CASE,
        "UPDATE",
        "first_receiver never changes: 首接负责",
        when="NEW.first_receiver_id <> OLD.first_receiver_id",
    ),
    Refusal("event_never_changes", EVENT, "UPDATE", "history is appended, never changed"),
    Refusal("event_never_goes", EVENT, "DELETE", "history is appended, never deleted"),
]


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_tables")]
    operations = [refusing(*REFUSALS)]
