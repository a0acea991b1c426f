"""Who sees the registers of places and boundaries: everyone who signs in, and nobody else."""

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from grids.models import Boundary, Place
from tests.grids.conftest import Run, Write, square
from tests.grids.test_import_boundaries import FIRST, SMALL, Drawings


def test_everyone_who_signs_in_sees_the_places_and_a_stranger_sees_none(run: Run, file: Write, drawings: Drawings):
    run("import_places", file(SMALL), "--boundaries", drawings(**{FIRST: square(120.35, 36.11)}))
    worker, stranger = User.objects.create_user("grid1", name="网格员"), AnonymousUser()
    assert Place.objects.visible_to(worker).count() == 5
    assert Boundary.objects.visible_to(worker).count() == 1
    assert not Place.objects.visible_to(stranger).exists()
    assert not Boundary.objects.visible_to(stranger).exists()
