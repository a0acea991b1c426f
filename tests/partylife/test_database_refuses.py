"""What was recorded is kept by the database itself, whoever asks it to forget."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, transaction

from partylife.models import Activity, Attendance, Decision, Host, Invitation, Strike
from tests.factories import MONDAY, Town
from tests.partylife.conftest import convened, november, page, recorded


@pytest.mark.parametrize(
    "forget",
    [
        lambda: Activity.objects.update(subject="别的"),
        lambda: Activity.objects.all()._raw_delete("default"),
        lambda: Host.objects.all()._raw_delete("default"),
        lambda: Attendance.objects.all()._raw_delete("default"),
        lambda: Strike.objects.update(because="别的"),
        lambda: Strike.objects.all()._raw_delete("default"),
        lambda: Invitation.objects.all()._raw_delete("default"),
        lambda: Decision.objects.all()._raw_delete("default"),
        lambda: Decision.objects.update(result="改了"),
    ],
)
def test_nothing_is_rewritten_or_forgotten(town: Town, forget: Callable[[], object]):
    activity, meeting = recorded(town), convened(town)
    town.client("secretary").post(page(activity, "strike"), {"because": "记重了"})
    Decision.objects.create(
        meeting=meeting, what="修电梯", unit=meeting.convener, due_on=november(20), done_on=november(19),
        result="修好了", recorded_at=MONDAY,
    )  # fmt: skip
    with pytest.raises(DatabaseError), transaction.atomic():
        forget()
    assert Activity.objects.get().subject == "十一月党员大会"
