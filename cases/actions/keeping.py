"""What people keep for their work: views and phrases. What others use as well leaves a line in the audit trail."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from accounts.actions import write_audit
from accounts.models import User
from cases.models import Phrase, SavedView
from partyorg.hats import Hat
from partyorg.kinds import Role
from partyorg.models import Organisation, Post


class NotYours(Exception):
    """Somebody else's: it may be used, and not changed."""


def keep_view(*, name: str, query: str, unit: Organisation | None, by: Hat, at: datetime) -> SavedView:
    """存视图. Raises ValidationError where the name is taken or there are too many."""
    view = SavedView(owner=_person(by), name=name, query=query, unit=unit)
    return _saved_view(view, "新增", by, at)


def change_view(view: SavedView, *, name: str, unit: Organisation | None, by: Hat, at: datetime) -> SavedView:
    """Rename it, share it, share it no longer. Whoever changes one that was left behind has it from then on."""
    _changeable(view, by, at)
    shared = view.unit_id is not None
    view.name, view.unit, view.owner = name, unit, _person(by)
    return _saved_view(view, "修改", by, at, shared=shared)


def drop_view(view: SavedView, *, by: Hat, at: datetime) -> None:
    _changeable(view, by, at)
    with transaction.atomic():
        if view.unit_id:
            write_audit(action="删除共享视图", of=view, by=by.person, at=at, detail={"name": view.name})
        view.delete()


def changeable_views(views: Iterable[SavedView], *, by: Hat, at: datetime) -> set[int]:
    """The ids of those that this hat may change: one query at most.

    One's own, but what one shared with a unit only as long as one is there; then the unit's head may.
    """
    views, at_units = list(views), {post.organisation_id for post in by.held}
    own = {view.pk for view in views if view.owner_id == _person(by).pk and view.unit_id in {None, *at_units}}
    heads = [view for view in views if view.pk not in own and may_keep_for(view.unit_id, by)]
    if not heads:
        return own
    there = Post.objects.in_force(localdate(at)).filter(person__in={view.owner_id for view in heads})
    still = set(there.values_list("person", "organisation"))
    return own | {view.pk for view in heads if (view.owner_id, view.unit_id) not in still}


def _changeable(view: SavedView, by: Hat, at: datetime) -> None:
    if view.pk not in changeable_views([view], by=by, at=at):
        raise NotYours


def _saved_view(view: SavedView, deed: str, by: Hat, at: datetime, *, shared: bool = False) -> SavedView:
    view.full_clean()
    with transaction.atomic():
        view.save()
        if shared or view.unit_id:
            detail = {"name": view.name, "query": view.query, "unit": view.unit_id}
            write_audit(action=f"{deed}共享视图", of=view, by=by.person, at=at, detail=detail)
    return view


def may_keep_for(unit_id: int | None, by: Hat) -> bool:
    """A unit's phrases are kept by its head; of a unit on no rung, by whoever handles its matters."""
    posts = [post for post in by.posts if post.organisation_id == unit_id and unit_id]
    return any(post.is_head or (post.rung == 0 and post.role == Role.UNIT_OFFICER) for post in posts)


def keep_phrase(*, unit: Organisation | None, by: Hat, at: datetime, **said: Any) -> Phrase:
    """存常用语. Raises ValidationError where the name is taken or there are too many, NotYours for another's unit."""
    return _saved_phrase(Phrase(), "新增", unit=unit, by=by, at=at, said=said)


def change_phrase(phrase: Phrase, *, unit: Organisation | None, by: Hat, at: datetime, **said: Any) -> Phrase:
    _mine(phrase, by)
    return _saved_phrase(phrase, "修改", unit=unit, by=by, at=at, said=said)


def drop_phrase(phrase: Phrase, *, by: Hat, at: datetime) -> None:
    _mine(phrase, by)
    with transaction.atomic():
        if phrase.unit_id:
            write_audit(action="删除单位常用语", of=phrase, by=by.person, at=at, detail={"title": phrase.title})
        phrase.delete()


def may_change(phrase: Phrase, by: Hat) -> bool:
    return may_keep_for(phrase.unit_id, by) if phrase.unit_id else phrase.person_id == _person(by).pk


def _mine(phrase: Phrase, by: Hat) -> None:
    if not may_change(phrase, by):
        raise NotYours


def _saved_phrase(
    phrase: Phrase, deed: str, *, unit: Organisation | None, by: Hat, at: datetime, said: dict[str, Any]
) -> Phrase:
    if unit and not may_keep_for(unit.pk, by):
        raise NotYours
    was_a_units = phrase.unit_id is not None
    phrase.unit, phrase.person = unit, None if unit else _person(by)
    for name, value in said.items():
        setattr(phrase, name, value)
    phrase.full_clean()
    with transaction.atomic():
        phrase.save()
        if unit or was_a_units:
            detail = {"title": phrase.title, "words": phrase.words, "unit": phrase.unit_id}
            write_audit(action=f"{deed}单位常用语", of=phrase, by=by.person, at=at, detail=detail)
    return phrase


def _person(by: Hat) -> User:
    assert by.person  # nobody comes to the desk without signing in
    return by.person
