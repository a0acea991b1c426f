"""A phone leaves the outbox with its owner (个人信息保护法 art. 47): what was texted stays, to whom does not."""

from __future__ import annotations

from django.db import transaction
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat

from notifications.models import Message


def forget_phone(phone_hash: str) -> None:
    """What still waits is not sent any more. The mark in the hash's place says nothing and is each row's own: no phone
    is told twice, also where several have left."""
    if not phone_hash:
        return
    with transaction.atomic():
        texts = Message.objects.exclude(channel=Message.Channel.IN_APP).filter(phone_hash=phone_hash)
        texts.filter(state=Message.State.PENDING).delete()
        texts.update(phone="", phone_hash=Concat(Value("gone-"), Cast("pk", CharField())))
