"""Accounts without a password, and posts. Who was added sets the password by a one-time link."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.hashers import make_password

from accounts.models import User
from accounts.personal import lookup_hash
from exchange.checking.staff import Person, Said
from exchange.plans import Outcome, Plan
from exchange.writing.batches import Told, Written, in_batches
from grids.bulk import update_rows
from partyorg.models import Post


def write_staff(plan: Plan, *, by: User, at: datetime, told: Told) -> Written:
    new: list[Said] = plan.of(Outcome.NEW)
    ended: list[Said] = plan.of(Outcome.CHANGED)
    people = list({said.person: None for said in new if said.person and said.person.id is None})
    accounts = in_batches(User, map(_account, people), lambda _: None)
    for person, account in zip(people, accounts, strict=True):
        person.id = account.pk
    posts = in_batches(Post, map(_post, new), told)
    last_days = ((said.to_date.isoformat(), said.post.pk) for said in ended if said.to_date and said.post)
    update_rows(Post, ("to_date",), last_days, lambda done: told(len(new) + done))
    return Written(
        [post.pk for post in posts],
        [said.post.pk for said in ended if said.post],
        [account.pk for account in accounts],
    )


def _account(person: Person) -> User:
    return User(
        username=person.username,
        name=person.name,
        phone=person.phone,
        phone_hash=lookup_hash(person.phone) or None,
        password=make_password(None),
    )


def _post(said: Said) -> Post:
    assert said.person
    assert said.person.id
    return Post(
        person_id=said.person.id,
        role=said.role,
        organisation_id=said.organisation.id if said.organisation else None,
        place_id=said.place.pk if said.place else None,
        sent_by_id=said.sent_by.id if said.sent_by else None,
        from_date=said.from_date,
        to_date=said.to_date,
    )
