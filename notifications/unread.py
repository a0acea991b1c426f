"""How much somebody has not read: one number, in one query, for the header of every page at the desk."""

from __future__ import annotations

from notifications.models import Letter, Message
from partyorg.hats import Hat


def unread_of(hat: Hat) -> int:
    messages = Message.objects.visible_to(hat).unread().order_by().values("pk")
    letters = Letter.objects.at_desk(hat).unread().order_by().values("pk")
    return messages.union(letters, all=True).count()
