"""The registers of accounts and of what was done in the others."""

from accounts.admin.lockouts import LockoutAdmin
from accounts.admin.trail import AuditEntryAdmin
from accounts.admin.users import UserAdmin

__all__ = ["AuditEntryAdmin", "LockoutAdmin", "UserAdmin"]
