"""The triggers that keep cases, history and the audit trail stand after all migrations, and after going back."""

from collections.abc import Callable, Iterator
from importlib import import_module

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.exceptions import IrreversibleError
from django.db.migrations.state import StateApps

from accounts.triggers import refusing
from cases.models import Category, Limit, Panel, Recomputation
from tests.factories import MONDAY, build_town

OF_TASKS = {
    "assignment_never_goes",
    "task_never_changes",
    "task_never_goes",
    "task_step_never_changes",
    "task_step_never_goes",
}
OF_THE_LEDGER = {
    "account_never_goes",
    "draw_never_changes",
    "draw_never_goes",
    "lot_never_changes_hands",
    "lot_never_goes",
    "transfer_never_changes",
    "transfer_never_goes",
}
OF_SERVICE = {"proof_issued_stays", "proof_never_goes", "service_never_goes"}
OF_THE_SHOP = {
    "aid_never_goes",
    "beside_never_goes",
    "donation_never_goes",
    "order_ended_stays",
    "order_never_goes",
    "stock_count_never_changes",
    "stock_count_never_goes",
    "stock_move_never_changes",
    "stock_move_never_goes",
}
OF_APPRAISALS = {
    "appraisal_never_goes",
    "appraisal_returned_stays",
    "feedback_acknowledged_stays",
    "feedback_never_goes",
}
OF_THE_TRAIL = {
    "audit_head_never_goes",
    "audit_is_linked",
    "audit_link_never_changes",
    "audit_link_never_goes",
    "audit_never_changes",
    "audit_never_goes",
}
OF_PARTY_LIFE = {
    "activity_never_changes",
    "activity_never_goes",
    "attendance_never_changes",
    "attendance_never_goes",
    "decision_done_stays_done",
    "decision_never_goes",
    "host_never_changes",
    "host_never_goes",
    "invitation_never_goes",
    "strike_never_changes",
    "strike_never_goes",
}
OF_DUTY = {
    "duty_photo_never_changes",
    "duty_photo_never_goes",
    "entry_case_never_changes",
    "entry_case_never_goes",
    "entry_changes_within_its_day",
    "entry_never_goes",
    "log_never_changes",
    "log_never_goes",
    "visit_never_changes",
    "visit_never_goes",
}
OF_SCORES = {
    "adjustment_never_changes",
    "adjustment_never_goes",
    "closing_never_changes",
    "closing_never_goes",
    "score_appeal_decided_stays",
    "score_appeal_never_goes",
    "score_never_changes",
    "score_never_goes",
    "snapshot_never_changes",
    "snapshot_never_goes",
}
OF_POSTS = {"three_apart_when_changed", "three_apart_when_given"}
KEPT = (
    OF_TASKS
    | OF_POSTS
    | OF_THE_TRAIL
    | OF_PARTY_LIFE
    | OF_DUTY
    | OF_APPRAISALS
    | OF_THE_LEDGER
    | OF_SERVICE
    | OF_THE_SHOP
    | OF_SCORES
    | {
        "case_never_falls",
        "event_never_changes",
        "event_never_goes",
        "first_receiver_stays",
    }
)
NAMES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
}


def standing() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(NAMES[connection.vendor])
        return {name for (name,) in cursor.fetchall()}


@pytest.fixture
def back_to(transactional_db: None) -> Iterator[Callable[[str], None]]:
    """Take the cases back to a migration. Whatever becomes of the test, the next one finds the database whole."""

    def migrate(migration: str) -> None:
        call_command("migrate", "cases", migration, verbosity=0)

    yield migrate
    call_command("migrate", verbosity=0)


@pytest.mark.django_db
def test_all_of_them_stand_after_the_migrations() -> None:
    assert standing() == KEPT


@pytest.mark.django_db(transaction=True)
def test_a_migration_that_lost_them_raises_them_anew() -> None:
    refusals = import_module("cases.migrations.0002_history_is_kept").REFUSALS
    with connection.schema_editor() as editor:
        editor.execute(refusals[0].dropped(connection.vendor)[0])
    assert standing() == KEPT - {refusals[0].name}
    with connection.schema_editor() as editor:
        refusing(*refusals, anew=True).code(StateApps([], {}), editor)
    assert standing() == KEPT


@pytest.mark.proof
def test_the_cases_go_back_to_nothing_and_forth_again(back_to: Callable[[str], None]) -> None:
    """An order to recompute does not stop the way back. What needs cases goes along: ledger, shop, board."""
    before = Category.objects.count(), Limit.objects.count()
    Recomputation.objects.create(because="新规定", at=MONDAY)
    back_to("zero")
    assert standing() == OF_TASKS | OF_POSTS | OF_THE_TRAIL | OF_PARTY_LIFE | OF_APPRAISALS
    call_command("migrate", verbosity=0)
    assert standing() == KEPT
    assert (Category.objects.count(), Limit.objects.count()) == before


@pytest.mark.proof
@pytest.mark.enough_on("sqlite")
def test_the_default_rules_go_and_come_and_leave_what_administrators_added(back_to: Callable[[str], None]) -> None:
    own = Category.objects.create(code="OWN", name="本区自设", panel=Panel.objects.get(code="SERVICE"))
    Limit.objects.create(clock="HANDLE", category=own, limit="3wd")
    Limit.objects.filter(clock="CHECK").update(limit="4wd")
    back_to("0002")
    assert list(Category.objects.values_list("code", flat=True)) == ["OWN"]
    assert Limit.objects.get().category_id == own.pk
    call_command("migrate", verbosity=0)
    assert Limit.objects.get(clock="CHECK").limit == "2wd"
    assert Category.objects.filter(code="OTHER").exists()
    assert Limit.objects.get(category=own.pk).limit == "3wd"


@pytest.mark.proof
@pytest.mark.enough_on("sqlite")
def test_the_default_rules_stay_while_a_case_needs_them(back_to: Callable[[str], None]) -> None:
    build_town().accepted(category="LEAK")
    with pytest.raises(IrreversibleError):
        back_to("0002")
    call_command("migrate", verbosity=0)
    assert Category.objects.filter(code="LEAK").exists()
