from accounts.models.trail import AuditEntry
from accounts.models.user import User

__all__ = ["AuditEntry", "User"]
