from accounts.models.counted import Counted
from accounts.models.lockout import Lockout
from accounts.models.second_factor import RecoveryCode, Totp
from accounts.models.session import Session
from accounts.models.trail import AuditEntry, AuditHead, AuditLink
from accounts.models.user import User

__all__ = ["AuditEntry", "AuditHead", "AuditLink", "Counted", "Lockout", "RecoveryCode", "Session", "Totp", "User"]
