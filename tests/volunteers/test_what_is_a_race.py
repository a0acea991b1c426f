"""What the database refuses is somebody's being quicker only where there is one such row already."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.models import User
from tests.activities.calling import phone_of
from tests.factories import MONDAY, Town
from tests.resident.conftest import Browser, text
from tests.volunteers.test_family import taken_on
from volunteers import actions
from volunteers.models import FamilyTie, Scheme

pytestmark = pytest.mark.django_db
ASK = "/volunteer/family/ask/"


@pytest.fixture
def phone(town: Town) -> Browser:
    Scheme.objects.update(family=True)
    return phone_of(taken_on(town, "林一", "13800000001").person)


def keeps(monkeypatch: pytest.MonkeyPatch, *pairs: tuple[User, User]) -> None:
    """Whoever asks now writes these rows, as if no rule had been asked before."""

    def ask(*_: Any, **__: Any) -> None:
        with transaction.atomic():
            for asker, other in pairs:
                FamilyTie.objects.create(asker=asker, other=other, asked_at=MONDAY)

    monkeypatch.setattr(actions, "ask_family", ask)


def test_one_such_row_is_somebody_quicker(phone: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = (User.objects.create_user(name) for name in ("one", "other"))
    keeps(monkeypatch, (one, other), (one, other))
    answer = phone.post(ASK, {"phone": "13800000002"})
    assert (answer.status_code, "刚刚有人先办了同一件事" in text(answer)) == (409, True)


def test_anything_else_is_a_fault_of_ours_and_told_as_one(phone: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    one = User.objects.create_user("one")
    keeps(monkeypatch, (one, one))
    with pytest.raises(IntegrityError, match="a_tie_is_between_two"):
        phone.post(ASK, {"phone": "13800000002"})
