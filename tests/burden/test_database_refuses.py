"""What was asked of whom and what followed is kept by the database itself, whoever asks it to forget."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, transaction

from burden.models import Assignment, Step, Task
from tests.burden.conftest import given
from tests.factories import MONDAY, Town


@pytest.mark.parametrize(
    "forget",
    [
        lambda: Task.objects.update(title="别的"),
        lambda: Task.objects.all()._raw_delete("default"),
        lambda: Assignment.objects.all()._raw_delete("default"),
        lambda: Step.objects.update(note="别的"),
        lambda: Step.objects.all()._raw_delete("default"),
        lambda: Assignment.objects.update(put_on_at=MONDAY),
        lambda: Assignment.objects.update(state="PUT"),
    ],
)
def test_nothing_is_rewritten_or_forgotten(town: Town, forget: Callable[[], object]):
    assignment = given(town)
    with pytest.raises(DatabaseError), transaction.atomic():
        forget()
    assert Assignment.objects.get(pk=assignment.pk).state == "ASKED"
    assert assignment.steps.get().note == assignment.task.basis
