"""A form with photos as it was filled in: what was chosen stays, whatever else is wrong."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from django.http import HttpRequest

from accounts.addresses import address_of
from cases.photos import CleanPhoto
from resident.actions import TooManyPhotos, drop_photos, keep_photos, kept_photos
from resident.forms import PlacedForm

F = TypeVar("F", bound=PlacedForm)


def filled(kind: type[F], request: HttpRequest, at: datetime) -> F:
    """Judged. Its good photos are put by."""
    form = kind(request.POST, request.FILES, at=at)
    if unwanted := request.POST.getlist("drop"):
        drop_photos(form.filling, only=unwanted)
        form.kept = kept_photos(form.filling)
    form.is_valid()
    photos = form.cleaned_data.get("photos", [])
    if photos:
        _put_by(form, photos, request, at)
    return form


def _put_by(form: PlacedForm, photos: Sequence[CleanPhoto], request: HttpRequest, at: datetime) -> None:
    try:
        form.kept = keep_photos(
            photos,
            filling=form.filling,
            at=at,
            taken=form.taken_now,
            address=address_of(request),
            urgent=form.sounds_urgent,
        )
    except TooManyPhotos as many:
        form.refuse("photos", str(many))
