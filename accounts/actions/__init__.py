from accounts.actions.access import void_access
from accounts.actions.invitation import accept_invitation, invite, invite_all
from accounts.actions.lockout import unlock
from accounts.actions.passwords import change_password
from accounts.actions.second_factor import (
    WrongCode,
    begin_second_factor,
    check_second_factor,
    confirm_second_factor,
    renew_recovery_codes,
    reset_second_factor,
)
from accounts.actions.sessions import end_session, end_sessions
from accounts.actions.trail import write_audit

__all__ = [
    "WrongCode",
    "accept_invitation",
    "begin_second_factor",
    "change_password",
    "check_second_factor",
    "confirm_second_factor",
    "end_session",
    "end_sessions",
    "invite",
    "invite_all",
    "renew_recovery_codes",
    "reset_second_factor",
    "unlock",
    "void_access",
    "write_audit",
]
