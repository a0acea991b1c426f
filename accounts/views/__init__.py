"""Signing in, and what somebody keeps of their own account."""

from accounts.views.invited import invited
from accounts.views.sign_in import sign_in, sign_out

__all__ = ["invited", "sign_in", "sign_out"]
