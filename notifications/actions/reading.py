"""A message is read once, by whom it is for."""

from datetime import datetime

from notifications.models import MessageQuerySet
from notifications.models.letter import LetterQuerySet
from partyorg.hats import Hat


def read(messages: MessageQuerySet, *, by: Hat, at: datetime) -> int:
    """Mark those of these messages that are this person's own and unread as read. Returns how many."""
    return messages.visible_to(by).unread().update(read_at=at)


def read_letters(letters: LetterQuerySet, *, by: Hat, at: datetime) -> int:
    """As `read`, of what is about no case."""
    return letters.at_desk(by).unread().update(read_at=at)
