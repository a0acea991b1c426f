"""Which administrator keeps which register at /admin/: pure data, read by partyorg.backends alone.

三员: the system administrator keeps registers, rules and trees; the security administrator accounts and posts; the
audit administrator reads what the others did. None of them can do another's part, and nobody is two of them.
"""

from __future__ import annotations

from collections.abc import Mapping

from partyorg.kinds import Role

LOOK = frozenset({"view"})
KEEP = frozenset({"view", "add", "change", "delete"})

# A register is named as Django names its model, in lower case.
OF_ACCOUNTS: Mapping[str, frozenset[str]] = {
    "accounts.user": KEEP,
    "accounts.lockout": KEEP,
    "partyorg.post": KEEP,
}
# Where a post can be: looked up while one is given.
WHERE_POSTS_ARE = {"partyorg.organisation": LOOK, "grids.place": LOOK}
OF_THE_TRAIL: Mapping[str, frozenset[str]] = {"accounts.auditentry": LOOK}
# Who is what, which no rule turns on and no auditor needs.
ABOUT_PEOPLE = frozenset(
    {"partyorg.member", "partyorg.seat", "partyorg.resource", "partyorg.force", "volunteers.volunteer"}
)


def allowed(role: str, register: str) -> frozenset[str]:
    """What a post in this role lets somebody do in a register: view, add, change, delete."""
    match role:
        case Role.SECURITY_ADMINISTRATOR:
            return OF_ACCOUNTS.get(register) or WHERE_POSTS_ARE.get(register) or frozenset()
        case Role.AUDIT_ADMINISTRATOR:
            return frozenset() if register in ABOUT_PEOPLE else LOOK
        case Role.SYSTEM_ADMINISTRATOR:
            return frozenset() if register in OF_ACCOUNTS or register in OF_THE_TRAIL else KEEP
    return frozenset()
