from accounts.actions.invitation import accept_invitation, invite, invite_all
from accounts.actions.trail import write_audit

__all__ = ["accept_invitation", "invite", "invite_all", "write_audit"]
