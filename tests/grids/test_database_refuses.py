"""What the database itself will not hold, whoever writes it."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.models import User
from grids.models import Boundary, Place
from tests.grids.conftest import place, square

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)


def drawing(**other: Any) -> Boundary:
    fields = {
        "place": place("370203022006001"),
        "geometry": square(120.35, 36.11),
        "status": Boundary.Status.IN_FORCE,
        "origin": Boundary.Origin.IMPORT,
        "proposed_at": AT,
        "min_lat": 36.11,
        "max_lat": 36.12,
        "min_lon": 120.35,
        "max_lon": 120.36,
    }
    return Boundary(**(fields | other))


def test_a_second_boundary_in_force_for_one_place(small: None):
    drawing().save()
    with pytest.raises(IntegrityError), transaction.atomic():
        drawing().save()


def test_a_boundary_that_its_proposer_decided_on(small: None, administrator: User):
    with pytest.raises(IntegrityError), transaction.atomic():
        drawing(origin=Boundary.Origin.PROPOSAL, proposed_by=administrator, decided_by=administrator).save()


def test_a_boundary_in_force_that_nobody_decided_on(small: None, administrator: User):
    with pytest.raises(IntegrityError), transaction.atomic():
        drawing(origin=Boundary.Origin.PROPOSAL, proposed_by=administrator).save()


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("370203022", {"parent": None}),
        ("370203022", {"level": "DISTRICT"}),
        ("370203022", {"region_id": "3702"}),
        ("370203022", {"valid_to": "1899-12-31"}),
        ("370203022", {"lat": 36.1}),
        ("370203022", {"lat": 91, "lon": 120}),
        ("370203022006001", {"code": "370203022006002", "valid_from": "2026-01-01"}),
    ],
)
def test_a_place_that_contradicts_itself(small: None, code: str, change: dict[str, object]):
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.filter(code=code).update(**change)
