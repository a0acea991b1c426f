from accounts.models.trail import AuditEntry, AuditHead, AuditLink
from accounts.models.user import User

__all__ = ["AuditEntry", "AuditHead", "AuditLink", "User"]
