"""What administrators look at and keep: the outbox, and the words of every message."""

from notifications.admin.outbox import AttemptAdmin, MessageAdmin, UntoldAdmin
from notifications.admin.wording import WordingAdmin

__all__ = ["AttemptAdmin", "MessageAdmin", "UntoldAdmin", "WordingAdmin"]
