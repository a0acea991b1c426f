"""What residents are owed. Administrators may word these messages, but neither switch them off nor empty them of their
point: a refusal without the right channel, or an extension without its reason, would not be the one the loop allows.
"""

from __future__ import annotations

from cases.terms import Kind, Notice
from notifications.terms import RESIDENTS, Key

# By step: what the words to residents have to name.
OWED: dict[str, frozenset[str]] = {
    Kind.REFUSE: frozenset({"cause", "channel"}),
    Kind.EXTEND_APPROVE: frozenset({"reason"}),
    Kind.SUSPEND: frozenset({"cause", "review_on"}),
    Kind.CHECK_PASS: frozenset(),  # it is done, and they are asked how it was
    Kind.REVISIT_OK: frozenset(),
    Kind.CLOSE_EXPLAINED: frozenset({"reason"}),
    Notice.CLOSED_WITH_PARENT: frozenset({"result"}),
    Notice.DECLINE: frozenset({"reason"}),
}


def is_owed(key: Key) -> bool:
    return key.audience in RESIDENTS and key.kind in OWED


def owed_words(key: Key) -> frozenset[str]:
    """The placeholders that the words of this rule must name."""
    return OWED[key.kind] if is_owed(key) else frozenset()
