from resident.actions.codes import NotSent, Sent, TooOften, WrongCode, drop_old_codes, enter_code, send_code
from resident.actions.guessing import drop_old_tries, wrong_code
from resident.actions.leaving import CannotLeave, everything_of, leave
from resident.actions.photos import as_sent, drop_photos, drop_what_was_never_sent, keep_photos, kept_photos
from resident.actions.snapping import send_snap

__all__ = [
    "CannotLeave",
    "NotSent",
    "Sent",
    "TooOften",
    "WrongCode",
    "as_sent",
    "drop_old_codes",
    "drop_old_tries",
    "drop_photos",
    "drop_what_was_never_sent",
    "enter_code",
    "everything_of",
    "keep_photos",
    "kept_photos",
    "leave",
    "send_code",
    "send_snap",
    "wrong_code",
]
