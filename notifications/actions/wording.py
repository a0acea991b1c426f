"""Administrators change the words of a rule, switch it off and on. It holds from the next announcement on; logged."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.actions import write_audit
from accounts.models import User
from notifications.models import Wording
from notifications.owed import is_owed
from notifications.proofreading import problems
from notifications.rules import DEFAULTS
from notifications.terms import Key

OWED_TO_RESIDENTS = "这一条按规定必须告诉居民，不能停用，只能改措辞。"


class NotTaken(Exception):
    """A change that the rules of telling do not allow; str() is the sentence for the screen."""


def reword(key: Key, *, words: str, by: User, at: datetime) -> bool:
    """These words from now on. False when nothing changed. Raises NotTaken for words that cannot be used."""
    if found := problems(words, key):
        raise NotTaken(found[0])
    is_default = key in DEFAULTS and words == DEFAULTS[key].words
    return _write(key, "修改消息措辞", by, at, words="" if is_default else words)


def restore(key: Key, *, by: User, at: datetime) -> bool:
    """The default words again. Whether it is sent stays as it is."""
    return _write(key, "恢复默认消息措辞", by, at, words="")


def switch(key: Key, *, off: bool, by: User, at: datetime) -> bool:
    """No longer sent, or sent again. The words stay. Raises NotTaken where residents are owed this."""
    if off and is_owed(key):
        raise NotTaken(OWED_TO_RESIDENTS)
    return _write(key, "停用消息" if off else "恢复发送消息", by, at, off=off)


def _write(key: Key, deed: str, by: User, at: datetime, **new: str | bool) -> bool:
    with transaction.atomic():
        Wording.objects.get_or_create(**key._asdict())
        row = Wording.objects.select_for_update().get(**key._asdict())
        was = {name: getattr(row, name) for name in new}
        if was == new:
            return False
        for name, value in new.items():
            setattr(row, name, value)
        row.save(update_fields=list(new))
        write_audit(action=deed, of=row, by=by, at=at, detail={"rule": str(key), "was": was, "now": new})
    return True
