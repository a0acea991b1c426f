"""Members of the party among a grid's resources (在册党员): entered by the party's own roles, at the desk."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actions import write_audit
from accounts.models import User
from grids.models import Place
from partyorg.models import Resource


def add_helper(
    *, name: str, place: Place, pool: str, skills: str, contact: str = "", by: User | None, at: datetime
) -> Resource:
    """A member who can do something for a grid. Sent twice, the same one. Raises ValidationError."""
    kind = Resource.Kind.PARTY_MEMBER
    with transaction.atomic():
        Place.objects.select_for_update().get(pk=place.pk)  # two taps come one after the other
        same = Resource.objects.filter(place=place, kind=kind, name=name, skills=skills, is_active=True)
        if known := same.first():
            return known
        made = Resource(place=place, kind=kind, name=name, pool=pool, skills=skills, contact=contact)
        made.full_clean()
        made.save()
        write_audit(action="登记党员资源", of=made, by=by, at=at, detail={"place": place.code})
    return made


def retire_helper(resource: Resource, *, by: User | None, at: datetime) -> None:
    """停用: no more offered; what it has done stays told. Raises ValidationError."""
    with transaction.atomic():
        in_use = Resource.objects.filter(pk=resource.pk, kind=Resource.Kind.PARTY_MEMBER, is_active=True)
        if not in_use.update(is_active=False):
            raise ValidationError("已经停用了。")
        write_audit(action="停用党员资源", of=resource, by=by, at=at)
