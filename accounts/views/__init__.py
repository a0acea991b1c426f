"""Signing in, and what somebody keeps of their own account."""

from accounts.views.account import account, end_other_sessions, end_session, password
from accounts.views.invited import invited
from accounts.views.second_factor import recovery_codes, second_factor
from accounts.views.sign_in import sign_in, sign_out

__all__ = [
    "account",
    "end_other_sessions",
    "end_session",
    "invited",
    "password",
    "recovery_codes",
    "second_factor",
    "sign_in",
    "sign_out",
]
