"""A form sent twice (a double tap, a page gone back to) is one deed: its hidden mark is kept with what it made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import uuid4

from django import forms
from django.db import IntegrityError, transaction
from psycopg2.errorcodes import UNIQUE_VIOLATION

Made = TypeVar("Made")
# Where two did the same at once, and the rules that were asked before had let both through.
RACED = "刚刚有人先办了同一件事，请刷新页面，看一眼现在的情况再办。"
NOT_UNIQUE = ("SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY")


def is_race(error: IntegrityError) -> bool:
    """Whether it says that there is one such row already. Each engine's driver says so in words of its own; anything
    else that the database refuses is a fault of ours.
    """
    told = error.__cause__
    return getattr(told, "pgcode", None) == UNIQUE_VIOLATION or getattr(told, "sqlite_errorname", None) in NOT_UNIQUE


def mark() -> forms.UUIDField:
    """Sent twice, a form with the same mark is one record."""
    return forms.UUIDField(
        initial=uuid4,
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid": "这张表已经失效，请刷新页面重新填写。"},
    )


def once(make: Callable[[], Made], known: Callable[[], Made | None]) -> Made:
    """What `make` makes, in one transaction; after the first tap what that one made: `known` looks for it.

    Whatever stopped it is no answer before `known` was asked again: of two taps that overlap, the second finds what the
    first has just done, and the rules refuse it for that very reason (the name is taken, the stock too small).
    """
    if (found := known()) is not None:
        return found
    try:
        with transaction.atomic():
            return make()
    except Exception:
        if (found := known()) is not None:
            return found
        raise


def marked(rows: Any, key: Any) -> Any:
    """The first of these rows that was made with this mark; None without one."""
    return rows.filter(key=key).first() if key else None
