from notifications.models.announcing import Announced, Cursor, Untold
from notifications.models.catching_up import CatchingUp, DigestLine
from notifications.models.letter import LONGEST_LETTER, Letter, LetterMark
from notifications.models.outbox import UNREAD, Attempt, Message, MessageQuerySet
from notifications.models.wording import LONGEST_WORDS, Wording

__all__ = [
    "LONGEST_LETTER",
    "LONGEST_WORDS",
    "UNREAD",
    "Announced",
    "Attempt",
    "CatchingUp",
    "Cursor",
    "DigestLine",
    "Letter",
    "LetterMark",
    "Message",
    "MessageQuerySet",
    "Untold",
    "Wording",
]
