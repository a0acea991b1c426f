"""First sign-ins of those who were imported."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.actions import invite_all
from accounts.models import User
from exchange.actions.refusing import Refused
from exchange.checking.places import portions
from exchange.models import ImportRun
from exchange.standing import may_import
from exchange.workflow import RunState, What
from partyorg.hats import Hat
from partyorg.models import Post


def give_links(run: ImportRun, *, by: Hat, at: datetime) -> list[tuple[User, str]]:
    """A one-time link for each account that the import made and that nobody has signed in to. Raises Refused.

    None for somebody who has been named an administrator meanwhile, be that over or withdrawn by now: with it, whoever
    imported them would be them.
    Given once: they stand in no table, and a second list would make the first one worthless.
    """
    if What.STAFF not in may_import(by):
        raise Refused("not_yours")
    with transaction.atomic():
        done = ImportRun.objects.filter(pk=run.pk, state=RunState.DONE, links_given_at=None).exclude(accounts=[])
        if not done.update(links_given_at=at):
            raise Refused("links_given")
        administrators = set(Post.objects.of_administrators().values_list("person", flat=True))
        users = [
            user
            for some in portions(run.accounts)
            for user in User.objects.filter(pk__in=some, is_active=True, last_login=None).order_by("id")
            if user.pk not in administrators
        ]
        return list(zip(users, invite_all(users, of=run, by=by.person, at=at), strict=True))
