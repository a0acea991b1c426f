"""关注: somebody besides the reporter wants to hear how it ends."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from accounts.models import User
from cases.actions.moving import Refused
from cases.models import Case, Follower


def follow(case: Case, *, person: User) -> None:
    """Once or often, it is one. Raises Refused: `not_open_to_follow` for what nobody may know of, and what is over."""
    if not Case.objects.known_to_all().open().filter(pk=case.pk).exists():
        raise Refused("not_open_to_follow")
    try:
        with transaction.atomic():
            Follower.objects.create(case=case, person=person, phone=person.phone, why=Follower.Why.FOLLOWING)
    except IntegrityError:
        return  # by a second tap


def unfollow(case: Case, *, person: User) -> None:
    Follower.objects.filter(case=case, person=person, why=Follower.Why.FOLLOWING).delete()
