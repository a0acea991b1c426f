from accounts.actions.invitation import accept_invitation, invite
from accounts.actions.trail import write_audit

__all__ = ["accept_invitation", "invite", "write_audit"]
