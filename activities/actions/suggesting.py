"""献一策."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.once import once
from activities.models import Activity, Suggestion
from activities.rules import Refused

MOST = 3  # of one person for one activity


def suggest(activity: Activity, person: User, *, words: str, key: UUID | None = None, at: datetime) -> Suggestion:
    """Told to the organiser. The same words twice are one; other words from the same page are another.

    Raises Refused `no_suggestions`, `enough_suggestions`.
    """
    if not activity.suggestions or activity.is_called_off:
        raise Refused("no_suggestions")
    mine = Suggestion.objects.filter(activity=activity, person=person)

    def make() -> Suggestion:
        with transaction.atomic():
            Activity.objects.select_for_update().get(pk=activity.pk)
            if (told := mine.filter(words=words).first()) is not None:
                return told
            if mine.count() >= MOST:
                raise Refused("enough_suggestions", most=MOST)
            more = {"key": key} if key and not Suggestion.objects.filter(key=key).exists() else {}
            return Suggestion.objects.create(activity=activity, person=person, words=words, at=at, **more)

    return once(make, lambda: mine.filter(words=words).first())
