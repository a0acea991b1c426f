"""What is read once, at the end of a life: rows cannot be changed, everybody waiting was told, nobody is named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.template.loader import render_to_string

from accounts.personal import lookup_hash
from cases.models import Case, Event
from cases.terms import State
from cases.views.page import everything_about
from notifications.models import Message, Untold
from partyorg.hats import Hat, hat_of
from partyorg.models import Post
from tests.cases.living.life import Life
from tests.cases.living.sentences import MARKS, WITH_ITS_PARENT


def the_rows_cannot_be_changed(life: Life) -> None:
    """Neither by the database nor, as they were first read, in fact."""
    first = next(iter(life.look.events.values()))[0]
    for change in (lambda rows: rows.update(note="anders"), lambda rows: rows._raw_delete("default")):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(Event.objects.filter(pk=first.pk))
    seen = {event.pk: _columns(event) for events in life.look.events.values() for event in events}
    assert {event.pk: _columns(event) for event in Event.objects.all()} == seen


def _columns(event: Event) -> dict[str, Any]:
    return {field.attname: getattr(event, field.attname) for field in Event._meta.concrete_fields}


def everybody_who_waited_is_told_once(life: Life) -> None:
    """Of each case that ended with its parent: its reporter and its followers, by account and by telephone.

    A telephone gets one text a case when much has piled up: the last.
    """
    life.tell()
    assert not Untold.objects.exists(), Untold.objects.get().error
    for case in Case.objects.filter(state=State.MERGED):
        events = [event for event in life.look.events[case.pk] if event.kind in WITH_ITS_PARENT]
        for person_id, phone in set(_waiting(case)):
            for event in events if person_id else ():
                assert Message.objects.filter(event=event, recipient=person_id).count() == 1, "not told, by account"
            for event in events[-1:] if phone else ():
                texts = Message.objects.filter(event=event, phone_hash=lookup_hash(phone))
                assert texts.count() == 1, "not told, by telephone"


def _waiting(case: Case) -> Iterator[tuple[int | None, str]]:
    yield case.reporter_id, case.reporter_phone
    for follower in case.followers.exclude(why="MERGED"):
        yield follower.person_id, follower.phone


def nobody_who_wants_to_stay_unnamed_is_named(life: Life) -> None:
    """On the pages of those who host and assist, and in what any of the staff are told."""
    for case in Case.objects.filter(confidential=True).with_faces().select_related("reporter"):
        marks = [*MARKS, *_account(life, case)]
        told = Message.objects.filter(event__case=case, recipient__posts__isnull=False)
        assert not any(mark in message.text for mark in marks for message in told)
        for hat in _people_of_its_units(life, case):
            page = render_to_string("cases/about.html", {"hat": hat, **everything_about(case, hat, life.now)})
            assert not any(mark in page for mark in marks), f"{hat.person} reads who reported {case.number}"


def _account(life: Life, case: Case) -> list[str]:
    """The name of the reporter's account; not of one of the staff who has worked on it as well, by their post."""
    worked_on_it = any(event.by_id == case.reporter_id and event.post_id for event in life.look.events[case.pk][1:])
    return [case.reporter.name] if case.reporter and not worked_on_it else []


def _people_of_its_units(life: Life, case: Case) -> Iterator[Hat]:
    units = {case.host_org_id, *case.assisting.values_list("organisation_id", flat=True)}
    for post in Post.objects.filter(organisation__in=units - {None}).select_related("person"):
        yield hat_of(post.person, life.now)


LAST_LOOKS = (
    the_rows_cannot_be_changed,
    everybody_who_waited_is_told_once,
    nobody_who_wants_to_stay_unnamed_is_named,
)
