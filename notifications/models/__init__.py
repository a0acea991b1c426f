from notifications.models.announcing import Announced, Cursor, Untold
from notifications.models.catching_up import CatchingUp, DigestLine
from notifications.models.outbox import UNREAD, Attempt, Message, MessageQuerySet
from notifications.models.wording import Wording

__all__ = [
    "UNREAD",
    "Announced",
    "Attempt",
    "CatchingUp",
    "Cursor",
    "DigestLine",
    "Message",
    "MessageQuerySet",
    "Untold",
    "Wording",
]
