"""The database itself refuses to change or delete what was asked of whom, and what followed; only where it stands may
change. A later migration that rebuilds one of these tables on SQLite: see accounts/triggers.py.
"""

from django.db import migrations

from accounts.triggers import Refusal, refusing

TASK, ASSIGNMENT, STEP = "burden_task", "burden_assignment", "burden_step"
REFUSALS = [
    Refusal("task_never_changes", TASK, "UPDATE", "a task is written once: 协助事项交办后不能改"),
    Refusal("task_never_goes", TASK, "DELETE", "a task is never deleted"),
    Refusal("assignment_never_goes", ASSIGNMENT, "DELETE", "an assignment is never deleted"),
    Refusal("task_step_never_changes", STEP, "UPDATE", "history is appended, never changed"),
    Refusal("task_step_never_goes", STEP, "DELETE", "history is appended, never deleted"),
]


class Migration(migrations.Migration):
    dependencies = [("burden", "0001_tables")]
    operations = [refusing(*REFUSALS)]
