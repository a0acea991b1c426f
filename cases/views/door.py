"""How one comes to a case at the desk."""

from django.shortcuts import get_object_or_404

from cases.models import Case
from partyorg.hats import Hat


def case_or_404(number: str, hat: Hat) -> Case:
    """A case that this hat may not see does not exist for it."""
    found = Case.objects.visible_to(hat).with_faces().with_company().select_related("public_notice")
    return get_object_or_404(found, number=number)
